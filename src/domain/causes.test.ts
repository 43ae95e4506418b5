import { KEEPERS, SECURE_VALUES } from './api-group.ts';
import type { Finding } from './finding.ts';
import { createFindings, updateFindings, type SecureValueCandidate } from './secure-value-rules.ts';
import { serverFindings } from './server-order.ts';
import { invalid, type StatusFailure } from './status.ts';

const VALID: SecureValueCandidate = { name: 'a', namespace: 'default', description: 'd', value: 'v' };

/** Key order is part of the contract, so bodies are compared as text. */
function expectBody(status: StatusFailure, body: string): void {
  expect(JSON.stringify(status)).toBe(body);
}

function refused(change: Partial<SecureValueCandidate>): StatusFailure {
  const candidate = { ...VALID, ...change };
  return invalid(SECURE_VALUES, candidate.name, serverFindings(createFindings(candidate), 'create'));
}

function bodyWithCauses(causes: string, message: string): string {
  return `{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":${JSON.stringify(message)},"reason":"Invalid","details":{"name":"a","group":"secret.grafana.app","kind":"SecureValue","causes":[${causes}]},"code":422}`;
}

const PREFIX = 'SecureValue.secret.grafana.app "a" is invalid: ';

describe('invalid', () => {
  it('reports a missing description', () => {
    expectBody(
      refused({ description: '' }),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"SecureValue.secret.grafana.app \\"a\\" is invalid: spec.description: Required value: a `description` is required","reason":"Invalid","details":{"name":"a","group":"secret.grafana.app","kind":"SecureValue","causes":[{"reason":"FieldValueRequired","message":"Required value: a `description` is required","field":"spec.description"}]},"code":422}'
    );
  });

  it('reports a missing value', () => {
    expectBody(
      refused({ value: undefined }),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"SecureValue.secret.grafana.app \\"a\\" is invalid: spec: Required value: either a `value` or `ref` is required","reason":"Invalid","details":{"name":"a","group":"secret.grafana.app","kind":"SecureValue","causes":[{"reason":"FieldValueRequired","message":"Required value: either a `value` or `ref` is required","field":"spec"}]},"code":422}'
    );
  });

  it('puts several causes in brackets', () => {
    expectBody(
      refused({ description: '', value: undefined }),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"SecureValue.secret.grafana.app \\"a\\" is invalid: [spec.description: Required value: a `description` is required, spec: Required value: either a `value` or `ref` is required]","reason":"Invalid","details":{"name":"a","group":"secret.grafana.app","kind":"SecureValue","causes":[{"reason":"FieldValueRequired","message":"Required value: a `description` is required","field":"spec.description"},{"reason":"FieldValueRequired","message":"Required value: either a `value` or `ref` is required","field":"spec"}]},"code":422}'
    );
  });

  it('reports a bad name', () => {
    expectBody(
      refused({ name: 'My_Secret' }),
      String.raw`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"SecureValue.secret.grafana.app \"My_Secret\" is invalid: metadata.name: Invalid value: \"My_Secret\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')","reason":"Invalid","details":{"name":"My_Secret","group":"secret.grafana.app","kind":"SecureValue","causes":[{"reason":"FieldValueInvalid","message":"Invalid value: \"My_Secret\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')","field":"metadata.name"}]},"code":422}`
    );
  });

  it.each<[string, Partial<SecureValueCandidate>, string, string]>([
    [
      'value and reference',
      { ref: 'r' },
      '{"reason":"FieldValueForbidden","message":"Forbidden: only one of `value` or `ref` can be set","field":"spec"}',
      'spec: Forbidden: only one of `value` or `ref` can be set',
    ],
    [
      '24 577 bytes',
      { value: 'v'.repeat(24_577) },
      '{"reason":"FieldValueTooLong","message":"Too long: may not be more than 24576 bytes","field":"spec.value"}',
      'spec.value: Too long: may not be more than 24576 bytes',
    ],
    [
      'a description of 254 characters',
      { description: 'd'.repeat(254) },
      '{"reason":"FieldValueTooLong","message":"Too long: may not be more than 253 characters","field":"spec.description"}',
      'spec.description: Too long: may not be more than 253 characters',
    ],
    [
      'a bad decrypter',
      { decrypters: ['a/b'] },
      `{"reason":"FieldValueInvalid","message":"Invalid value: \\"a/b\\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')","field":"spec.decrypters.[0]"}`,
      `spec.decrypters.[0]: Invalid value: "a/b": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    ],
    [
      'an empty decrypter',
      { decrypters: [''] },
      '{"reason":"FieldValueInvalid","message":"Invalid value: \\"\\": decrypters cannot be empty if specified","field":"spec.decrypters.[0]"}',
      'spec.decrypters.[0]: Invalid value: "": decrypters cannot be empty if specified',
    ],
    [
      'a decrypter twice',
      { decrypters: ['k6-cloud', 'k6-cloud'] },
      '{"reason":"FieldValueInvalid","message":"Invalid value: \\"k6-cloud\\": decrypters must be unique","field":"spec.decrypters.[1]"}',
      'spec.decrypters.[1]: Invalid value: "k6-cloud": decrypters must be unique',
    ],
    [
      '65 decrypters',
      { decrypters: Array.from({ length: 65 }, (_, index) => `d${index}`) },
      '{"reason":"FieldValueTooMany","message":"Too many: 65: must have at most 64 items","field":"spec.decrypters"}',
      'spec.decrypters: Too many: 65: must have at most 64 items',
    ],
  ])('reports %s', (_, change, cause, message) => {
    expectBody(refused(change), bodyWithCauses(cause, `${PREFIX}${message}`));
  });

  it('reports a reference set on a stored value', () => {
    const findings = serverFindings(updateFindings({}, { ...VALID, value: undefined, ref: 'r' }), 'update');
    expectBody(
      invalid(SECURE_VALUES, 'a', findings),
      bodyWithCauses(
        '{"reason":"FieldValueForbidden","message":"Forbidden: cannot set `ref` when `value` was already previously set","field":"spec"}',
        `${PREFIX}spec: Forbidden: cannot set \`ref\` when \`value\` was already previously set`
      )
    );
  });

  it.each<[Finding<string>, string]>([
    [
      {
        rule: 'name-reserved',
        field: 'name',
        reason: 'FieldValueForbidden',
        detail: 'the keeper name `system` is reserved',
      },
      '{"reason":"FieldValueForbidden","message":"Forbidden: the keeper name `system` is reserved","field":"name"}',
    ],
    [
      {
        rule: 'aws-disabled',
        field: 'spec.aws',
        reason: 'FieldValueForbidden',
        detail: 'enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper',
      },
      '{"reason":"FieldValueForbidden","message":"Forbidden: enable aws keeper feature toggle to create aws keepers: secretsManagementAppPlatformAwsKeeper","field":"spec.aws"}',
    ],
  ])('reports a rule of keepers: $rule', (finding, cause) => {
    const status = invalid(KEEPERS, 'system', [finding]);
    expect(status.message).toMatch(/^Keeper\.secret\.grafana\.app "system" is invalid: /);
    expect(JSON.stringify(status.details)).toBe(
      `{"name":"system","group":"secret.grafana.app","kind":"Keeper","causes":[${cause}]}`
    );
  });

  it('joins the problems of one name into one cause, with a comma and no space', () => {
    const { causes } = refused({ name: 'A'.repeat(254) }).details ?? {};
    expect(causes).toHaveLength(1);
    expect(causes?.[0]?.message).toMatch(
      /^Invalid value: "A{254}": must be no more than 253 characters,a lowercase RFC 1123 subdomain must consist/
    );
  });

  it('keeps the two problems of one decrypter apart', () => {
    const status = refused({ decrypters: ['/'.repeat(64)] });
    expect(status.details?.causes?.map(({ field }) => field)).toEqual(['spec.decrypters.[0]', 'spec.decrypters.[0]']);
  });

  it('says the same text once in the message, and as often as it is true in the causes', () => {
    const finding: Finding = { rule: 'value-and-ref', field: 'spec', reason: 'FieldValueForbidden', detail: 'no' };
    const status = invalid(SECURE_VALUES, 'a', [finding, finding]);
    expect(status.message).toBe(`${PREFIX}spec: Forbidden: no`);
    expect(status.details?.causes).toHaveLength(2);
  });

  it('reports rules of other kinds of object, and shows refused choices', () => {
    const status = invalid({ kind: 'CreateOptions', group: 'meta.k8s.io' }, '', [
      {
        rule: 'dry-run',
        field: 'dryRun',
        reason: 'FieldValueNotSupported',
        detail: 'supported values: "All"',
        badValue: 'maybe',
      },
    ]);
    expectBody(
      status,
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"CreateOptions.meta.k8s.io \\"\\" is invalid: dryRun: Unsupported value: \\"maybe\\": supported values: \\"All\\"","reason":"Invalid","details":{"group":"meta.k8s.io","kind":"CreateOptions","causes":[{"reason":"FieldValueNotSupported","message":"Unsupported value: \\"maybe\\": supported values: \\"All\\"","field":"dryRun"}]},"code":422}'
    );
  });
});
