import fc from 'fast-check';
import crypto from 'node:crypto';
import { inspect } from 'node:util';
import { TokenDigest } from './token-digest.ts';

describe('TokenDigest', () => {
  it('is equal for equal tokens and no others, as text or bytes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(TokenDigest.of(one).equals(TokenDigest.of(Buffer.from(other)))).toBe(one === other);
        expect(TokenDigest.of(one).key === TokenDigest.of(other).key).toBe(one === other);
      })
    );
  });

  it('shows nothing of itself', () => {
    const digest = TokenDigest.of('secret');
    expect(inspect(digest) + JSON.stringify(digest) + String(digest)).toBe('TokenDigest {}{}[object Object]');
  });
});

/**
 * Proven by what is compared, and how: timings of microseconds on a busy machine prove little. `npm run bench` has the
 * figures.
 */
describe('A6: 10,000 wrong tokens that share 0 to 42 leading characters with a right one', () => {
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const random = (): string => crypto.randomBytes(32).toString('base64url');
  const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView) =>
    Buffer.from(buffer, byteOffset, byteLength);
  const right = random();
  const wrong = Array.from({ length: 10_000 }, (_, index) => {
    const shared = index % right.length;
    const other = ALPHABET.charAt((ALPHABET.indexOf(right.charAt(shared)) + 1) % ALPHABET.length);
    return { shared, text: right.slice(0, shared) + other + random().slice(shared + 1) };
  });

  it('are compared whole, as 32 bytes that share nothing', () => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    try {
      const digest = TokenDigest.of(right);
      for (const { text } of wrong) {
        expect(TokenDigest.of(text).equals(digest)).toBe(false);
      }
      expect(compare).toHaveBeenCalledTimes(wrong.length);
      for (const [one, other] of compare.mock.calls) {
        const [a, b] = [bytesOf(one), bytesOf(other)];
        expect([a.byteLength, b.byteLength]).toEqual([32, 32]);
        // Four bytes in common would come once in 400,000 runs, however much of the tokens is.
        expect(a.subarray(0, 4).equals(b.subarray(0, 4))).toBe(false);
      }
    } finally {
      compare.mockRestore();
    }
  });
});
