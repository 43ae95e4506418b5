import type { Finding } from './finding.ts';
import { NAME_MAX } from './limits.ts';
import { isLookupName } from './lookup-name.ts';
import { nameFindings } from './name.ts';

/**
 * References to secrets in the fields of Synthetic Monitoring's HTTP checks, as its agent reads them (public source:
 * github.com/grafana/synthetic-monitoring-agent, `internal/secrets`): `${secrets.NAME}`, where NAME is all up to the
 * next `}`. Anything else is text, there is no escape, and what stands in for a reference is not read again.
 */

/** The fields of an HTTP check in which the agent resolves references. In all others they are sent as they are. */
export const REFERENCE_FIELDS = [
  'bearerToken',
  'basicAuth.password',
  'tlsConfig.caCert',
  'tlsConfig.clientCert',
  'tlsConfig.clientKey',
] as const;

export type ReferenceField = (typeof REFERENCE_FIELDS)[number];

/** A piece of a field. The pieces of a field, each as it was written, are the field. */
export type FieldPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `name` is what stands between the braces, whether a secret can have that name or not. */
  | { readonly kind: 'reference'; readonly name: string };

export type ReferenceRule =
  /** The agent takes no such name: it resolves nothing of the field, and asks for no secret. */
  | 'reference-name-invalid'
  | 'reference-name-too-long'
  /** The agent asks for it, but no secret can be called so: it is never found. */
  | 'reference-name-impossible'
  /** Looks like a reference and is none: it is sent as it is. */
  | 'reference-malformed';

const OPENING = '${secrets.';
const CLOSING = '}';

/** What somebody most likely meant as a reference: other letter case, blanks, `secret`, no name, no end. */
const LOOKALIKE = /\$\{?\s{0,8}secrets?\s{0,8}(?:\.|\[|\})/gi;

/** Of a name that is wrong only this is shown: a brace that was forgotten can make anything of the field part of it. */
const NAME_LIKE = /^[\w.-]*$/;

const AGENT_NAME_DETAIL =
  "must consist of lower case letters, digits, '-' and '.', and begin and end with a letter or digit: Synthetic " +
  'Monitoring sends nothing while it does not';
const TOO_LONG_DETAIL = `must be no more than ${NAME_MAX} characters: Synthetic Monitoring sends nothing while it is longer`;
const IMPOSSIBLE_DETAIL = "no secret can be called so, for next to a '.' there is always a letter or digit";
const MALFORMED_DETAIL = `looks like a reference to a secret and is none: write ${OPENING}NAME${CLOSING}`;

/** The pieces of a field, from its start to its end. No two texts follow each other, and none is empty. */
export function parseField(field: string): FieldPart[] {
  const parts: FieldPart[] = [];
  let end = 0;
  const addText = (until: number): void => {
    if (until > end) {
      parts.push({ kind: 'text', text: field.slice(end, until) });
    }
  };
  for (;;) {
    const start = field.indexOf(OPENING, end);
    const close = start < 0 ? -1 : field.indexOf(CLOSING, start);
    if (close < 0) {
      addText(field.length);
      return parts;
    }
    addText(start);
    parts.push({ kind: 'reference', name: field.slice(start + OPENING.length, close) });
    end = close + CLOSING.length;
  }
}

/** The field of these pieces. Undoes {@link parseField}. */
export function formatField(parts: readonly FieldPart[]): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : reference(part.name))).join('');
}

/** What to write for a secret of this name. */
export function reference(name: string): string {
  return `${OPENING}${name}${CLOSING}`;
}

/** The names that a field refers to, each once, in their order; those that no secret can have included. */
export function referencedNames(field: string): string[] {
  return [...new Set(parseField(field).flatMap((part) => (part.kind === 'reference' ? [part.name] : [])))];
}

/**
 * What is wrong with the references of a field, one finding for each, in their order. Of a field that is text alone
 * nothing is wrong unless it looks like one.
 *
 * @param path what the findings call the field.
 */
export function referenceFindings(field: string, path: string): Array<Finding<ReferenceRule>> {
  return parseField(field).flatMap((part) => {
    if (part.kind === 'text') {
      return lookalikes(part.text).map((badValue) =>
        broken('reference-malformed', { path, detail: MALFORMED_DETAIL, badValue })
      );
    }
    const { name } = part;
    const badValue = NAME_LIKE.test(name) ? name : undefined;
    if (name.length > NAME_MAX) {
      return [broken('reference-name-too-long', { path, detail: TOO_LONG_DETAIL, badValue })];
    }
    if (!isLookupName(name)) {
      return [broken('reference-name-invalid', { path, detail: AGENT_NAME_DETAIL, badValue })];
    }
    return nameFindings(name).length === 0
      ? []
      : [broken('reference-name-impossible', { path, detail: IMPOSSIBLE_DETAIL, badValue })];
  });
}

/** What the agent makes of a field. */
export type ResolvedField =
  | { readonly kind: 'resolved'; readonly text: string }
  /** Nothing was looked up. */
  | { readonly kind: 'invalid-name'; readonly name: string }
  | { readonly kind: 'not-found'; readonly name: string };

/**
 * What the agent sends of a field, once secrets are switched on for the check: all names are judged before the first
 * lookup, values go in as they are, and one that is missing fails the check without a request to its target.
 *
 * @param lookUp the value of a secret; undefined where there is none.
 */
export function resolveField(field: string, lookUp: (name: string) => string | undefined): ResolvedField {
  const parts = parseField(field);
  const names = parts.flatMap((part) => (part.kind === 'reference' ? [part.name] : []));
  const invalid = names.find((name) => !isLookupName(name));
  if (invalid !== undefined) {
    return { kind: 'invalid-name', name: invalid };
  }
  const values = new Map<string, string>();
  for (const name of new Set(names)) {
    const value = lookUp(name);
    if (value === undefined) {
      return { kind: 'not-found', name };
    }
    values.set(name, value);
  }
  const text = parts.map((part) => (part.kind === 'text' ? part.text : (values.get(part.name) ?? ''))).join('');
  return { kind: 'resolved', text };
}

/** Only as far as it shows what was meant: the rest may be a value. */
function lookalikes(text: string): string[] {
  return [...text.matchAll(LOOKALIKE)].map(([match]) => match);
}

function broken(
  rule: ReferenceRule,
  { path, detail, badValue }: { readonly path: string; readonly detail: string; readonly badValue: string | undefined }
): Finding<ReferenceRule> {
  return { rule, field: path, reason: 'FieldValueInvalid', detail, ...(badValue !== undefined && { badValue }) };
}
