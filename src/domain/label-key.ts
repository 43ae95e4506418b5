import { characterCount } from './character-count.ts';
import { QUALIFIED_PART_MAX } from './label-value.ts';
import { subdomainDetails } from './name.ts';

const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const NAME_PART_DETAIL =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/**
 * What keeps a text from being a Kubernetes label key ("Labels and Selectors": an optional DNS-1123 prefix and a slash,
 * then a name part of 1 to 63 characters), in Kubernetes' words.
 */
export function labelKeyDetails(key: string): string[] {
  const slash = key.indexOf('/');
  const prefix = slash === -1 ? undefined : key.slice(0, slash);
  const namePart = key.slice(slash + 1);
  if (namePart.includes('/')) {
    return [
      `a qualified name ${NAME_PART_DETAIL} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  return [...prefixDetails(prefix), ...namePartDetails(namePart)];
}

function prefixDetails(prefix: string | undefined): string[] {
  if (prefix === '') {
    return ['prefix part must be non-empty'];
  }
  return prefix === undefined ? [] : subdomainDetails(prefix).map((detail) => `prefix part ${detail}`);
}

function namePartDetails(namePart: string): string[] {
  const details: string[] = [];
  if (namePart === '') {
    details.push('name part must be non-empty');
  }
  if (characterCount(namePart) > QUALIFIED_PART_MAX) {
    details.push(`name part must be no more than ${QUALIFIED_PART_MAX} characters`);
  }
  if (!NAME_PART.test(namePart)) {
    details.push(`name part ${NAME_PART_DETAIL}`);
  }
  return details;
}
