import { queryOf } from '../http/query.ts';

/**
 * The parameters that Kubernetes' API knows for these requests ("API Concepts"; OpenAPI's `hash`). Others would be ignored
 * there, or are Grafana's own, such as `auth_token`, by which a caller could be somebody else upstream.
 */
const KNOWN: ReadonlySet<string> = new Set([
  'allowWatchBookmarks',
  'continue',
  'dryRun',
  'fieldManager',
  'fieldSelector',
  'fieldValidation',
  'force',
  'gracePeriodSeconds',
  'hash',
  'labelSelector',
  'limit',
  'orphanDependents',
  'pretty',
  'propagationPolicy',
  'resourceVersion',
  'resourceVersionMatch',
  'sendInitialEvents',
  'timeout',
  'timeoutSeconds',
  'watch',
]);

/** The query to send on, with its question mark: what Kubernetes knows, in its order, repeats included. */
export function groupQuery(url: string): string {
  const known = new URLSearchParams([...queryOf(url)].filter(([name]) => KNOWN.has(name)));
  return known.size === 0 ? '' : `?${known}`;
}
