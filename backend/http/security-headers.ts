import type { FastifyInstance } from 'fastify';

/** A year, in seconds, as the preload list of browsers asks for. */
const HSTS_MAX_AGE_S = 31_536_000;

/** What every answer carries unless its route says otherwise (OWASP Secure Headers). Pages bring their own policy. */
const DEFAULTS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** @param isHttps whether users reach the service by TLS. */
export function addSecurityHeaders(app: FastifyInstance, isHttps: boolean): void {
  const headers = {
    ...DEFAULTS,
    ...(isHttps ? { 'strict-transport-security': `max-age=${HSTS_MAX_AGE_S}` } : {}),
  };
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers).header('x-request-id', request.id);
    done();
  });
}
