/** Addresses that this page draws itself; everything else (sign-in, files, other sites) is a load of its own. */
const OWN_PATHS = /^\/(?:$|a\/|plugins\/)/;

interface Anchor {
  readonly href: string | null;
  readonly target: string | null;
  readonly isDownload: boolean;
}

/** Where a plain click on a link leads within the page; `undefined` if the browser should follow it. */
export function inAppPath({ href, target, isDownload }: Anchor, currentUrl: string): string | undefined {
  if (href === null || href.startsWith('#') || isDownload || (target !== null && target !== '' && target !== '_self')) {
    return undefined;
  }
  const current = new URL(currentUrl);
  if (!URL.canParse(href, current)) {
    return undefined;
  }
  const { origin, pathname, search, hash } = new URL(href, current);
  return origin === current.origin && OWN_PATHS.test(pathname) ? pathname + search + hash : undefined;
}
