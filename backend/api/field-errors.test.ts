import { SECURE_VALUES_PATH as PATH, serve, type ServedApp } from '../http/testing/served-app.ts';
import { invalid } from './testing/expected-status.ts';

const NAME_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

let app: ServedApp;
beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());
afterEach(async () => {
  expect(await app.vault.list('default')).toEqual([]);
});

const DESCRIPTION_REQUIRED = {
  reason: 'FieldValueRequired',
  message: 'Required value: a `description` is required',
  field: 'spec.description',
};
const VALUE_REQUIRED = {
  reason: 'FieldValueRequired',
  message: 'Required value: either a `value` or `ref` is required',
  field: 'spec',
};

describe('a create that breaks rules of its fields', () => {
  const value = { description: 'd', value: 'v' };
  const withDecrypters = (decrypters: string[]) => ({ metadata: { name: 'a' }, spec: { ...value, decrypters } });
  const invalidDecrypter = (index: number, message: string) =>
    invalid('a', { reason: 'FieldValueInvalid', message, field: `spec.decrypters.[${index}]` });

  const table: Array<[string, object, string]> = [
    ['no description', { metadata: { name: 'a' }, spec: { value: 'v' } }, invalid('a', DESCRIPTION_REQUIRED)],
    ['no value', { metadata: { name: 'a' }, spec: { description: 'd' } }, invalid('a', VALUE_REQUIRED)],
    [
      'an empty value',
      { metadata: { name: 'a' }, spec: { description: 'd', value: '' } },
      invalid('a', VALUE_REQUIRED),
    ],
    [
      'a null value',
      { metadata: { name: 'a' }, spec: { description: 'd', value: null } },
      invalid('a', VALUE_REQUIRED),
    ],
    ['neither', { metadata: { name: 'a' } }, invalid('a', DESCRIPTION_REQUIRED, VALUE_REQUIRED)],
    [
      'value and ref',
      { metadata: { name: 'a' }, spec: { ...value, ref: 'r' } },
      invalid('a', {
        reason: 'FieldValueForbidden',
        message: 'Forbidden: only one of `value` or `ref` can be set',
        field: 'spec',
      }),
    ],
    ...['v'.repeat(24_577), 'ü'.repeat(12_289)].map((tooLong): [string, object, string] => [
      'a value of more than 24576 bytes',
      { metadata: { name: 'a' }, spec: { description: 'd', value: tooLong } },
      invalid('a', {
        reason: 'FieldValueTooLong',
        message: 'Too long: may not be more than 24576 bytes',
        field: 'spec.value',
      }),
    ]),
    [
      'a description of more than 253 characters',
      { metadata: { name: 'a' }, spec: { value: 'v', description: 'd'.repeat(254) } },
      invalid('a', {
        reason: 'FieldValueTooLong',
        message: 'Too long: may not be more than 253 characters',
        field: 'spec.description',
      }),
    ],
    ...['My_Secret', 'a..b', '-a', 'a-', 'a/b', 'A'].map((name): [string, object, string] => [
      `the name ${name}`,
      { metadata: { name }, spec: value },
      invalid(name, {
        reason: 'FieldValueInvalid',
        message: `Invalid value: "${name}": ${NAME_TEXT}`,
        field: 'metadata.name',
      }),
    ]),
    [
      'a name of 254 characters',
      { metadata: { name: 'a'.repeat(254) }, spec: value },
      invalid('a'.repeat(254), {
        reason: 'FieldValueInvalid',
        message: `Invalid value: "${'a'.repeat(254)}": must be no more than 253 characters`,
        field: 'metadata.name',
      }),
    ],
    [
      'a decrypter that is no label value',
      withDecrypters(['a/b']),
      invalidDecrypter(0, `Invalid value: "a/b": ${LABEL_TEXT}`),
    ],
    [
      'an empty decrypter',
      withDecrypters(['']),
      invalidDecrypter(0, 'Invalid value: "": decrypters cannot be empty if specified'),
    ],
    [
      'a blank decrypter',
      withDecrypters(['  ']),
      invalidDecrypter(0, 'Invalid value: "": decrypters cannot be empty if specified'),
    ],
    [
      'a decrypter twice',
      withDecrypters(['k6-cloud', 'k6-cloud']),
      invalidDecrypter(1, 'Invalid value: "k6-cloud": decrypters must be unique'),
    ],
    [
      '65 decrypters',
      withDecrypters(Array.from({ length: 65 }, (_, index) => `d${index}`)),
      invalid('a', {
        reason: 'FieldValueTooMany',
        message: 'Too many: 65: must have at most 64 items',
        field: 'spec.decrypters',
      }),
    ],
    [
      'wrong decrypters and everything else, of which only the decrypters are told',
      { metadata: { name: 'a' }, spec: { decrypters: [''] } },
      invalidDecrypter(0, 'Invalid value: "": decrypters cannot be empty if specified'),
    ],
  ];

  it.each(table)('%s', async (_what, body, expected) => {
    const answer = await app.send('POST', PATH, body);
    expect(answer.status).toBe(422);
    expect(answer.text).toBe(expected);
  });
});
