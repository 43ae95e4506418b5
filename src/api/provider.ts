import { VERSION_PATH } from '../domain/api-group';
import pluginJson from '../plugin.json';
import { ApiFailure, type ApiError } from './api-error';
import { requestJson } from './request';

/** How long the question "is the API there?" may take before the page offers a retry. */
export const PROBE_TIMEOUT_MS = 10_000;

export type ProviderKind = 'built-in' | 'backend';

export interface FoundProvider {
  readonly kind: ProviderKind;
  /** Path of the API group's version, from Grafana's root. */
  readonly basePath: string;
}

/** Who serves the `secret.grafana.app` group to this page. */
export type Provider = FoundProvider | { readonly kind: 'none'; readonly backend: 'not-configured' | 'not-found' };

/** What Grafana forwards to the backend, by the `routes` of plugin.json. */
export const BACKEND_PROXY_PATH = `/api/plugin-proxy/${pluginJson.id}/backend`;

const BASE_PATHS: Readonly<Record<ProviderKind, string>> = {
  'built-in': VERSION_PATH,
  backend: `${BACKEND_PROXY_PATH}${VERSION_PATH}`,
};

export function providerOf(kind: ProviderKind): FoundProvider {
  return { kind, basePath: BASE_PATHS[kind] };
}

/**
 * Asks which API to use: Grafana's own where it is served, else Strongroom's backend.
 * Only a plain 404 moves on to the next one: a hiccup must never send a write to another store.
 *
 * @param backendConfigured whether the plugin's settings name a backend
 * @throws {ApiFailure} when the answer is neither yes nor no
 */
export async function decideProvider(backendConfigured: boolean, signal?: AbortSignal): Promise<Provider> {
  if (await isServed('built-in', signal)) {
    return providerOf('built-in');
  }
  try {
    if (await isServed('backend', signal)) {
      return providerOf('backend');
    }
  } catch (failure) {
    // Grafana cannot forward to an address it was never given, whatever status it puts on that.
    if (backendConfigured || !isAnswer(failure)) {
      throw failure;
    }
    return { kind: 'none', backend: 'not-configured' };
  }
  return { kind: 'none', backend: backendConfigured ? 'not-found' : 'not-configured' };
}

async function isServed(kind: ProviderKind, signal?: AbortSignal): Promise<boolean> {
  try {
    await requestJson({ method: 'GET', url: BASE_PATHS[kind], timeoutMs: PROBE_TIMEOUT_MS, signal });
    return true;
  } catch (failure) {
    if (failure instanceof ApiFailure && isMissing(failure.error)) {
      return false;
    }
    throw failure;
  }
}

function isMissing(error: ApiError): boolean {
  return error.kind === 'unavailable' || error.kind === 'not-found';
}

function isAnswer(failure: unknown): boolean {
  return failure instanceof ApiFailure && failure.error.kind === 'server';
}
