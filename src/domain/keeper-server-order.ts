import type { KeeperFinding, KeeperRule } from './keeper-rules.ts';

/** Rules of what is inside a provider, which are not reached while the provider is switched off. */
const RULES_OF_AWS: ReadonlySet<KeeperRule> = new Set([
  'aws-region-required',
  'aws-assume-role-required',
  'aws-role-arn-required',
  'aws-external-id-required',
]);

/**
 * The findings that Grafana's API would answer with, in its order: all of them, but that nothing is said of a provider
 * that is switched off. Some finding always remains.
 *
 * @param findings what `keeperFindings` gave, in their order.
 */
export function keeperServerFindings(findings: readonly KeeperFinding[]): KeeperFinding[] {
  const isOff = findings.some(({ rule }) => rule === 'aws-off');
  return findings.filter(({ rule }) => !(isOff && RULES_OF_AWS.has(rule)));
}
