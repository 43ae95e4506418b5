import { badGateway, serviceUnavailable, timeout, type StatusFailure } from '../../src/domain/status.ts';

/** Why there is no answer of the other side to pass on. */
export type UpstreamFault =
  'unreachable' | 'untrusted' | 'connect-timeout' | 'answer-timeout' | 'broken' | 'redirect' | 'loop';

/** A request that could not be forwarded, with the kind of trouble. */
export class UpstreamError extends Error {
  readonly code: UpstreamFault;
  /** Node's name of the trouble, for the log: `ECONNREFUSED`, `CERT_HAS_EXPIRED` … */
  readonly causeCode: string | undefined;

  constructor(code: UpstreamFault, causeCode?: string) {
    super(`upstream: ${code}`);
    this.name = 'UpstreamError';
    this.code = code;
    this.causeCode = causeCode;
  }
}

/** Nobody listens there, or there is no way (errno(3); getaddrinfo(3)). */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
]);

/** OpenSSL's reasons to refuse a certificate, as Node names them (Node, "TLS": X509 certificate error codes). */
const UNTRUSTED = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|INVALID_|HOSTNAME_MISMATCH)/;

/** What an error of `node:http` means. */
export function upstreamError(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) {
    return error;
  }
  const code = codeOf(error);
  if (UNREACHABLE.has(code)) {
    return new UpstreamError('unreachable', code);
  }
  if (UNTRUSTED.test(code)) {
    return new UpstreamError('untrusted', code);
  }
  return new UpstreamError(code === 'ETIMEDOUT' ? 'connect-timeout' : 'broken', code);
}

const GRAFANA = 'the Grafana that this service forwards to';
const UNKNOWN_OUTCOME = 'whether a write took place is not known';

/** What a caller is told: what to check, and nothing of the address. */
export function upstreamStatus({ code }: UpstreamError): StatusFailure {
  switch (code) {
    case 'unreachable':
      return serviceUnavailable(`${GRAFANA} cannot be reached; check that it runs, and SECRETS_UPSTREAM_URL`);
    case 'untrusted':
      return badGateway(
        `${GRAFANA} has a certificate that is not trusted; check SECRETS_UPSTREAM_URL, or name the file of its authority in NODE_EXTRA_CA_CERTS`
      );
    case 'connect-timeout':
      return timeout(`${GRAFANA} does not take connections; check that it runs, and SECRETS_UPSTREAM_URL`);
    case 'answer-timeout':
      return timeout(`${GRAFANA} did not answer in time; check its health and its log; ${UNKNOWN_OUTCOME}`);
    case 'broken':
      return badGateway(
        `${GRAFANA} gave no proper answer; check its log, and whether SECRETS_UPSTREAM_URL has the right scheme and port; ${UNKNOWN_OUTCOME}`
      );
    case 'redirect':
      return badGateway(
        `${GRAFANA} answers with a redirect, which is not followed; check the scheme, host and path of SECRETS_UPSTREAM_URL`
      );
    case 'loop':
      return badGateway('SECRETS_UPSTREAM_URL leads back to this service; set it to the address of a Grafana');
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}
