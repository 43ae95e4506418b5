import { randomUUID } from 'node:crypto';
import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { conflict } from '../../../src/domain/status.ts';
import type { JsonDocument } from '../../http/json-reader.ts';
import { StatusError } from '../../http/status-error.ts';
import type { StoredSecureValue } from '../../vault/vault.ts';
import { fieldWarnings } from '../body/decode-object.ts';
import { requireSameName, requireSameNamespace } from '../body/metadata.ts';
import type { ApiContext } from '../context.ts';
import type { ApiWriteRequest, Written } from '../resource.ts';
import { decodeSecureValue } from './decode.ts';
import { resourceVersionOf, secureValueObject } from './object.ts';
import { existing, orNotFound } from './read.ts';
import { draftOf, requireStorable, requireValid } from './rules.ts';

/**
 * Replaces all of a secure value but the value, which stays where the body has none. Never creates. The version rises
 * also where nothing changes.
 */
export async function updateSecureValue(
  context: ApiContext,
  { caller, namespace, options }: ApiWriteRequest,
  name: string,
  document: JsonDocument
): Promise<Written> {
  const { body, strictProblems } = decodeSecureValue(document);
  const warnings = fieldWarnings(SECURE_VALUES, strictProblems, options.fieldValidation);
  requireSameNamespace(body.metadata, namespace);
  requireSameName(body.metadata, name);
  const draft = draftOf(body, namespace, name);
  const stored = await context.turns.take(`${namespace}/${name}`, async () => {
    const old = await existing(context.vault, namespace, name);
    if (context.strict.has('resourceVersion')) {
      requireCurrent(body.metadata.resourceVersion, old);
    }
    requireValid(body, draft, old, context.strict);
    requireStorable(body);
    return options.dryRun
      ? preview({ ...old, ...draft }, context.now(), caller.identity)
      : orNotFound(name, () => context.vault.update(draft, body.spec.value, caller.identity));
  });
  return { object: secureValueObject(stored), warnings };
}

/** An update without a resourceVersion takes whatever is there. @throws StatusError 409 */
function requireCurrent(resourceVersion: string, old: StoredSecureValue): void {
  if (resourceVersion !== '' && resourceVersion !== resourceVersionOf(old)) {
    throw new StatusError(conflict(SECURE_VALUES, old.name));
  }
}

function preview(changed: StoredSecureValue, nowMs: number, actor: string): StoredSecureValue {
  return {
    ...changed,
    uid: randomUUID(),
    version: changed.version + 1,
    updatedAt: Math.floor(nowMs / 1000),
    updatedBy: actor,
  };
}
