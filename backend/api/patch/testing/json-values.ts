import fc from 'fast-check';
import type { JsonValue } from '../../../http/json-reader.ts';

/** Few keys and few texts, so that two documents have much in common. */
const KEYS = fc.constantFrom('a', 'b', 'c', '', '/', '~1', '__proto__', '0');

/** Small documents. Their objects have no prototype, so that every key is a member. */
export const jsonValues: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(null, true, 0, 1, 'x', 'y', ''),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(KEYS, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries))
  ),
})).value;

/** A value as `JSON.parse` would have it, secrets as they are. */
export function plain(value: JsonValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}
