import fc from 'fast-check';
import { toSecret } from '../../../api/secret';
import { changedAnswers, draftOf, formValuesOf, mergedValues, NEW_SECRET, type SecretFormValues } from './form-values';

const stored = toSecret({
  metadata: { name: 'a', labels: { team: 'shop' } },
  spec: { description: 'd', decrypters: ['k6-cloud'] },
});

const values: fc.Arbitrary<SecretFormValues> = fc.record({
  name: fc.constant('a'),
  description: fc.string(),
  givesValue: fc.boolean(),
  value: fc.string(),
  decrypters: fc.array(fc.string()),
  otherDecrypter: fc.string(),
  labels: fc.array(fc.record({ key: fc.string(), value: fc.string() })),
});

describe('the values of the form', () => {
  it('make no change of a secret that was only looked at', () => {
    const { name, description, labels, decrypters } = stored;
    expect(draftOf(formValuesOf({ kind: 'edit', secret: stored }))).toEqual({ name, description, labels, decrypters });
  });

  it('hold a value only where one is given, even when one was typed before', () => {
    fc.assert(
      fc.property(values, (one) => {
        expect(Object.keys(draftOf(one)).includes('value')).toBe(one.givesValue);
      })
    );
  });

  it('are unchanged by the offer to give a value', () => {
    expect(changedAnswers(NEW_SECRET, { ...NEW_SECRET, givesValue: !NEW_SECRET.givesValue })).toEqual([]);
    expect(changedAnswers(NEW_SECRET, { ...NEW_SECRET, value: 'x' })).toEqual(['value']);
  });

  it('keep my changes and take theirs for the rest', () => {
    fc.assert(
      fc.property(values, values, values, (read, mine, latest) => {
        const merged = mergedValues(read, mine, latest);
        const changed = changedAnswers(read, mine);
        expect(changedAnswers(merged, mine).some((answer) => changed.includes(answer))).toBe(false);
        expect(changedAnswers(merged, latest).every((answer) => changed.includes(answer))).toBe(true);
      })
    );
  });
});
