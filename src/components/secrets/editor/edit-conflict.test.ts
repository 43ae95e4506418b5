import fc from 'fast-check';
import { toSecret, type Secret } from '../../../api/secret';
import { differencesOf, mergedValues, type Difference, type Side } from './edit-conflict';
import { draftOf, formValuesOf, type SecretFormValues } from './form-values';

type Parts = Pick<Secret, 'description' | 'decrypters' | 'labels'>;

const id = fc.constantFrom('k6-cloud', 'grafana-workflows', 'my-service');
const parts: fc.Arbitrary<Parts> = fc.record({
  description: fc.constantFrom('a', 'b', 'c'),
  decrypters: fc.uniqueArray(id),
  labels: fc.dictionary(fc.constantFrom('team', 'env', '__proto__'), fc.constantFrom('1', '2')),
});

function secretOf({ labels, ...spec }: Parts): Secret {
  return toSecret({ metadata: { name: 'a', labels }, spec });
}

const valuesOf = (secret: Secret): SecretFormValues => formValuesOf({ kind: 'edit', secret });
const proposed = ({ proposed: side }: Difference) => side;

/** Without the order of services and labels, which means nothing. */
function content(values: SecretFormValues) {
  const { description, decrypters, labels } = draftOf(values);
  return { description, decrypters: new Set(decrypters), labels: new Map(Object.entries(labels)) };
}

describe('what somebody else changed', () => {
  const read = secretOf({ description: 'a', decrypters: ['k6-cloud'], labels: { team: 'shop', env: 'test' } });
  const latest = secretOf({ description: 'b', decrypters: ['my-service'], labels: { team: 'mail', new: 'x' } });

  it('is told part by part, and mine lasts only where I changed the same', () => {
    const mine = { ...valuesOf(read), description: 'mine' };
    expect(
      differencesOf(read, mine, latest).map(({ id: part, ...rest }) => [
        part,
        rest.before,
        rest.mine,
        rest.theirs,
        rest.proposed,
      ])
    ).toEqual([
      ['description', 'a', 'mine', 'b', 'mine'],
      ['decrypter:k6-cloud', 'k6-cloud', 'k6-cloud', undefined, 'theirs'],
      ['decrypter:my-service', undefined, undefined, 'my-service', 'theirs'],
      ['label:team', 'shop', 'shop', 'mail', 'theirs'],
      ['label:env', 'test', 'test', undefined, 'theirs'],
      ['label:new', undefined, undefined, 'x', 'theirs'],
    ]);
  });

  it('leaves the choice of the value where one is given, and never says it', () => {
    const mine = { ...valuesOf(read), givesValue: true, value: 'hunter2' };
    const differences = differencesOf(read, mine, read);
    expect(differences).toMatchObject([{ id: 'value', proposed: 'mine' }]);
    expect(JSON.stringify(differences)).not.toContain('hunter2');
    expect(mergedValues(mine, differences, () => 'mine')).toMatchObject({ givesValue: true, value: 'hunter2' });
    expect(mergedValues(mine, differences, () => 'theirs')).toMatchObject({ givesValue: false, value: '' });
  });

  it('is all there is where I changed nothing', () => {
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const [was, is] = [secretOf(before), secretOf(after)];
        const differences = differencesOf(was, valuesOf(was), is);
        expect(content(mergedValues(valuesOf(was), differences, proposed))).toEqual(content(valuesOf(is)));
      })
    );
  });

  it('is nothing where nobody else changed anything', () => {
    fc.assert(
      fc.property(parts, parts, (before, mine) => {
        expect(differencesOf(secretOf(before), valuesOf(secretOf(mine)), secretOf(before))).toEqual([]);
      })
    );
  });

  it('comes in where I take it, and leaves the form as it is where I keep mine', () => {
    fc.assert(
      fc.property(parts, parts, parts, fc.infiniteStream(fc.constantFrom<Side>('mine', 'theirs')), (a, b, c, sides) => {
        const [was, mine, is] = [secretOf(a), valuesOf(secretOf(b)), secretOf(c)];
        const differences = differencesOf(was, mine, is);
        const chosen = new Map(differences.map((difference) => [difference.id, sides.next().value]));
        const merged = mergedValues(mine, differences, (difference) => chosen.get(difference.id) ?? 'mine');
        const still = new Set(differencesOf(was, merged, is).map((difference) => difference.id));
        expect(still).toEqual(new Set([...chosen].filter(([, side]) => side === 'mine').map(([one]) => one)));
        expect(mergedValues(mine, differences, () => 'mine')).toEqual(mine);
      })
    );
  });
});
