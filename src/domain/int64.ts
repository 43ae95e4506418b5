const INTEGER = /^[+-]?[0-9]+$/;
const INT64_MIN = BigInt('-9223372036854775808');
const INT64_MAX = BigInt('9223372036854775807');
/** Longer texts are not read, whatever leading zeros they have: it is several times what 64 bits need. */
const TEXT_MAX = 128;

/** A decimal integer of 64 bits, with or without a sign, as Go's `strconv.ParseInt` reads it; undefined otherwise. */
export function parseInt64(text: string): bigint | undefined {
  if (text.length > TEXT_MAX || !INTEGER.test(text)) {
    return undefined;
  }
  const integer = BigInt(text);
  return integer >= INT64_MIN && integer <= INT64_MAX ? integer : undefined;
}
