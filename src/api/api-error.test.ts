import fc from 'fast-check';
import { SECURE_VALUES } from '../domain/api-group';
import { createFindings } from '../domain/secure-value-rules';
import { alreadyExists, conflict, forbidden, invalid, notFound, tooManyRequests } from '../domain/status';
import { ApiFailure, apiErrorOf, toApiFailure } from './api-error';

const fetchError = (status: number, data: unknown) => ({ status, data, config: { url: '/' } });
const errorOf = (status: number, data: unknown) => toApiFailure(fetchError(status, data)).error;

describe('toApiFailure', () => {
  it.each([
    [401, { message: 'Unauthorized' }, { kind: 'unauthorised' }],
    [403, forbidden({ resource: SECURE_VALUES, verb: 'list', user: 'u', namespace: 'n' }), { kind: 'forbidden' }],
    [404, notFound(SECURE_VALUES, 'a'), { kind: 'not-found' }],
    [404, { message: 'Not found' }, { kind: 'unavailable' }],
    [409, alreadyExists(SECURE_VALUES, 'a'), { kind: 'already-exists' }],
    [409, conflict(SECURE_VALUES, 'a'), { kind: 'conflict' }],
    [413, 'too large', { kind: 'too-large' }],
    [429, tooManyRequests(3), { kind: 'rate-limited', retryAfterSeconds: 3 }],
    [429, {}, { kind: 'rate-limited', retryAfterSeconds: undefined }],
    [
      500,
      { kind: 'Status', status: 'Failure', message: 'no keeper' },
      { kind: 'server', status: 500, message: 'no keeper' },
    ],
    [503, '<html>', { kind: 'server', status: 503, message: '' }],
    [504, {}, { kind: 'timeout' }],
    [418, {}, { kind: 'unexpected', status: 418 }],
  ])('reads %i %j', (status, data, error) => {
    expect(errorOf(status, data)).toEqual(error);
  });

  it('keeps the cause of every field', () => {
    const candidate = { name: 'A', namespace: 'default', description: '', value: 'v' };
    expect(errorOf(422, invalid(SECURE_VALUES, 'A', createFindings(candidate)))).toMatchObject({
      kind: 'invalid',
      causes: [
        { field: 'spec.description', reason: 'FieldValueRequired' },
        { field: 'metadata.name', reason: 'FieldValueInvalid' },
      ],
    });
  });

  it('keeps nothing of a refused body, which Kubernetes quotes', () => {
    const quoting = { kind: 'Status', status: 'Failure', reason: 'BadRequest', message: 'error in {"value":"s3cret"}' };
    expect(JSON.stringify(errorOf(400, quoting))).not.toContain('s3cret');
  });

  it.each([
    ['a broken connection', new TypeError('Failed to fetch'), 'network'],
    ['no status', fetchError(0, undefined), 'network'],
    ['an aborted request', new DOMException('', 'AbortError'), 'cancelled'],
    ['a request that Grafana cancelled', { ...fetchError(-1, null), cancelled: true }, 'cancelled'],
  ])('knows %s', (_what, thrown, kind) => {
    expect(toApiFailure(thrown).error.kind).toBe(kind);
  });

  it('makes one of our errors of whatever comes, and says nothing of its content in the message', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 999 }), fc.jsonValue(), (status, data) => {
        const failure = toApiFailure(fetchError(status, data));
        expect(failure.message).toBe(failure.error.kind);
      })
    );
  });

  it('leaves its own errors as they are', () => {
    const failure = new ApiFailure({ kind: 'timeout' });
    expect(toApiFailure(failure)).toBe(failure);
    expect(apiErrorOf(failure)).toBe(failure.error);
    expect(apiErrorOf(new Error('a fault'))).toEqual({ kind: 'malformed' });
  });
});
