import { SECURE_VALUES, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import type { Finding } from '../../../src/domain/finding.ts';
import { labelFindings } from '../../../src/domain/labels.ts';
import { DESCRIPTION_DOCUMENTED_MAX, DESCRIPTION_MAX } from '../../../src/domain/limits.ts';
import { createFindings, updateFindings, type RuleOptions } from '../../../src/domain/secure-value-rules.ts';
import { serverFindings } from '../../../src/domain/server-order.ts';
import { internal, invalid } from '../../../src/domain/status.ts';
import type { StrictRule } from '../../setting-table.ts';
import { StatusError } from '../../http/status-error.ts';
import type { SecureValueDraft, StoredSecureValue } from '../../vault/vault.ts';
import { keptAnnotations } from '../annotations.ts';
import { requireStorableMetadata } from '../storable-metadata.ts';
import type { SecureValueBody } from './decode.ts';

/** What Grafana answers where a reference has nowhere to go. */
const REFERENCE_PROBLEM =
  'tried to create secure value using reference with system keeper, references can only be used with 3rd party keepers';

/** What would be stored. */
export function draftOf({ metadata, spec }: SecureValueBody, namespace: string, name: string): SecureValueDraft {
  return {
    namespace,
    name,
    description: spec.description,
    ref: spec.ref === undefined || spec.ref === '' ? null : spec.ref,
    decrypters: spec.decrypters,
    labels: Object.fromEntries(metadata.labels),
    annotations: keptAnnotations(metadata.annotations),
    ownerReferences: metadata.ownerReferences,
  };
}

/**
 * @param old what an update changes; undefined for a create.
 * @throws StatusError 422 with every rule that Grafana would name.
 */
export function requireValid(
  body: SecureValueBody,
  draft: SecureValueDraft,
  old: StoredSecureValue | undefined,
  strict: ReadonlySet<StrictRule>
): void {
  const candidate = { ...draft, value: body.spec.value, ref: body.spec.ref };
  const options: RuleOptions = {
    descriptionMax: strict.has('description') ? DESCRIPTION_DOCUMENTED_MAX : DESCRIPTION_MAX,
  };
  const findings: Finding[] =
    old === undefined
      ? serverFindings(createFindings(candidate, options), 'create')
      : serverFindings(updateFindings(old, candidate, options), 'update');
  if (strict.has('labels')) {
    findings.push(...labelFindings([...body.metadata.labels].map(([key, value]) => ({ key, value }))));
  }
  if (findings.length > 0) {
    throw new StatusError(invalid(SECURE_VALUES, draft.name, findings));
  }
}

/**
 * @param keeper what is to keep the secure value.
 * @throws StatusError 500 for what Grafana's storage refuses by an error without a type.
 */
export function requireStorable({ metadata }: SecureValueBody, { ref }: SecureValueDraft, keeper: string): void {
  requireStorableMetadata(metadata);
  if (ref !== null && keeper === SYSTEM_KEEPER) {
    throw new StatusError(internal(REFERENCE_PROBLEM));
  }
}
