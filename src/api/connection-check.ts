import { API_VERSION } from '../domain/api-group';
import { isJsonObject } from '../domain/json-object';
import { apiErrorOf, type ApiError } from './api-error';
import { BACKEND_PROXY_PATH, PROBE_TIMEOUT_MS, type FoundProvider, type ProviderKind } from './provider';
import { requestJson } from './request';

/** What is asked of a provider: is its process alive, can it serve, and does it serve this version of the API? */
export type ConnectionPart = 'liveness' | 'readiness' | 'discovery';

export type PartAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ApiError };

export interface CheckedPart {
  readonly part: ConnectionPart;
  readonly answer: PartAnswer;
  /** From the question to the answer, as the browser saw it. In milliseconds. */
  readonly latencyMs: number;
}

/** Grafana's own API has no address for its health but those of Grafana as a whole. */
export const CONNECTION_PARTS: Readonly<Record<ProviderKind, readonly ConnectionPart[]>> = {
  'built-in': ['discovery'],
  backend: ['liveness', 'readiness', 'discovery'],
};

/** Asks every part of a provider at the same time. A part that fails is an answer, too. */
export function checkConnection(
  { kind, basePath }: FoundProvider,
  signal?: AbortSignal
): Promise<readonly CheckedPart[]> {
  return Promise.all(CONNECTION_PARTS[kind].map((part) => checkPart(part, basePath, signal)));
}

async function checkPart(
  part: ConnectionPart,
  basePath: string,
  signal: AbortSignal | undefined
): Promise<CheckedPart> {
  const { url, isExpected } = question(part, basePath);
  const asked = performance.now();
  const answer = await requestJson({ method: 'GET', url, timeoutMs: PROBE_TIMEOUT_MS, signal }).then(
    (body): PartAnswer => (isExpected(body) ? { ok: true } : { ok: false, error: { kind: 'malformed' } }),
    (failure): PartAnswer => ({ ok: false, error: apiErrorOf(failure) })
  );
  return { part, answer, latencyMs: performance.now() - asked };
}

interface Question {
  readonly url: string;
  /** Anything may be at an address that somebody typed, and answer 200. */
  readonly isExpected: (body: unknown) => boolean;
}

function question(part: ConnectionPart, basePath: string): Question {
  switch (part) {
    case 'liveness':
      return { url: `${BACKEND_PROXY_PATH}/healthz`, isExpected: saysOk };
    case 'readiness':
      return { url: `${BACKEND_PROXY_PATH}/readyz`, isExpected: saysOk };
    case 'discovery':
      return { url: basePath, isExpected: (body) => isJsonObject(body) && body.groupVersion === API_VERSION };
  }
}

function saysOk(body: unknown): boolean {
  return isJsonObject(body) && body.status === 'ok';
}
