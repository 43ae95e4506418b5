import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { isLoopback } from '../loopback.ts';
import { badRequest, misdirected } from './grafana-error.ts';

/** Where the service listens, and the address that users see. */
export interface ServedAt {
  readonly host: string;
  readonly publicUrl: URL | undefined;
}

/** A host with an optional port, as RFC 9110, section 7.2, has it in `Host`. */
const HOST_HEADER = /^(\[[0-9A-Fa-f:.]+\]|[^\s:@/?#[\]]+)(?::[0-9]{1,5})?$/;
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Whether a `Host` header names this service. A page of another site that points its own name at this address (DNS
 * rebinding) shows by that name; an IP address cannot be pointed anywhere. The port is not looked at: it may be a
 * tunnel's.
 */
export function isAllowedHost(header: string | undefined, { host, publicUrl }: ServedAt): boolean {
  const [, name] = HOST_HEADER.exec(header ?? '') ?? [];
  if (name === undefined) {
    return false;
  }
  const asked = withoutBrackets(name.toLowerCase());
  return (
    asked === host.toLowerCase() ||
    (publicUrl !== undefined && asked === withoutBrackets(publicUrl.hostname)) ||
    (isLoopback(asked) && (isLoopback(host) || EVERY_ADDRESS.has(host))) ||
    (isIP(asked) !== 0 && EVERY_ADDRESS.has(host))
  );
}

function withoutBrackets(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

/** @param rawHeaders names and values in turn, as Node has them. */
function countOf(rawHeaders: readonly string[], name: string): number {
  return rawHeaders.filter((text, at) => at % 2 === 0 && text.length === name.length && text.toLowerCase() === name)
    .length;
}

/** Refuses requests for other hosts, before anybody is asked who they are. */
export function addHostCheck(app: FastifyInstance, servedAt: ServedAt): void {
  app.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    // RFC 9112, section 3.2: what is in front may have gone by the other one.
    if (countOf(raw.rawHeaders, 'host') > 1) {
      done(badRequest('a request has one Host header'));
    } else if (!isAllowedHost(headers.host, servedAt)) {
      done(misdirected());
    } else {
      done();
    }
  });
}
