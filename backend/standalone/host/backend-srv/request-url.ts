/**
 * A request's address as Grafana's `backendSrv` writes it: `undefined` and empty lists are left out, a list repeats
 * its key, everything else is written as text.
 */
export function requestUrl(url: string, params: Readonly<Record<string, unknown>> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) {
        query.append(key, String(item));
      }
    }
  }
  const text = query.toString();
  return text === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${text}`;
}

/** Browsers read a backslash as a slash (WHATWG URL). */
const HAS_SCHEME_OR_HOST = /^(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i;

/** Whether the address is one of this server: only there are toasts shown and is a session known. */
export function isLocalUrl(url: string): boolean {
  return !HAS_SCHEME_OR_HOST.test(url);
}

/** Callers write `api/…` and `/api/…` alike; both mean the root of this server. */
export function fromRoot(url: string): string {
  return isLocalUrl(url) ? `/${url.replace(/^[/\\]/, '')}` : url;
}
