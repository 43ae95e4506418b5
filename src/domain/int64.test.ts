import fc from 'fast-check';
import { parseInt64 } from './int64.ts';

describe('parseInt64', () => {
  it('reads every integer of 64 bits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(BigInt(2) ** BigInt(63)), max: BigInt(2) ** BigInt(63) - BigInt(1) }),
        (integer) => {
          expect(parseInt64(String(integer))).toBe(integer);
        }
      )
    );
  });

  it.each(['+5', '005'])('reads %s as Go does', (text) => {
    expect(parseInt64(text)).toBe(BigInt(5));
  });

  it.each([
    '',
    '-',
    '1.5',
    '1e3',
    '0x1',
    '1_000',
    ' 1',
    '9223372036854775808',
    '-9223372036854775809',
    '0'.repeat(129),
  ])('refuses %j', (text) => {
    expect(parseInt64(text)).toBeUndefined();
  });
});
