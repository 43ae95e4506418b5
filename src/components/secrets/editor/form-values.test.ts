import fc from 'fast-check';
import { toSecret } from '../../../api/secret';
import { draftOf, formValuesOf, hasChanges, NEW_SECRET, type SecretFormValues } from './form-values';

const stored = toSecret({
  metadata: { name: 'a', labels: { team: 'shop' } },
  spec: { description: 'd', decrypters: ['k6-cloud'] },
});

const values: fc.Arbitrary<SecretFormValues> = fc.record({
  name: fc.constant('a'),
  description: fc.string(),
  source: fc.constantFrom('value', 'reference'),
  givesValue: fc.boolean(),
  value: fc.string(),
  ref: fc.string(),
  decrypters: fc.array(fc.string()),
  acceptsNobody: fc.boolean(),
  otherDecrypter: fc.string(),
  labels: fc.array(fc.record({ key: fc.string(), value: fc.string() })),
});

describe('the values of the form', () => {
  it('make no change of a secret that was only looked at', () => {
    const { name, description, labels, decrypters } = stored;
    expect(draftOf(formValuesOf({ kind: 'edit', secret: stored }))).toEqual({ name, description, labels, decrypters });
  });

  it('hold a value or a reference only where one is given, even when one was typed before', () => {
    fc.assert(
      fc.property(values, (one) => {
        const keys = Object.keys(draftOf(one));
        expect(keys.includes('value')).toBe(one.source === 'value' && one.givesValue);
        expect(keys.includes('ref')).toBe(one.source === 'reference');
      })
    );
  });

  it('are unchanged by the offer to give a value', () => {
    expect(hasChanges(NEW_SECRET, { ...NEW_SECRET, givesValue: !NEW_SECRET.givesValue })).toBe(false);
    expect(hasChanges(NEW_SECRET, { ...NEW_SECRET, value: 'x' })).toBe(true);
  });

  it('are unchanged by another order, and by a label that is not begun', () => {
    const shuffled = values.chain((one) =>
      fc.record({
        one: fc.constant(one),
        decrypters: fc.shuffledSubarray(one.decrypters, { minLength: one.decrypters.length }),
        labels: fc.shuffledSubarray(one.labels, { minLength: one.labels.length }),
      })
    );
    fc.assert(
      fc.property(shuffled, ({ one, decrypters, labels }) => {
        const other = { ...one, decrypters, labels: [...labels, { key: '', value: '' }] };
        expect(hasChanges(one, other)).toBe(false);
        expect(hasChanges(one, { ...other, labels: [...labels, { key: 'a', value: '' }] })).toBe(true);
        expect(hasChanges(one, { ...other, decrypters: [...decrypters, 'one more'] })).toBe(true);
      })
    );
  });
});
