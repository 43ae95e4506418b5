import fc from 'fast-check';
import { searchWords, textParts } from './search';

const found = (text: string, search: string) =>
  textParts(text, searchWords(search))
    .filter((part) => part.found)
    .map((part) => part.text);

describe('the parts of a text that a search found', () => {
  it.each([
    ['payments-token', 'PAY', ['pay']],
    ['Payment provider', 'provider pay', ['Pay', 'provider']],
    ['aaaa', 'aa', ['aaaa']],
    ['abcd', 'ab bc', ['abc']],
    ['team: shop', 'mail', []],
    ['İstanbul key', 'key', ['key']],
    ['', 'a', []],
    ['text', '', []],
  ])('of %j, searched for %j: %j', (text, search, parts) => {
    expect(found(text, search)).toEqual(parts);
  });

  it('are all of the text, in turns', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 4 }), (text, search) => {
        const parts = textParts(text, searchWords(search));
        expect(parts.map((part) => part.text).join('')).toBe(text);
        parts.slice(1).forEach((part, index) => expect(part.found).not.toBe(parts[index]?.found));
      })
    );
  });

  it('are there wherever the text holds a word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, word, after) => {
        fc.pre(searchWords(word).length === 1 && !/\s/.test(word));
        expect(found(`${before}${word}${after}`, word).join('').toLowerCase()).toContain(word.toLowerCase());
      })
    );
  });
});
