import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/**
 * What of a caller's request goes on: the media types, and who is calling. Credentials, cookies, addresses, conditions and
 * everything that belongs to the one connection (RFC 9110, section 7.6.1) is on neither list, and so stays.
 */
const REQUEST_HEADERS = ['accept', 'content-type', 'user-agent'] as const;

/**
 * What of the answer goes back: what describes the body, and what Kubernetes' clients read. A Grafana may not set cookies,
 * policies or permissions for the origin of this service.
 */
const ANSWER_HEADERS = [
  'allow',
  'audit-id',
  'content-encoding',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'warning',
] as const;

/**
 * The headers of the caller that the other side gets. The body's length is the caller's; a body without one comes in
 * chunks.
 */
export function passedRequestHeaders(headers: IncomingHttpHeaders, hasBody: boolean): OutgoingHttpHeaders {
  return {
    ...picked(headers, REQUEST_HEADERS),
    ...(hasBody ? picked(headers, ['content-length']) : {}),
    // Bodies pass unchanged, so they are asked for as they are.
    'accept-encoding': 'identity',
  };
}

/** The headers of the other side that the caller gets. A repeated `Warning` stays repeated. */
export function passedAnswerHeaders(
  headers: IncomingHttpHeaders,
  distinct: NodeJS.Dict<string[]>
): Record<string, string | string[]> {
  const warnings = distinct.warning ?? [];
  const single = picked(headers, ANSWER_HEADERS);
  return warnings.length > 1 ? { ...single, warning: warnings } : single;
}

function picked(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string | string[]> {
  const present: Record<string, string | string[]> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) {
      present[name] = value;
    }
  }
  return present;
}
