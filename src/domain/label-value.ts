import { characterCount } from './character-count.ts';

/** Kubernetes' limit on a label value and on the name part of a label key, in characters. */
export const QUALIFIED_PART_MAX = 63;

/** Without its length, and with the empty text. */
export const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const TOO_LONG_DETAIL = `must be no more than ${QUALIFIED_PART_MAX} characters`;
const SYNTAX_DETAIL =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and " +
  "end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

export interface LabelValueProblem {
  readonly kind: 'too-long' | 'syntax';
  /** Kubernetes' words for it. */
  readonly detail: string;
}

/** What keeps a text from being a Kubernetes label value ("Labels and Selectors"), in Kubernetes' order. */
export function labelValueProblems(text: string): LabelValueProblem[] {
  const problems: LabelValueProblem[] = [];
  if (characterCount(text) > QUALIFIED_PART_MAX) {
    problems.push({ kind: 'too-long', detail: TOO_LONG_DETAIL });
  }
  if (!LABEL_VALUE.test(text)) {
    problems.push({ kind: 'syntax', detail: SYNTAX_DETAIL });
  }
  return problems;
}
