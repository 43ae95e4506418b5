import { StatusError } from '../../http/status-error.ts';
import { jsonValueOf } from './json-value-of.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';
import { plain } from './testing/json-values.ts';

const patched = (target: unknown, patch: unknown): unknown =>
  plain(strategicMergePatch(jsonValueOf(target), jsonValueOf(patch)));

function messageOf(patch: unknown): string {
  try {
    patched({ a: { b: 1 }, l: [1] }, patch);
  } catch (error) {
    return error instanceof StatusError ? `${error.status.code} ${error.status.message}` : String(error);
  }
  return 'none';
}

describe('strategicMergePatch', () => {
  it.each([
    ['replaces a list', { l: [1, 2] }, { l: [3] }, { l: [3] }],
    ['replaces an object that says so', { a: { b: 1, c: 2 } }, { a: { $patch: 'replace', d: 3 } }, { a: { d: 3 } }],
    ['replaces everything', { a: 1 }, { $patch: 'replace', b: 2 }, { b: 2 }],
    ['empties an object that says so', { a: { b: 1 } }, { a: { $patch: 'delete', d: 3 } }, { a: {} }],
    ['empties what is not there', {}, { a: { $patch: 'delete' } }, { a: {} }],
    ['retains keys', { a: { b: 1, c: 2, d: 3 } }, { a: { $retainKeys: ['b', 'e'], e: 4 } }, { a: { b: 1, e: 4 } }],
    ['retains nothing where there is nothing', {}, { a: { $retainKeys: ['e'], e: 4 } }, { a: { e: 4 } }],
    ['deletes what is not retained', { b: 1, c: 2 }, { $retainKeys: ['b'], c: null }, { b: 1 }],
  ])('%s', (_what, target, patch, expected) => {
    expect(patched(target, patch)).toEqual(expected);
  });

  it.each([
    ['another directive', { $patch: 'CANARY' }, '$patch can be "replace" or "delete"'],
    ['merge, which is for lists', { a: { $patch: 'merge' } }, '$patch can be "replace" or "delete"'],
    ['no word', { $patch: null }, '$patch can be "replace" or "delete"'],
    ['keys that are no list', { $retainKeys: 'CANARY' }, '$retainKeys must be a list of keys'],
    ['keys that are no texts', { $retainKeys: [1] }, '$retainKeys must be a list of keys'],
    ['keys without one that is set', { $retainKeys: [], b: 1 }, '$retainKeys must name every key that the patch sets'],
    [
      'an order of items',
      { '$setElementOrder/CANARY': [] },
      '$setElementOrder/ has no list to work on: every list is replaced as a whole',
    ],
    [
      'items to delete',
      { a: { '$deleteFromPrimitiveList/l': null } },
      '$deleteFromPrimitiveList/ has no list to work on: every list is replaced as a whole',
    ],
    [
      'a directive of an item',
      { l: [{ $patch: 'delete', name: 'CANARY' }] },
      '$patch in a list has no effect: every list is replaced as a whole',
    ],
  ])('refuses %s', (_what, patch, problem) => {
    expect(messageOf(patch)).toBe(`400 error decoding patch: ${problem}`);
  });
});
