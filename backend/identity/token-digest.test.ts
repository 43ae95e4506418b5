import fc from 'fast-check';
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
