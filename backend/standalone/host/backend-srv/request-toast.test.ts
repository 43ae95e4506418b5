import type { BackendSrvRequest, FetchError } from '@grafana/runtime';
import { refusalToast, successToast } from './request-toast';

const REQUEST: BackendSrvRequest = { url: '/api/x', method: 'POST' };

function refusal(change: Partial<FetchError> = {}): FetchError {
  return {
    status: 500,
    statusText: 'Internal Server Error',
    data: { message: 'It broke' },
    config: REQUEST,
    ...change,
  };
}

describe('refusalToast', () => {
  it.each([
    [400, 'warning'],
    [403, 'warning'],
    [499, 'warning'],
    [500, 'error'],
    [503, 'error'],
  ])('takes status %d for a %s', (status, severity) => {
    expect(refusalToast(refusal({ status }))).toEqual({ severity, title: 'It broke' });
  });

  it('calls 422 what it is', () => {
    expect(refusalToast(refusal({ status: 422 }))).toEqual({
      severity: 'warning',
      title: 'Validation failed',
      text: 'It broke',
    });
  });

  it('makes no title of a long message', () => {
    const text = 'x'.repeat(81);
    expect(refusalToast(refusal({ data: { message: text } }))).toEqual({ severity: 'error', title: 'Error', text });
  });

  it('falls back on the status text, then on the number', () => {
    expect(refusalToast(refusal({ data: null }))?.title).toBe('Internal Server Error');
    expect(refusalToast(refusal({ data: null, statusText: undefined }))?.title).toBe('Status 500');
  });

  it.each([
    ['handled', { isHandled: true }],
    ['given up', { cancelled: true }],
    ['told not to', { config: { ...REQUEST, showErrorAlert: false } }],
    ['asking elsewhere', { config: { ...REQUEST, url: 'https://example.com/' } }],
    ['querying data', { config: { ...REQUEST, url: '/api/ds/query' } }],
  ])('says nothing when %s', (_when, change) => {
    expect(refusalToast(refusal(change))).toBeUndefined();
  });

  it('says it for a data query that asks for it', () => {
    expect(refusalToast(refusal({ config: { ...REQUEST, url: '/api/ds/query', showErrorAlert: true } }))).toBeDefined();
  });
});

describe('successToast', () => {
  it.each(['POST', 'PUT', 'delete'])('repeats the message of a %s', (method) => {
    expect(successToast({ ...REQUEST, method }, { message: 'Saved' })).toEqual({ severity: 'success', title: 'Saved' });
  });

  it.each([
    ['a GET', { ...REQUEST, method: 'GET' }, { message: 'x' }],
    ['no method', { url: '/api/x' }, { message: 'x' }],
    ['no message', REQUEST, { id: 1 }],
    ['a message that is no text', REQUEST, { message: { x: 1 } }],
    ['text', REQUEST, 'message'],
    ['a caller that wants none', { ...REQUEST, showSuccessAlert: false }, { message: 'x' }],
    ['another server', { ...REQUEST, url: 'https://example.com/' }, { message: 'x' }],
  ])('says nothing for %s', (_what, request, body) => {
    expect(successToast(request, body)).toBeUndefined();
  });
});
