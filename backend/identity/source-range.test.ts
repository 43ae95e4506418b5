import fc from 'fast-check';
import { formatSourceRange, isInRanges, parseSourceRange, type SourceRange } from './source-range.ts';

const RULE =
  'must be an IP address, or a range of them in CIDR notation, such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32';

function rangeOf(text: string): SourceRange {
  const parsed = parseSourceRange(text);
  if (!parsed.ok) {
    throw new Error(`${text} is no range`);
  }
  return parsed.value;
}

describe('parseSourceRange', () => {
  it.each<[string, SourceRange]>([
    ['192.0.2.7', { family: 'ipv4', network: '192.0.2.7', prefixLength: 32 }],
    ['10.0.0.0/8', { family: 'ipv4', network: '10.0.0.0', prefixLength: 8 }],
    ['0.0.0.0/0', { family: 'ipv4', network: '0.0.0.0', prefixLength: 0 }],
    ['::1', { family: 'ipv6', network: '::1', prefixLength: 128 }],
    ['2001:db8::/32', { family: 'ipv6', network: '2001:db8::', prefixLength: 32 }],
  ])('reads %s', (text, range) => {
    expect(parseSourceRange(text)).toEqual({ ok: true, value: range });
  });

  it.each([
    ...['', '/', '/8', '10/8', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/-1', '10.0.0.0/8/8'],
    ...['10.0.0.0/8 ', '010.0.0.0/8', '::/129', 'fe80::1%eth0', 'localhost', 'example.com/8', '10.0.0.0/0x8'],
  ])('refuses %j', (text) => {
    expect(parseSourceRange(text)).toEqual({ ok: false, rule: RULE });
  });

  it('reads what formatSourceRange writes', () => {
    const anyRange = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }))
    );
    fc.assert(
      fc.property(anyRange, ([network, prefixLength]) => {
        const range = rangeOf(`${network}/${prefixLength}`);
        expect(rangeOf(formatSourceRange(range))).toEqual(range);
        expect(isInRanges(network, [range])).toBe(true);
      })
    );
  });
});

describe('isInRanges', () => {
  it.each([
    ['10.1.2.3', ['10.0.0.0/8'], true],
    ['11.1.2.3', ['10.0.0.0/8'], false],
    ['10.1.2.3', ['10.1.2.3'], true],
    ['10.1.2.4', ['10.1.2.3'], false],
    ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
    ['::ffff:11.1.2.3', ['10.0.0.0/8'], false],
    ['2001:db8:1::1', ['10.0.0.0/8', '2001:db8::/32'], true],
    ['2001:db9::1', ['10.0.0.0/8', '2001:db8::/32'], false],
    ['127.0.0.1', ['::/0'], false],
    ['10.1.2.3', ['10.1.2.99/8'], true],
    ['fe80::1%eth0', ['fe80::/10'], true],
    ['10.1.2.3', [], false],
    ['', ['0.0.0.0/0', '::/0'], false],
    ['nonsense', ['0.0.0.0/0', '::/0'], false],
  ])('%s in %j: %s', (address, ranges, expected) => {
    expect(isInRanges(address, ranges.map(rangeOf))).toBe(expected);
  });
});
