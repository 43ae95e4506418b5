const PREFIX_LENGTH = /^(0|[1-9][0-9]{0,2})$/;
const IPV4_PART = /^(0|[1-9][0-9]{0,2})$/;
const IPV6_GROUP = /^[0-9a-f]{1,4}$/i;

const IPV4_BITS = 32;
const IPV6_BITS = 128;
/** RFC 4291, section 2.2: eight groups of 16 bits. */
const IPV6_GROUPS = 8;

/** Whether a text is an IP address, or a range of them in CIDR notation (RFC 4632; RFC 4291, section 2.3). No zones. */
export function isSourceRange(text: string): boolean {
  const [network = '', prefix, ...more] = text.split('/');
  const bits = addressBits(network);
  if (bits === undefined || more.length > 0) {
    return false;
  }
  return prefix === undefined || (PREFIX_LENGTH.test(prefix) && Number(prefix) <= bits);
}

function addressBits(text: string): number | undefined {
  if (isIpv4(text)) {
    return IPV4_BITS;
  }
  return isIpv6(text) ? IPV6_BITS : undefined;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => IPV4_PART.test(part) && Number(part) <= 255);
}

/** At most one `::` stands for one or more groups of zeros; the last two groups may be an IPv4 address. */
function isIpv6(text: string): boolean {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) {
    return false;
  }
  if (tail === undefined) {
    return groupCount(head, true) === IPV6_GROUPS;
  }
  const before = head === '' ? 0 : groupCount(head, false);
  const after = tail === '' ? 0 : groupCount(tail, true);
  return before !== undefined && after !== undefined && before + after < IPV6_GROUPS;
}

/** Groups of 16 bits; undefined where there is something else. */
function groupCount(text: string, mayEndInIpv4: boolean): number | undefined {
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = mayEndInIpv4 && isIpv4(last);
  const plain = endsInIpv4 ? groups.slice(0, -1) : groups;
  return plain.every((group) => IPV6_GROUP.test(group)) ? plain.length + (endsInIpv4 ? 2 : 0) : undefined;
}
