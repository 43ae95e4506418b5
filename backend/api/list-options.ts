import type { Finding } from '../../src/domain/finding.ts';
import { badRequest } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import { forbiddenOption, invalidOptions, unsupportedOption } from './option-findings.ts';

/** How much of each object the rows of a table carry. */
export type IncludeObject = 'None' | 'Metadata' | 'Object';

export const INCLUDE_OBJECTS: readonly IncludeObject[] = ['None', 'Metadata', 'Object'];

/** @throws StatusError 422 for anything else. */
export function includeObjectOf(query: URLSearchParams): IncludeObject {
  const asked = query.get('includeObject') || 'Metadata';
  const included = INCLUDE_OBJECTS.find((known) => known === asked);
  if (included === undefined) {
    throw invalidOptions('TableOptions', [unsupportedOption('includeObject', asked, INCLUDE_OBJECTS)]);
  }
  return included;
}

const INT64_MAX = 2n ** 63n - 1n;
const EXACT = 'Exact';
export const VERSION_MATCHES: readonly string[] = [EXACT, 'NotOlderThan'];

/**
 * Checks what a list is asked for besides its selectors, as Kubernetes does, though none of it has an effect here.
 *
 * @throws StatusError 400 for a limit that is no number, 422 for what contradicts itself.
 */
export function requireListOptions(query: URLSearchParams): void {
  const limit = query.get('limit');
  if (limit !== null && (!/^[0-9]+$/.test(limit) || BigInt(limit) > INT64_MAX)) {
    throw new StatusError(badRequest('limit must be a number from 0'));
  }
  const findings = [...versionMatchFindings(query)];
  if (query.has('sendInitialEvents')) {
    findings.push(forbiddenOption('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  if (findings.length > 0) {
    throw invalidOptions('ListOptions', findings);
  }
}

/** The rules of Kubernetes' `ValidateListOptions`, in its order. */
function versionMatchFindings(query: URLSearchParams): Array<Finding<string>> {
  const field = 'resourceVersionMatch';
  const match = query.get(field) ?? '';
  const version = query.get('resourceVersion') ?? '';
  if (match === '') {
    return [];
  }
  return [
    ...(version === ''
      ? [forbiddenOption(field, 'resourceVersionMatch is forbidden unless resourceVersion is provided')]
      : []),
    ...((query.get('continue') ?? '') === ''
      ? []
      : [forbiddenOption(field, 'resourceVersionMatch is forbidden when continue is provided')]),
    ...(VERSION_MATCHES.includes(match) ? [] : [unsupportedOption(field, match, [...VERSION_MATCHES, ''])]),
    ...(match === EXACT && version === '0'
      ? [forbiddenOption(field, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"')]
      : []),
  ];
}
