import { characterCount } from './character-count.ts';
import type { Finding, NamingRule } from './finding.ts';
import { NAME_MAX } from './limits.ts';

/** RFC 1123 as Kubernetes applies it to object names: dots only between non-empty parts, hyphens only inside them. */
export const DNS_1123_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const SUBDOMAIN_DETAIL =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  "end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const TOO_LONG_DETAIL = `must be no more than ${NAME_MAX} characters`;

/** The details of Kubernetes' DNS-1123 subdomain rule that a text breaks, in Kubernetes' order. */
export function subdomainDetails(text: string): string[] {
  return [
    ...(characterCount(text) > NAME_MAX ? [TOO_LONG_DETAIL] : []),
    ...(DNS_1123_SUBDOMAIN.test(text) ? [] : [SUBDOMAIN_DETAIL]),
  ];
}

/**
 * What is wrong with the name of an object: a DNS-1123 subdomain of 1 to 253 characters (Kubernetes, "Object Names and
 * IDs"). One finding per rule; the API's cause builder joins them, as Kubernetes reports a name once.
 */
export function nameFindings(name: string, field = 'metadata.name'): Array<Finding<NamingRule>> {
  return subdomainDetails(name).map((detail) => ({
    rule: detail === TOO_LONG_DETAIL ? 'name-too-long' : 'name-invalid',
    field,
    reason: 'FieldValueInvalid',
    detail,
    badValue: name,
  }));
}

/** What is wrong with the namespace of an object: the same rule, reported once. */
export function namespaceFindings(namespace: string, name: string): Array<Finding<NamingRule>> {
  const details = subdomainDetails(namespace);
  if (details.length === 0) {
    return [];
  }
  return [
    {
      rule: 'namespace-invalid',
      field: 'metadata.namespace',
      reason: 'FieldValueInvalid',
      detail: details.join(','),
      // Grafana shows the name here, not the namespace, and clients may have come to rely on it.
      badValue: name,
    },
  ];
}

/** Whether a text may become a valid name by typing on: it is one but for a hyphen or a dot at its end. */
export function isNameBegun(text: string): boolean {
  return nameFindings(text.replace(/[-.]$/, '')).length === 0;
}

/**
 * The nearest valid name to offer for one that breaks the rule, never applied unasked. Lower case, accents off, `-` for
 * runs of anything else, at most 253 characters.
 *
 * @returns undefined where the name is valid already, or nothing valid is left of it.
 */
export function suggestName(typed: string): string | undefined {
  if (nameFindings(typed).length === 0) {
    return undefined;
  }
  const suggestion = typed
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9.]+/g, (run) => (/^-+$/.test(run) ? run : '-'))
    .slice(0, NAME_MAX)
    .split('.')
    .map((part) => part.replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '')
    .join('.');
  return suggestion === '' ? undefined : suggestion;
}
