import { createFindings, updateFindings, type SecureValueCandidate } from './secure-value-rules.ts';

const VALID: SecureValueCandidate = { name: 'a', namespace: 'default', description: 'd', value: 'v' };

/** Label, field, reason, detail. */
type Expected = readonly [rule: string, field: string, reason: string, detail: string];

const DESCRIPTION_REQUIRED: Expected = [
  'description-required',
  'spec.description',
  'FieldValueRequired',
  'a `description` is required',
];
const NEITHER: Expected = [
  'value-or-ref-required',
  'spec',
  'FieldValueRequired',
  'either a `value` or `ref` is required',
];
const BOTH: Expected = ['value-and-ref', 'spec', 'FieldValueForbidden', 'only one of `value` or `ref` can be set'];
const VALUE_TOO_LONG: Expected = [
  'value-too-long',
  'spec.value',
  'FieldValueTooLong',
  'may not be more than 24576 bytes',
];
const REF_TOO_LONG: Expected = [
  'ref-too-long',
  'spec.ref',
  'FieldValueTooLong',
  'may not be more than 1024 characters',
];
const VALUE_AFTER_REF: Expected = [
  'value-after-ref',
  'spec',
  'FieldValueForbidden',
  'cannot set `value` when `ref` was already previously set',
];
const REF_AFTER_VALUE: Expected = [
  'ref-after-value',
  'spec',
  'FieldValueForbidden',
  'cannot set `ref` when `value` was already previously set',
];

function summary(findings: ReturnType<typeof createFindings>): Expected[] {
  return findings.map(({ rule, field, reason, detail }) => [rule, field, reason, detail]);
}

describe('createFindings', () => {
  it.each<[string, Partial<SecureValueCandidate>]>([
    ['a value', {}],
    ['a reference', { value: undefined, ref: 'aws-name' }],
    ['a reference and an empty value', { value: '', ref: 'aws-name' }],
    ['a value and an empty reference', { ref: '' }],
    ['a value and a null reference', { ref: null }],
    ['a description of white space', { description: ' ' }],
    ['253 characters of description, in more bytes', { description: '🔑'.repeat(253) }],
    ['24 576 bytes', { value: 'v'.repeat(24_576) }],
    ['24 576 bytes known by length', { value: { byteLength: 24_576 } }],
    ['no decrypters', { decrypters: [] }],
    ['null decrypters', { decrypters: null }],
    ['1024 characters of reference', { value: null, ref: 'r'.repeat(1024) }],
  ])('allows %s', (_, change) => {
    expect(createFindings({ ...VALID, ...change })).toEqual([]);
  });

  it.each<[string, Partial<SecureValueCandidate>, Expected[]]>([
    ['no description', { description: '' }, [DESCRIPTION_REQUIRED]],
    [
      '254 characters of description',
      { description: 'd'.repeat(254) },
      [['description-too-long', 'spec.description', 'FieldValueTooLong', 'may not be more than 253 characters']],
    ],
    ['no value', { value: undefined }, [NEITHER]],
    ['a null value', { value: null }, [NEITHER]],
    ['an empty value', { value: '' }, [NEITHER]],
    ['an empty value known by length', { value: { byteLength: 0 } }, [NEITHER]],
    ['an empty value and an empty reference', { value: '', ref: '' }, [NEITHER]],
    ['value and reference', { ref: 'r' }, [BOTH]],
    ['24 577 bytes', { value: 'v'.repeat(24_577) }, [VALUE_TOO_LONG]],
    ['12 289 characters of two bytes', { value: 'é'.repeat(12_289) }, [VALUE_TOO_LONG]],
    ['8 193 unpaired surrogates, three bytes each', { value: '\uD83D'.repeat(8_193) }, [VALUE_TOO_LONG]],
    ['24 577 bytes known by length', { value: Buffer.alloc(24_577) }, [VALUE_TOO_LONG]],
    ['1025 characters of reference', { value: undefined, ref: 'r'.repeat(1025) }, [REF_TOO_LONG]],
  ])('refuses %s', (_, change, expected) => {
    expect(summary(createFindings({ ...VALID, ...change }))).toEqual(expected);
  });

  it('refuses a bad namespace, showing the name as Grafana does', () => {
    const [finding, ...others] = createFindings({ ...VALID, namespace: 'A'.repeat(254) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'namespace-invalid',
      field: 'metadata.namespace',
      reason: 'FieldValueInvalid',
      badValue: 'a',
    });
    expect(finding?.detail).toMatch(/^must be no more than 253 characters,a lowercase RFC 1123 subdomain must/);
  });

  it('takes the documented length of a description from strict mode', () => {
    const options = { descriptionMax: 25 };
    expect(createFindings({ ...VALID, description: 'd'.repeat(25) }, options)).toEqual([]);
    expect(createFindings({ ...VALID, description: 'd'.repeat(26) })).toEqual([]);
    expect(summary(createFindings({ ...VALID, description: 'd'.repeat(26) }, options))).toEqual([
      ['description-too-long', 'spec.description', 'FieldValueTooLong', 'may not be more than 25 characters'],
    ]);
  });

  it('finds every broken rule at once, in the order of the API', () => {
    const findings = createFindings({
      name: 'A',
      namespace: 'B',
      description: '',
      value: 'v'.repeat(24_577),
      ref: 'r'.repeat(1025),
      decrypters: ['a/b', '', 'x', 'x'],
    });
    expect(findings.map(({ rule }) => rule)).toEqual([
      'description-required',
      'value-and-ref',
      'name-invalid',
      'namespace-invalid',
      'value-too-long',
      'ref-too-long',
      'decrypter-invalid',
      'decrypter-empty',
      'decrypter-duplicate',
    ]);
  });

  it('never repeats a value or a reference', () => {
    const secret = 'hunter2'.repeat(4_000);
    const findings = createFindings({ ...VALID, description: '', value: secret, ref: secret });
    expect(findings).toHaveLength(4);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

describe('updateFindings', () => {
  const withValue = {};
  const withRef = { ref: 'aws-name' };

  it.each<[string, typeof withValue, Partial<SecureValueCandidate>]>([
    ['keeping the value by leaving it out', withValue, { value: undefined }],
    ['keeping the value by null', withValue, { value: null }],
    ['a new value', withValue, {}],
    ['a null reference', withValue, { value: undefined, ref: null }],
    ['the same reference', withRef, { value: undefined, ref: 'aws-name' }],
    ['another reference and a null value', withRef, { value: null, ref: 'other' }],
  ])('allows %s', (_, old, change) => {
    expect(updateFindings(old, { ...VALID, ...change })).toEqual([]);
  });

  it.each<[string, typeof withValue, Partial<SecureValueCandidate>, Expected[]]>([
    ['an empty value', withValue, { value: '' }, [NEITHER]],
    ['a reference instead of a value', withValue, { value: undefined, ref: 'r' }, [REF_AFTER_VALUE]],
    ['an empty reference instead of a value', withValue, { value: undefined, ref: '' }, [REF_AFTER_VALUE]],
    ['a reference beside a value', withValue, { ref: 'r' }, [REF_AFTER_VALUE, BOTH]],
    ['a value instead of a reference', withRef, {}, [VALUE_AFTER_REF]],
    ['an empty value instead of a reference', withRef, { value: '' }, [VALUE_AFTER_REF, NEITHER]],
    ['a value beside a reference', withRef, { ref: 'r' }, [VALUE_AFTER_REF, BOTH]],
    ['leaving the reference out', withRef, { value: undefined }, [NEITHER]],
    ['an empty reference', withRef, { value: undefined, ref: '' }, [NEITHER]],
    ['no description', withValue, { description: '' }, [DESCRIPTION_REQUIRED]],
    ['24 577 bytes', withValue, { value: { byteLength: 24_577 } }, [VALUE_TOO_LONG]],
    ['1025 characters of reference', withRef, { value: undefined, ref: 'r'.repeat(1025) }, [REF_TOO_LONG]],
  ])('refuses %s', (_, old, change, expected) => {
    expect(summary(updateFindings(old, { ...VALID, ...change }))).toEqual(expected);
  });

  it('holds names, decrypters and strict descriptions to the rules of a new object', () => {
    const findings = updateFindings(
      withValue,
      { ...VALID, name: 'A', decrypters: ['a/b'], description: 'd'.repeat(26) },
      { descriptionMax: 25 }
    );
    expect(findings.map(({ rule }) => rule)).toEqual(['description-too-long', 'name-invalid', 'decrypter-invalid']);
  });
});
