import fc from 'fast-check';
import { encodeFields } from './associated-data.ts';

/** The inverse: that it exists is what makes the encoding injective. */
function decodeFields(data: Buffer): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at < data.byteLength) {
    const end = at + 4 + data.readUInt32BE(at);
    fields.push(data.toString('utf8', at + 4, end));
    at = end;
  }
  return fields;
}

const fields = fc.array(fc.string({ unit: 'binary' }));

describe('associated data', () => {
  it('can be read back, so that no two lists share it', () => {
    fc.assert(fc.property(fields, (list) => expect(decodeFields(encodeFields(list))).toEqual(list)));
  });

  it('tells apart the same text cut at different places', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        const points = Array.from(text);
        const cut = (at: number) => [points.slice(0, at).join(''), points.slice(at).join('')];
        const [first, second] = [a % (points.length + 1), b % (points.length + 1)];
        expect(encodeFields(cut(first)).equals(encodeFields(cut(second)))).toBe(first === second);
      })
    );
  });

  it('refuses a lone surrogate', () => {
    expect(() => encodeFields(['\ud800'])).toThrow(TypeError);
    expect(() => encodeFields(['\udc00\ud800'])).toThrow(TypeError);
  });
});
