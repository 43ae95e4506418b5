/** The query of a request. Kubernetes takes the first of repeated parameters; only `dryRun` is a list. */
export function queryOf(url: string): URLSearchParams {
  const start = url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : url.slice(start));
}
