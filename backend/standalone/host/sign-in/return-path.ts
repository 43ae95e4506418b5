/** Only for the parser; nothing is ever sent there. */
const SOME_ORIGIN = 'http://origin.invalid';

/**
 * Where to go after sign-in: the page that was asked for, if it is one of the pages here, else the start page. What
 * arrives in an address was perhaps written by someone else, and must not lead off this server.
 */
export function returnPath(requested: string | null | undefined): string {
  if (!requested?.startsWith('/') || !URL.canParse(requested, SOME_ORIGIN)) {
    return '/';
  }
  const { origin, pathname, search, hash } = new URL(requested, SOME_ORIGIN);
  const isPage = pathname.startsWith('/a/') || pathname.startsWith('/plugins/');
  return origin === SOME_ORIGIN && isPage ? pathname + search + hash : '/';
}
