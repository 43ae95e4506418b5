import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { GRAFANA_CONTEXT_HEADER } from '../../identity/grafana-headers.ts';
import { decodePath, encodePath } from './percent-coding.ts';
import type { ProxyRoute } from './proxy-route.ts';
import { renderTemplate, type TemplateData } from './template.ts';

/** What is sent to the service behind a route. */
export interface ForwardedRequest {
  readonly origin: URL;
  /** Path and query, as they go on the wire: a URL would resolve `..` in them. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
}

export interface Forwarding {
  readonly route: ProxyRoute;
  /** What the route's `*` took, decoded. */
  readonly rest: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The value of `X-Grafana-Context`. */
  readonly context: string;
  readonly data: TemplateData;
}

/** Headers of one connection (RFC 9110, section 7.6.1), and those by which a proxy in front introduced itself. */
const NOT_FORWARDED: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'cookie',
  'set-cookie',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

/**
 * Writes the request that Grafana would: the path of the route's `url` and what its `*` took; no cookies; the context
 * over whatever the browser sent under that name, and the route's own headers over all.
 *
 * @returns undefined where the settings make no address of an HTTP server.
 */
export function forwardedRequest({
  route,
  rest,
  query,
  headers,
  context,
  data,
}: Forwarding): ForwardedRequest | undefined {
  const target = httpUrl(renderTemplate(route.url, data));
  return (
    target && {
      origin: new URL(target.origin),
      path: encodePath(joined(pathOf(target), rest)) + query,
      headers: {
        ...passedOn(headers),
        [GRAFANA_CONTEXT_HEADER.toLowerCase()]: context,
        ...Object.fromEntries(
          route.headers.map(({ name, content }) => [name.toLowerCase(), renderTemplate(content, data)])
        ),
      },
    }
  );
}

function httpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}

function pathOf({ pathname }: URL): string {
  return decodePath(pathname) ?? pathname;
}

function joined(path: string, rest: string): string {
  if (rest === '') {
    return path;
  }
  return `${path.replace(/\/$/, '')}/${rest.replace(/^\//, '')}`;
}

function passedOn(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !NOT_FORWARDED.has(name) && !named.includes(name))
  );
}
