/** What one caller, or all together, may ask of the service. Every one is a setting, `SECRETS_LIMIT_…`. */
export interface Limits {
  /** All headers of a request, with its first line. */
  readonly headerBytes: number;
  /** Until all headers of a request are here. */
  readonly headersSeconds: number;
  /** Until a request is here, with its body. */
  readonly requestSeconds: number;
  readonly concurrentRequests: number;
  readonly concurrentRequestsPerCaller: number;
  readonly requestsPerMinutePerCaller: number;
  /** Of one source address. */
  readonly failedTokensPerMinute: number;
}
