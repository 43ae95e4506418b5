/** Unix seconds as Kubernetes writes times: RFC 3339, UTC, to the second. */
export function rfc3339(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000Z', 'Z');
}
