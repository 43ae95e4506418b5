import fc from 'fast-check';
import type { DescribedSecret } from '../described-secret.ts';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
/** Of a secret. */
export const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
export const decrypter = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,30}[A-Za-z0-9])?$/);
/** What a store in UTF-8 can hold. */
const text = fc.string({ unit: 'grapheme', minLength: 1 });
const awkward = fc.constantFrom(
  '${x}',
  '%{ if true }',
  '$${',
  '$$${',
  '%%{',
  '"',
  '\\',
  '\n',
  '\u2028',
  '\u007f',
  '- a: b',
  '#',
  "'",
  '\t'
);
/** With what quoting can go wrong on. */
export const description = fc
  .array(fc.oneof(text, awkward), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
export const described: fc.Arbitrary<DescribedSecret> = fc.record(
  {
    name,
    description,
    labels: fc.dictionary(label, description).map((labels) => ({ ...labels })),
    decrypters: fc.uniqueArray(decrypter, { maxLength: 5 }),
    ref: description,
  },
  { requiredKeys: ['name', 'description', 'labels', 'decrypters'] }
);
