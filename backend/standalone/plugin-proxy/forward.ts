import { request as requestHttp, type IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import type { ForwardedRequest } from './forwarded-request.ts';

export interface ForwardedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

/** Bad gateway (RFC 9110, section 15.6.3). */
const NO_ANSWER = 502;

/**
 * Sends a request on, with its body as it comes in, and returns as soon as the answer begins. Each has a connection of its
 * own: whatever one request leaves behind on it can be taken for the beginning of no other.
 *
 * @param signal ends both: nobody waits for the answer any more.
 * @throws what `node:http` throws when nobody listens there, or the connection is cut before an answer.
 */
export function forward(
  { origin, path, headers }: ForwardedRequest,
  method: string,
  body: Readable | undefined,
  signal: AbortSignal
): Promise<ForwardedAnswer> {
  const send = origin.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = send(origin, { method, path, headers, signal, agent: false });
    outgoing.on('error', reject);
    outgoing.once('response', (answer) =>
      resolve({ status: answer.statusCode ?? NO_ANSWER, headers: answer.headers, body: answer })
    );
    if (body === undefined) {
      outgoing.end();
    } else {
      // A service may answer and close before it has read the body. That answer counts, and not the broken pipe.
      pipeline(body, outgoing, () => undefined);
    }
  });
}
