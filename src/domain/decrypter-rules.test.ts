import fc from 'fast-check';
import { decrypterFindings } from './decrypter-rules.ts';

const SYNTAX =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const labelValue = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/);

describe('decrypterFindings', () => {
  it('allows none, known and unknown ones', () => {
    expect(decrypterFindings([])).toEqual([]);
    expect(decrypterFindings(['k6-cloud', 'provisioning.grafana.app', 'totally_unknown', 'A'])).toEqual([]);
  });

  it.each(['', ' ', '\t\n', '\u0085'])('refuses the empty item %j', (item) => {
    expect(decrypterFindings(['a', item])).toEqual([
      {
        rule: 'decrypter-empty',
        field: 'spec.decrypters.[1]',
        reason: 'FieldValueInvalid',
        detail: 'decrypters cannot be empty if specified',
        badValue: '',
      },
    ]);
  });

  it.each([
    ['a/b', 'a/b'],
    [' a b ', 'a b'],
    ['-a', '-a'],
    ['a.', 'a.'],
    ['é', 'é'],
    ['\uFEFFa', '\uFEFFa'],
  ])('refuses %j and shows it trimmed', (item, shown) => {
    expect(decrypterFindings([item])).toEqual([
      {
        rule: 'decrypter-invalid',
        field: 'spec.decrypters.[0]',
        reason: 'FieldValueInvalid',
        detail: SYNTAX,
        badValue: shown,
      },
    ]);
  });

  it('allows 63 characters and refuses 64', () => {
    expect(decrypterFindings(['a'.repeat(63)])).toEqual([]);
    expect(decrypterFindings(['a'.repeat(64)])).toEqual([
      {
        rule: 'decrypter-too-long',
        field: 'spec.decrypters.[0]',
        reason: 'FieldValueInvalid',
        detail: 'must be no more than 63 characters',
        badValue: 'a'.repeat(64),
      },
    ]);
  });

  it('finds an item both too long and misspelt', () => {
    expect(decrypterFindings(['/'.repeat(64)]).map(({ rule }) => rule)).toEqual([
      'decrypter-too-long',
      'decrypter-invalid',
    ]);
  });

  it('finds duplicates after trimming, at the later item', () => {
    expect(decrypterFindings([' x', 'y', 'x\u0085'])).toEqual([
      {
        rule: 'decrypter-duplicate',
        field: 'spec.decrypters.[2]',
        reason: 'FieldValueInvalid',
        detail: 'decrypters must be unique',
        badValue: 'x',
      },
    ]);
  });

  it('tells items apart by case, and judges each by its first broken rule', () => {
    expect(decrypterFindings(['x', 'X'])).toEqual([]);
    expect(decrypterFindings(['', '', 'a/b', 'a/b']).map(({ rule }) => rule)).toEqual([
      'decrypter-empty',
      'decrypter-empty',
      'decrypter-invalid',
      'decrypter-invalid',
    ]);
  });

  it('allows 64 items; of 65 it also says what is wrong with the first 64', () => {
    const items = Array.from({ length: 64 }, (_, index) => `service-${index}`);
    expect(decrypterFindings(items)).toEqual([]);
    expect(decrypterFindings(['a/b', ...items.slice(1), ''])).toMatchObject([
      {
        rule: 'decrypters-too-many',
        field: 'spec.decrypters',
        reason: 'FieldValueTooMany',
        detail: 'must have at most 64 items',
        badValue: '65',
      },
      { rule: 'decrypter-invalid', field: 'spec.decrypters.[0]' },
    ]);
  });

  it('allows every list of different label values', () => {
    fc.assert(
      fc.property(fc.uniqueArray(labelValue, { maxLength: 64 }), (items) => decrypterFindings(items).length === 0)
    );
  });

  it('judges items as long as a request body at once', () => {
    const started = performance.now();
    expect(decrypterFindings([`a${' '.repeat(3_000_000)}a`])).not.toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
