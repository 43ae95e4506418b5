import fc from 'fast-check';
import { valueByteLength, valueNotes } from './value-notes.ts';

describe('valueNotes', () => {
  it.each([
    ['', []],
    ['s3cret', []],
    ['two words', []],
    ['two\nlines', []],
    [' s3cret', ['leading-white-space']],
    ['\ns3cret', ['leading-white-space']],
    ['s3cret ', ['trailing-white-space']],
    ['s3cret\t', ['trailing-white-space']],
    ['s3cret \n', ['trailing-white-space']],
    ['s3cret\n', ['trailing-newline']],
    ['s3cret\r\n\r\n', ['trailing-newline', 'windows-line-breaks']],
    ['two\r\nlines', ['windows-line-breaks']],
    ['\uFEFFs3cret', ['byte-order-mark']],
    ['\uFEFF s3cret', ['byte-order-mark', 'leading-white-space']],
    [' s3cret\n', ['leading-white-space', 'trailing-newline']],
    [' ', ['white-space-only']],
    ['\n', ['white-space-only']],
    ['a\uD83D', ['unpaired-surrogate']],
    ['🔑', []],
  ])('of %j are %j', (text, notes) => {
    expect(valueNotes(text)).toEqual(notes);
  });
});

describe('valueByteLength', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['é', 2],
    ['€', 3],
    ['🔑', 4],
    ['\u007F', 1],
    ['\u0080', 2],
    ['\u07FF', 2],
    ['\u0800', 3],
    ['\uFFFF', 3],
    ['\u{10000}', 4],
    ['\uD83D', 3],
    ['\uDD11\uD83D', 6],
  ])('of %j is %i', (text, bytes) => {
    expect(valueByteLength(text)).toBe(bytes);
  });

  it('is the length of what TextEncoder writes, unpaired surrogates included', () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('\uD83D', '\uDD11')
    );
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(valueByteLength(text)).toBe(new TextEncoder().encode(text).byteLength);
      })
    );
  });
});
