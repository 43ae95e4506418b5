import { ownerPath } from './owner-link.ts';

describe('ownerPath', () => {
  it.each([
    ['provisioning.grafana.app/v0alpha1', 'Repository', 'docs', '/admin/provisioning/docs'],
    ['loki.datasource.grafana.app/v0alpha1', 'DataSource', 'a b', '/connections/datasources/edit/a%20b'],
    ['dashboard.grafana.app/v2', 'Dashboard', '../x?', '/d/..%2Fx%3F'],
    ['folder.grafana.app/v1', 'Folder', 'f1', '/dashboards/f/f1'],
  ])('of %s %s %s is %s', (apiVersion, kind, name, path) => {
    expect(ownerPath({ apiVersion, kind, name })).toBe(path);
  });

  it.each([
    ['example.com/v1', 'Repository'],
    ['datasource.grafana.app/v1', 'DataSource'],
    ['provisioning.grafana.app/v0alpha1', 'Job'],
    ['v1', 'Folder'],
    ['', ''],
  ])('is not known for %s %s', (apiVersion, kind) => {
    expect(ownerPath({ apiVersion, kind, name: 'x' })).toBeUndefined();
  });
});
