/** What a consumer is told of a lookup that failed: a code, and nothing of what it asked. */
export type LookupErrorCode =
  | 'invalid_name'
  | 'invalid_fields'
  | 'unauthorized'
  | 'not_found'
  | 'method_not_allowed'
  | 'rate_limited'
  | 'sealed'
  | 'unavailable'
  | 'internal';

/** k6 tries 429 and 5xx again within seconds, and gives up at once on all others. */
const STATUS_CODES: Readonly<Record<LookupErrorCode, number>> = {
  invalid_name: 400,
  invalid_fields: 400,
  unauthorized: 401,
  not_found: 404,
  method_not_allowed: 405,
  rate_limited: 429,
  sealed: 503,
  unavailable: 503,
  internal: 500,
};

/** Ends a lookup. */
export class LookupError extends Error {
  readonly code: LookupErrorCode;
  /** After how many seconds to try again, where that can help. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: LookupErrorCode, retryAfterSeconds?: number) {
    super(`lookup: ${code}`);
    this.name = 'LookupError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get statusCode(): number {
    return STATUS_CODES[this.code];
  }
}
