import type { Finding, FindingReason } from './finding.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { quoted } from './quoted.ts';

/** One cause in the details of a Kubernetes `Status` (`metav1.StatusCause`). */
export interface StatusCause {
  readonly reason?: FindingReason;
  readonly message?: string;
  readonly field?: string;
}

/** Kubernetes' short labels; a function where the label shows what was refused. */
const SHORT_LABELS: Readonly<Record<FindingReason, (badValue: string) => string>> = {
  FieldValueRequired: () => 'Required value',
  FieldValueForbidden: () => 'Forbidden',
  FieldValueTooLong: () => 'Too long',
  FieldValueTooMany: (badValue) => `Too many: ${badValue}`,
  FieldValueInvalid: (badValue) => `Invalid value: ${quoted(badValue)}`,
  FieldValueDuplicate: (badValue) => `Duplicate value: ${quoted(badValue)}`,
  FieldValueNotSupported: (badValue) => `Unsupported value: ${quoted(badValue)}`,
};

const NAME_RULES: ReadonlySet<string> = new Set(['name-too-long', 'name-invalid']);

/** The causes of an `Invalid` status, one per finding, except that all findings of one name are one cause. */
export function causesOf(findings: ReadonlyArray<Finding<string>>): Array<Required<StatusCause>> {
  return withJoinedNames(findings).map(({ reason, field, detail, badValue = '' }) => ({
    reason,
    message: `${SHORT_LABELS[reason](badValue)}: ${detail}`,
    field,
  }));
}

/** Causes as Kubernetes joins them into one message: bare when alone, else in brackets, the same text only once. */
export function joinedCauses(causes: ReadonlyArray<Required<StatusCause>>): string {
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  return texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
}

/** Reads `details.causes` of a body; undefined where there is no such list. Never throws. */
export function parseCauses(causes: unknown): StatusCause[] | undefined {
  return Array.isArray(causes) ? causes.filter(isJsonObject).map(parseCause) : undefined;
}

function parseCause({ reason, message, field }: JsonObject): StatusCause {
  return {
    ...(isFindingReason(reason) ? { reason } : {}),
    ...(typeof message === 'string' ? { message } : {}),
    ...(typeof field === 'string' ? { field } : {}),
  };
}

function isFindingReason(reason: unknown): reason is FindingReason {
  return typeof reason === 'string' && Object.hasOwn(SHORT_LABELS, reason);
}

/** Kubernetes joins the problems of one name with a comma and no space. */
function withJoinedNames(findings: ReadonlyArray<Finding<string>>): Array<Finding<string>> {
  const joined: Array<Finding<string>> = [];
  for (const finding of findings) {
    const last = joined.at(-1);
    if (
      last !== undefined &&
      last.field === finding.field &&
      NAME_RULES.has(last.rule) &&
      NAME_RULES.has(finding.rule)
    ) {
      joined[joined.length - 1] = { ...last, detail: `${last.detail},${finding.detail}` };
    } else {
      joined.push(finding);
    }
  }
  return joined;
}
