import { setBackendSrv } from '@grafana/runtime';
import type { Fault } from '../testing/FakeBackendSrv';
import { FakeSecretsApi } from '../testing/FakeSecretsApi';
import { ApiFailure } from './api-error';
import { decideProvider, PROBE_TIMEOUT_MS } from './provider';

const BUILT_IN = '/apis/secret.grafana.app/v1beta1';
const BACKEND = `/api/plugin-proxy/strongroom-secrets-app/backend${BUILT_IN}`;

/** An API that answers the probes like this, in turn. */
function apiWith(...faults: Fault[]): FakeSecretsApi {
  const api = new FakeSecretsApi();
  faults.forEach((fault) => api.failNext('GET', fault));
  setBackendSrv(api);
  return api;
}

const asked = (api: FakeSecretsApi) => api.requests.map(({ url }) => url);
const kindOf = (decision: Promise<unknown>) =>
  decision.then(
    () => 'no failure',
    (failure: unknown) => (failure instanceof ApiFailure ? failure.error.kind : failure)
  );

const MISSING: Fault = { status: 404, data: { message: 'Not found' } };

describe('decideProvider', () => {
  it('takes the built-in group where there is one, and does not look further', async () => {
    const api = apiWith();
    await expect(decideProvider(true)).resolves.toEqual({ kind: 'built-in', basePath: BUILT_IN });
    expect(asked(api)).toEqual([BUILT_IN]);
  });

  it('takes the backend where Grafana answers 404', async () => {
    const api = apiWith();
    api.servedBy = 'backend';
    await expect(decideProvider(true)).resolves.toEqual({ kind: 'backend', basePath: BACKEND });
    expect(asked(api)).toEqual([BUILT_IN, BACKEND]);
  });

  it.each([
    ['a Status', { kind: 'Status', status: 'Failure', reason: 'NotFound', code: 404, details: {} }],
    ["Grafana's own words", { message: 'Not found' }],
    ['plain text', '404 page not found'],
  ])('understands a 404 in %s', async (_how, data) => {
    apiWith({ status: 404, data }, MISSING);
    await expect(decideProvider(true)).resolves.toEqual({ kind: 'none', backend: 'not-found' });
  });

  it.each([
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [429, 'rate-limited'],
    [500, 'server'],
    [502, 'server'],
    [504, 'timeout'],
  ])('never goes on to the backend after %i', async (status, kind) => {
    const api = apiWith({ status, data: {} });
    expect(await kindOf(decideProvider(true))).toBe(kind);
    expect(asked(api)).toEqual([BUILT_IN]);
  });

  it('never goes on to the backend after a broken connection', async () => {
    const api = apiWith('no-connection');
    expect(await kindOf(decideProvider(true))).toBe('network');
    expect(asked(api)).toEqual([BUILT_IN]);
  });

  it('gives up on an answer that does not come', async () => {
    jest.useFakeTimers();
    try {
      const api = apiWith('silence');
      const decision = kindOf(decideProvider(true));
      await jest.advanceTimersByTimeAsync(PROBE_TIMEOUT_MS);
      expect(await decision).toBe('timeout');
      expect(asked(api)).toEqual([BUILT_IN]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('fails when a backend that is configured has a hiccup', async () => {
    apiWith(MISSING, { status: 502, data: {} });
    expect(await kindOf(decideProvider(true))).toBe('server');
  });

  it('knows of no backend when Grafana cannot forward to one that is not configured', async () => {
    apiWith(MISSING, { status: 500, data: { message: 'could not interpolate' } });
    await expect(decideProvider(false)).resolves.toEqual({ kind: 'none', backend: 'not-configured' });
  });

  it('fails when the connection breaks, configured or not', async () => {
    apiWith(MISSING, 'no-connection');
    expect(await kindOf(decideProvider(false))).toBe('network');
  });
});
