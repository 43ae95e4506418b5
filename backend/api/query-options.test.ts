import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { failure } from './testing/expected-status.ts';

let app: ServedApp;
beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await app.vault.list('default')).toEqual([]);
});

describe('unknown and repeated fields', () => {
  const body = '{"metadata":{"name":"a"},"spec":{"value":"v","value":"w","keeper":"x","Sec-ret 1":1}}';

  it('are an error in strict validation', async () => {
    const answer = await app.send('POST', `${PATH}?fieldValidation=Strict`, body);
    expect(answer.text).toBe(
      failure(
        400,
        'BadRequest',
        'SecureValue in version "v1beta1" cannot be handled as a SecureValue: strict decoding error: unknown field "spec.keeper", unknown field "spec.*", duplicate field "spec.value"'
      )
    );
  });

  it.each([
    [
      '',
      '299 - "unknown field \\"spec.keeper\\"", 299 - "unknown field \\"spec.*\\"", 299 - "duplicate field \\"spec.value\\""',
    ],
    ['&fieldValidation=Ignore', null],
  ])('are warned of unless they are to be ignored: %j', async (validation, warning) => {
    const valid = body.replace('"spec":{', '"spec":{"description":"d",');
    const answer = await app.send('POST', `${PATH}?dryRun=All${validation}`, valid);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('warning')).toBe(warning);
  });

  it('are counted where there are too many to name', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${'x'.repeat(index)}`, 1]));
    const answer = await app.send('POST', `${PATH}?dryRun=All`, {
      metadata: { name: 'a' },
      spec: { description: 'd', value: 'v', ...many },
    });
    expect(answer.headers.get('warning')).toMatch(/x{19}\\\"", 299 - "10 more unknown or duplicate fields"$/);
  });
});

describe('options', () => {
  const valid = { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } };
  const unsupported = (field: string, value: string, supported: string) => {
    const message = `Unsupported value: "${value}": supported values: ${supported}`;
    return failure(422, 'Invalid', `CreateOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
      group: 'meta.k8s.io',
      kind: 'CreateOptions',
      causes: [{ reason: 'FieldValueNotSupported', message, field }],
    });
  };

  it.each([
    ['dryRun=maybe', unsupported('dryRun', 'maybe', '"All"')],
    ['dryRun=All&dryRun=none', unsupported('dryRun', 'none', '"All"')],
    ['dryRun=4nother', unsupported('dryRun', '*', '"All"')],
    ['fieldValidation=strict', unsupported('fieldValidation', 'strict', '"Ignore", "Strict", "Warn"')],
  ])('refuses ?%s before the body is looked at', async (query, expected) => {
    const answer = await app.send('POST', `${PATH}?${query}`, '{');
    expect(answer.status).toBe(422);
    expect(answer.text).toBe(expected);
  });

  it('stores nothing in a dry run', async () => {
    const answer = await app.send('POST', `${PATH}?dryRun=All`, valid);
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ metadata: { name: 'a' }, status: { version: 1, keeper: 'system' } });
  });
});
