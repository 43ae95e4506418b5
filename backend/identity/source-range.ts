import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { isSourceRange } from '../../src/domain/source-range.ts';
import type { Parsed } from '../setting-values.ts';

/** Addresses that begin with the same bits (RFC 4632, RFC 4291 section 2.3). */
export interface SourceRange {
  readonly family: 'ipv4' | 'ipv6';
  readonly network: string;
  readonly prefixLength: number;
}

const ADDRESS_BITS: Readonly<Record<SourceRange['family'], number>> = { ipv4: 32, ipv6: 128 };
/** RFC 4291, section 2.5.5.2, as Node writes it. */
const MAPPED = /^::ffff:([0-9.]+)$/i;

const RULE =
  'must be an IP address, or a range of them in CIDR notation, such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32';

/** Reads an address or a range in CIDR notation. Bits of the address behind the prefix do not count. */
export function parseSourceRange(text: string): Parsed<SourceRange> {
  const [network = '', prefix] = text.split('/');
  const family = isSourceRange(text) ? familyOf(network) : undefined;
  return family === undefined
    ? { ok: false, rule: RULE }
    : { ok: true, value: { family, network, prefixLength: Number(prefix ?? ADDRESS_BITS[family]) } };
}

/** Writes a range as {@link parseSourceRange} reads it. */
export function formatSourceRange({ network, prefixLength }: SourceRange): string {
  return `${network}/${prefixLength}`;
}

/**
 * Whether an address is in one of the ranges. An IPv4 address in the clothes of IPv6, `::ffff:192.0.2.7`, as a socket
 * for both shows it, is in the ranges of IPv4.
 */
export function isInRanges(address: string, ranges: readonly SourceRange[]): boolean {
  const [bare = ''] = address.split('%');
  const [, plain = bare] = MAPPED.exec(bare) ?? [];
  const family = familyOf(plain);
  const list = new BlockList();
  ranges
    .filter((range) => range.family === family)
    .forEach(({ network, prefixLength }) => list.addSubnet(network, prefixLength, family));
  return family !== undefined && list.check(plain, family);
}

/** A zone is for the machine that has it, and in no range. */
function familyOf(address: string): SourceRange['family'] | undefined {
  if (isIPv4(address)) {
    return 'ipv4';
  }
  return isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined;
}
