import fc from 'fast-check';
import { labelFindings, recordToRows, rowsToRecord, type LabelRow } from './labels.ts';

const part = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/);

function summary(rows: readonly LabelRow[]): Array<[string, string, string]> {
  return labelFindings(rows).map(({ rule, field, reason }) => [rule, field, reason]);
}

describe('labelFindings', () => {
  it('allows up to 10 labels of the documented form', () => {
    const row = fc.record({ key: part, value: part });
    const rows = fc.uniqueArray(row, { maxLength: 10, selector: ({ key }) => key });
    fc.assert(fc.property(rows, (all) => labelFindings(all).length === 0));
  });

  it.each<[string, LabelRow, Array<[string, string, string]>]>([
    [
      'an empty key',
      { key: '', value: 'v' },
      [['label-key-required', 'metadata.labels.[0].key', 'FieldValueRequired']],
    ],
    [
      'an empty value',
      { key: 'k', value: '' },
      [['label-value-required', 'metadata.labels.[0].value', 'FieldValueRequired']],
    ],
    [
      'a key of 64 characters',
      { key: 'k'.repeat(64), value: 'v' },
      [['label-key-too-long', 'metadata.labels.[0].key', 'FieldValueTooLong']],
    ],
    [
      'a value of 64 characters',
      { key: 'k', value: 'v'.repeat(64) },
      [['label-value-too-long', 'metadata.labels.[0].value', 'FieldValueTooLong']],
    ],
    [
      'a prefixed key',
      { key: 'example.com/k', value: 'v' },
      [['label-key-invalid', 'metadata.labels.[0].key', 'FieldValueInvalid']],
    ],
    [
      'a value with a space at its edge',
      { key: 'k', value: 'v ' },
      [['label-value-invalid', 'metadata.labels.[0].value', 'FieldValueInvalid']],
    ],
    [
      'everything at once',
      { key: '/'.repeat(64), value: '' },
      [
        ['label-key-too-long', 'metadata.labels.[0].key', 'FieldValueTooLong'],
        ['label-key-invalid', 'metadata.labels.[0].key', 'FieldValueInvalid'],
        ['label-value-required', 'metadata.labels.[0].value', 'FieldValueRequired'],
      ],
    ],
  ])('refuses %s', (_, row, expected) => {
    expect(summary([row])).toEqual(expected);
  });

  it('finds a key that is there twice, at the later row, but not an empty one', () => {
    const rows = [
      { key: 'k', value: '1' },
      { key: 'K', value: '2' },
      { key: 'k', value: '3' },
    ];
    expect(labelFindings(rows)).toEqual([
      {
        rule: 'label-key-duplicate',
        field: 'metadata.labels.[2].key',
        reason: 'FieldValueDuplicate',
        detail: 'label keys must be unique',
        badValue: 'k',
      },
    ]);
    const empty = { key: '', value: 'v' };
    expect(summary([empty, empty]).map(([rule]) => rule)).toEqual(['label-key-required', 'label-key-required']);
  });

  it('refuses 11 labels', () => {
    const rows = Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, value: 'v' }));
    expect(labelFindings(rows)).toEqual([
      {
        rule: 'labels-too-many',
        field: 'metadata.labels',
        reason: 'FieldValueTooMany',
        detail: 'must have at most 10 items',
        badValue: '11',
      },
    ]);
  });
});

describe('rows and records', () => {
  it('keep the labels of an object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (labels) => {
        expect(Object.entries(rowsToRecord(recordToRows(labels)))).toEqual(Object.entries(labels));
      })
    );
  });

  it('take absent labels for none', () => {
    expect(recordToRows(undefined)).toEqual([]);
  });

  it('treat `__proto__` as a key like any other', () => {
    const record = rowsToRecord([{ key: '__proto__', value: 'v' }]);
    expect(recordToRows(record)).toEqual([{ key: '__proto__', value: 'v' }]);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });
});
