import type { StatusFailure } from '../../src/domain/status.ts';

/** Ends a request with a Kubernetes failure. Not a fault of the service: nothing is logged but the code. */
export class StatusError extends Error {
  readonly status: StatusFailure;

  constructor(status: StatusFailure) {
    super(`status ${status.code}`);
    this.name = 'StatusError';
    this.status = status;
  }
}
