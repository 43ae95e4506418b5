import type { ApiError } from '../../../api/api-error';
import type { CheckedPart, ConnectionPart } from '../../../api/connection-check';

/** What the answers come to. */
export type ConnectionStatus =
  | { readonly kind: 'checking' }
  | { readonly kind: 'answers' }
  /** Its process is there, but it cannot serve yet, or not any more. */
  | { readonly kind: 'not-ready' }
  | { readonly kind: 'failed'; readonly part: ConnectionPart; readonly error: ApiError };

/** The first part that fails says the most: without its process nothing is ready, and what is not ready serves nothing. */
export function connectionStatus(parts: readonly CheckedPart[] | undefined): ConnectionStatus {
  if (parts === undefined) {
    return { kind: 'checking' };
  }
  for (const { part, answer } of parts) {
    if (!answer.ok) {
      return isNotReady(part, answer.error) ? { kind: 'not-ready' } : { kind: 'failed', part, error: answer.error };
    }
  }
  return { kind: 'answers' };
}

/** Kubernetes' convention for readiness: 503 while a service is alive and cannot serve. */
function isNotReady(part: ConnectionPart, error: ApiError): boolean {
  return part === 'readiness' && error.kind === 'server' && error.status === 503;
}
