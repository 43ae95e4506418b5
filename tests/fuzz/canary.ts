import { encodingsOf } from '../../backend/vault/testing/canary.ts';

/** Part of every value that the fuzz test sends: it turns up nowhere else, so whatever shows it shows a value. */
const MARK = 'QzFuzzCanaryQz';

const FORMS: readonly string[] = encodingsOf(MARK);

/** A value of its own for every number. */
export function canary(number: number): string {
  return `${MARK}-${number}-"ü/<&>`;
}

/** The form in which a text shows a value, if it does. */
export function leakIn(text: string): string | undefined {
  return FORMS.find((form) => text.includes(form));
}
