import fc from 'fast-check';
import { characterCount } from './character-count.ts';

describe('characterCount', () => {
  it('counts code points, not UTF-16 units', () => {
    expect(characterCount('')).toBe(0);
    expect(characterCount('é')).toBe(1);
    expect(characterCount('🔑🔑')).toBe(2);
    expect(characterCount('\uD83D')).toBe(1);
  });

  it('agrees with the length of the list of characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => characterCount(text) === Array.from(text).length));
  });
});
