import type { Finding, SecureValueRule } from './finding.ts';

const NAME_RULES: ReadonlySet<SecureValueRule> = new Set(['name-too-long', 'name-invalid']);

const DECRYPTER_RULES: ReadonlySet<SecureValueRule> = new Set([
  'decrypters-too-many',
  'decrypter-empty',
  'decrypter-invalid',
  'decrypter-too-long',
  'decrypter-duplicate',
]);

/** Rules that are not reached once the name or the namespace is wrong. */
const RULES_AFTER_NAMES: ReadonlySet<SecureValueRule> = new Set(['value-too-long', 'ref-too-long', ...DECRYPTER_RULES]);

/** Rules of a whole object. An update reaches them only when its other rules hold, on the version it would store. */
const WHOLE_OBJECT_RULES: ReadonlySet<SecureValueRule> = new Set([
  'description-required',
  'description-too-long',
  'value-or-ref-required',
  'value-and-ref',
]);

/**
 * The findings that Grafana's API would answer with, in its order: a wrong name or namespace ends the check; more than
 * 64 decrypters hide what is wrong with each; wrong decrypters hide every other finding; a change is checked as a change
 * first, and as a whole object only then.
 *
 * Some finding always remains: what is refused here is refused there.
 *
 * @param findings what `createFindings` or `updateFindings` gave, in their order.
 */
export function serverFindings(findings: readonly Finding[], operation: 'create' | 'update'): Finding[] {
  if (operation === 'create') {
    return inServerOrder(findings);
  }
  const ofChange = findings.filter(({ rule }) => !WHOLE_OBJECT_RULES.has(rule));
  return ofChange.length > 0 ? inServerOrder(ofChange) : [...findings];
}

function inServerOrder(findings: readonly Finding[]): Finding[] {
  const reached = withoutUnreached(findings);
  const tooMany = reached.filter(({ rule }) => rule === 'decrypters-too-many');
  if (tooMany.length > 0) {
    return tooMany;
  }
  const ofDecrypters = reached.filter(({ rule }) => DECRYPTER_RULES.has(rule));
  return ofDecrypters.length > 0 ? ofDecrypters : reached;
}

function withoutUnreached(findings: readonly Finding[]): Finding[] {
  if (findings.some(({ rule }) => NAME_RULES.has(rule))) {
    return findings.filter(({ rule }) => rule !== 'namespace-invalid' && !RULES_AFTER_NAMES.has(rule));
  }
  if (findings.some(({ rule }) => rule === 'namespace-invalid')) {
    return findings.filter(({ rule }) => !RULES_AFTER_NAMES.has(rule));
  }
  return [...findings];
}
