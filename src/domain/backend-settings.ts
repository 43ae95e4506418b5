/**
 * The rules for the two settings by which a Grafana reaches a backend: its address and the token they share.
 */

/** 32 of the 94 visible characters hold 209 bits when drawn at random. */
export const BACKEND_TOKEN_MIN = 32;

/** Keeps the header that carries it well inside the 16 KiB that Node allows for all headers. */
export const BACKEND_TOKEN_MAX = 512;

export type BackendUrlRule =
  | 'url-characters'
  | 'url-invalid'
  | 'url-scheme'
  | 'url-credentials'
  | 'url-query'
  | 'url-fragment'
  | 'url-dot-segment'
  | 'url-trailing-slash';

export type BackendTokenRule = 'token-characters' | 'token-too-short' | 'token-too-long';

/** RFC 3986, section 2: an address is visible ASCII. The backslash is none of its characters; browsers read a slash. */
const URL_CHARACTERS = /^[\x21-\x5b\x5d-\x7e]*$/;

/** RFC 3986, appendix B: scheme, authority, path, query and fragment of any text. */
const URL_PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/s;

/** What the WHATWG URL standard resolves away: "a single-dot or double-dot URL path segment". */
const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i;

const VISIBLE_ASCII = /^[\x21-\x7e]*$/;

/**
 * Every rule that the address of a backend breaks: `https://secrets.example.com`, `http://127.0.0.1:3001` or either with
 * a path. Grafana appends the paths of its plugin routes to it as it stands, so that nothing may follow the path, and
 * keeps it readable, so that nothing secret may be in it (Grafana's plugin documentation, `routes` and `jsonData`).
 */
export function backendUrlFindings(text: string): readonly BackendUrlRule[] {
  if (!URL_CHARACTERS.test(text)) {
    return ['url-characters'];
  }
  const [, scheme, authority, path = '', query, fragment] = URL_PARTS.exec(text) ?? [];
  if (scheme === undefined || authority === undefined || authority === '' || !URL.canParse(text)) {
    return ['url-invalid'];
  }
  const broken: ReadonlyArray<[BackendUrlRule, boolean]> = [
    ['url-scheme', !/^https?$/i.test(scheme)],
    ['url-credentials', authority.includes('@')],
    ['url-query', query !== undefined],
    ['url-fragment', fragment !== undefined],
    ['url-dot-segment', path.split('/').some((segment) => DOT_SEGMENT.test(segment))],
    ['url-trailing-slash', path.endsWith('/')],
  ];
  return broken.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}

/** Every rule that a token breaks. */
export function backendTokenFindings(token: string): readonly BackendTokenRule[] {
  const broken: ReadonlyArray<[BackendTokenRule, boolean]> = [
    ['token-characters', !VISIBLE_ASCII.test(token)],
    ['token-too-short', token.length < BACKEND_TOKEN_MIN],
    ['token-too-long', token.length > BACKEND_TOKEN_MAX],
  ];
  return broken.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}

/** Hosts that are the machine itself (RFC 6761, section 6.3; RFC 6890). */
const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether a network between Grafana and the backend could read what they say to each other. */
export function isUnencrypted(url: string): boolean {
  if (!URL.canParse(url)) {
    return false;
  }
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !LOOPBACK.test(hostname);
}
