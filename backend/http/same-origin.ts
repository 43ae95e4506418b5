/** What a browser tells of where a request comes from. */
export interface RequestSource {
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly host: string | undefined;
  readonly protocol: 'http' | 'https';
}

/** Methods that change nothing (RFC 9110, section 9.2.1). */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * Whether a request may act with the session of its browser: not if it comes from a page of another origin. Browsers send
 * `Sec-Fetch-Site` (W3C Fetch Metadata) or `Origin` (RFC 6454) with every request that could change something; what sends
 * neither is no browser, and nobody can make it send a cookie unawares.
 *
 * @param publicUrl the address that users see, where a proxy in front changes `Host`.
 */
export function isSameOrigin({ origin, secFetchSite, host, protocol }: RequestSource, publicUrl?: URL): boolean {
  const isOwnSite = secFetchSite === undefined || secFetchSite === 'same-origin' || secFetchSite === 'none';
  const isOwnOrigin = origin === undefined || origin === `${protocol}://${host}` || origin === publicUrl?.origin;
  return isOwnSite && isOwnOrigin;
}
