import type { OwnerReference } from './secure-value.ts';

/**
 * The page of Grafana on which what owns a secret is changed, as a path below its root; undefined where there is none, or
 * none that is known. The routes are those of Grafana 12 and 13.
 */
export function ownerPath({ apiVersion, kind, name }: OwnerReference): string | undefined {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  const page = OWNER_PAGES.find((candidate) => candidate.kind === kind && candidate.isOf(group));
  return page && `${page.path}/${encodeURIComponent(name)}`;
}

interface OwnerPage {
  readonly kind: string;
  readonly isOf: (group: string) => boolean;
  readonly path: string;
}

const OWNER_PAGES: readonly OwnerPage[] = [
  // Git Sync.
  { kind: 'Repository', isOf: is('provisioning.grafana.app'), path: '/admin/provisioning' },
  // Every type of data source is an API group of its own.
  {
    kind: 'DataSource',
    isOf: (group) => group.endsWith('.datasource.grafana.app'),
    path: '/connections/datasources/edit',
  },
  { kind: 'Dashboard', isOf: is('dashboard.grafana.app'), path: '/d' },
  { kind: 'Folder', isOf: is('folder.grafana.app'), path: '/dashboards/f' },
];

function is(expected: string): (group: string) => boolean {
  return (group) => group === expected;
}
