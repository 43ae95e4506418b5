import fc from 'fast-check';
import { LENGTH_PREFIX_BYTES, SIZE_CLASSES, pad, unpad } from './size-class.ts';

const LARGEST = 24_576;

/** Lengths at the edges of the classes as often as any other. */
const length = fc.oneof(
  fc.integer({ min: 0, max: LARGEST }),
  fc.constantFrom(0, 1, ...SIZE_CLASSES, ...SIZE_CLASSES.slice(0, -1).map((size) => size + 1))
);

const value = length.chain((size) => fc.uint8Array({ minLength: size, maxLength: size, size: 'max' }));

describe('padding', () => {
  it('gives back the value it was given', () => {
    fc.assert(
      fc.property(value, (bytes) => {
        expect(unpad(pad(bytes))).toEqual(Buffer.from(bytes));
      })
    );
  });

  it('shows nothing of the length but the class', () => {
    fc.assert(
      fc.property(length, (size) => {
        const padded = pad(Buffer.alloc(size, 1)).byteLength - LENGTH_PREFIX_BYTES;
        expect(SIZE_CLASSES).toContain(padded);
        expect(padded).toBeGreaterThanOrEqual(size);
        expect(SIZE_CLASSES.filter((smaller) => smaller < padded && smaller >= size)).toEqual([]);
      })
    );
  });

  it('holds the largest value that the API accepts, and no more', () => {
    expect(pad(Buffer.alloc(LARGEST)).byteLength).toBe(LENGTH_PREFIX_BYTES + LARGEST);
    expect(() => pad(Buffer.alloc(LARGEST + 1))).toThrow(RangeError);
  });

  it('refuses what it did not make', () => {
    const padded = pad(Buffer.from('value'));
    const withLength = (size: number) => {
      const copy = Buffer.from(padded);
      copy.writeUInt32BE(size);
      return copy;
    };
    expect(unpad(Buffer.alloc(0))).toBeUndefined();
    expect(unpad(padded.subarray(0, -1))).toBeUndefined(); // not a class
    expect(unpad(withLength(65))).toBeUndefined(); // the length of another class
    expect(unpad(withLength(0xffff_ffff))).toBeUndefined();
    expect(unpad(withLength(4))).toBeUndefined(); // something after the value
    expect(unpad(withLength(5))).toEqual(Buffer.from('value'));
  });
});
