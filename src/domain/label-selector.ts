import { parseInt64 } from './int64.ts';
import type { LabelSelectorResult, Requirement } from './label-requirement.ts';
import { parseRequirements } from './label-selector-parser.ts';

/**
 * Reads a label selector (Kubernetes, "Labels and Selectors"): terms joined by commas, all of which must hold: `k`,
 * `!k`, `k=v`, `k==v`, `k!=v`, `k in (a,b)`, `k notin (a,b)`, `k>1`, `k<1`. An empty selector holds always.
 *
 * @returns on failure a message for a 400 answer, which may repeat parts of the selector.
 */
export function parseLabelSelector(text: string): LabelSelectorResult {
  return parseRequirements(text);
}

/** Whether every term holds. `!=` and `notin` hold for objects without the label, too. */
export function matchesLabels(
  selector: readonly Requirement[],
  labels: Readonly<Record<string, string>> = {}
): boolean {
  return selector.every((requirement) =>
    holds(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined)
  );
}

/** Writes a selector that `parseLabelSelector` reads back as the same requirements. */
export function formatLabelSelector(requirements: readonly Requirement[]): string {
  return requirements.map(formatRequirement).join(',');
}

function holds(requirement: Requirement, label: string | undefined): boolean {
  switch (requirement.operator) {
    case 'exists':
      return label !== undefined;
    case 'not-exists':
      return label === undefined;
    case '=':
      return label === requirement.value;
    case '!=':
      return label !== requirement.value;
    case 'in':
      return label !== undefined && requirement.values.includes(label);
    case 'notin':
      return label === undefined || !requirement.values.includes(label);
    case '>':
      return compares(label, requirement.value, (left, right) => left > right);
    case '<':
      return compares(label, requirement.value, (left, right) => left < right);
  }
}

function compares(
  label: string | undefined,
  bound: string,
  comparison: (left: bigint, right: bigint) => boolean
): boolean {
  const left = label === undefined ? undefined : parseInt64(label);
  const right = parseInt64(bound);
  return left !== undefined && right !== undefined && comparison(left, right);
}

function formatRequirement(requirement: Requirement): string {
  const { key } = requirement;
  switch (requirement.operator) {
    case 'exists':
      return key;
    case 'not-exists':
      return `!${key}`;
    case 'in':
    case 'notin':
      return `${key} ${requirement.operator} (${requirement.values.join(',')})`;
    default:
      return `${key}${requirement.operator}${requirement.value}`;
  }
}
