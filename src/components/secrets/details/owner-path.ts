import type { OwnerReference } from '../../../domain/secure-value';

/** Grafana's pages of what is known to make secrets for itself (Grafana's documentation of Git Sync and of data sources). */
const PAGES: ReadonlyArray<readonly [kind: string, group: RegExp, path: (name: string) => string]> = [
  ['Repository', /^provisioning\.grafana\.app$/, (name) => `/admin/provisioning/${name}`],
  ['DataSource', /\.datasource\.grafana\.app$/, (name) => `/connections/datasources/edit/${name}`],
];

/** The page of the resource that a secret belongs to; undefined where none is known. */
export function ownerPath({ apiVersion, kind, name }: OwnerReference): string | undefined {
  const group = apiVersion.split('/')[0] ?? '';
  return PAGES.find(([known, groups]) => known === kind && groups.test(group))?.[2](encodeURIComponent(name));
}
