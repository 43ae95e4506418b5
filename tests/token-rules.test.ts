/** The page judges the order of a token by the same rules as the backend that makes it. */
import fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import { readDecrypterTokenOrder } from '../backend/identity/decrypter-draft.ts';
import { decrypterTokenFindings, TOKEN_LIFETIMES } from '../src/domain/decrypter-token-rules.ts';
import { isSourceRange } from '../src/domain/source-range.ts';

describe('the page and the backend', () => {
  it.each(TOKEN_LIFETIMES)('know a lifetime of %s', (ttl) => {
    const order = { decrypter: 'k6-cloud', only: [], source: [], namespace: 'default', ttl };
    expect(readDecrypterTokenOrder(order).ok).toBe(true);
  });

  it('refuse the same fields of an order', () => {
    const text = fc.oneof(fc.constantFrom('k6-cloud', 'db-*', '*', '::1', '10.0.0.0/8'), fc.string({ maxLength: 8 }));
    const list = fc.array(text, { maxLength: 3 });
    fc.assert(
      fc.property(text, list, list, (decrypter, only, source) => {
        const reading = readDecrypterTokenOrder({ decrypter, only, source, namespace: 'default', ttl: '1h' });
        const fields = reading.ok ? [] : reading.problems.map(({ field }) => field);
        expect(decrypterTokenFindings({ decrypter, only, source, ttl: '1h' }).map(({ field }) => field)).toEqual(
          fields
        );
      }),
      { numRuns: 2_000 }
    );
  });

  it('take the addresses and ranges that Node can compare', () => {
    const unit = fc.constantFrom('0', '1', '9', 'f', 'g', '.', ':', '::', '/', '%', '255');
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit, maxLength: 20 }));
    const range = fc.tuple(address, fc.integer({ min: 0, max: 140 })).map(([ip, bits]) => `${ip}/${bits}`);
    fc.assert(
      fc.property(fc.oneof(address, range), (text) => {
        expect(isSourceRange(text)).toBe(isComparable(text));
      }),
      { numRuns: 5_000 }
    );
  });
});

function isComparable(text: string): boolean {
  const [network = '', prefix, ...more] = text.split('/');
  const bits = isIPv4(network) ? 32 : 128;
  const isAddress = isIPv4(network) || (isIPv6(network) && !network.includes('%'));
  const isPrefix = prefix === undefined || (/^(0|[1-9][0-9]{0,2})$/.test(prefix) && Number(prefix) <= bits);
  return isAddress && isPrefix && more.length === 0;
}
