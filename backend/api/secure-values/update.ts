import { randomUUID } from 'node:crypto';
import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import type { Revision, StoredSecureValue } from '../../vault/vault.ts';
import type { ApiContext } from '../context.ts';
import { requireCurrent } from '../resource-version.ts';
import type { ApiWriteRequest, NewObject, Written } from '../resource.ts';
import { suitableBody } from '../suitable-body.ts';
import { decodeSecureValue } from './decode.ts';
import { secureValueObject } from './object.ts';
import { existing } from './read.ts';
import { draftOf, requireStorable, requireValid } from './rules.ts';
import { withRefusals } from './vault-refusal.ts';

const KIND = { names: SECURE_VALUES, decode: decodeSecureValue, show: secureValueObject };

/**
 * Replaces all of a secure value but the value, which stays where the new object has none. Never creates. The version
 * rises also where nothing changes.
 */
export async function updateSecureValue(
  context: ApiContext,
  request: ApiWriteRequest,
  name: string,
  newObject: NewObject
): Promise<Written> {
  const { vault, strict, now } = context;
  const { caller, namespace, options } = request;
  const suitableFor = suitableBody(KIND, request, name, newObject);
  let warnings: readonly string[] = [];
  const revise = (old: StoredSecureValue): Revision => {
    const suitable = suitableFor(old);
    const { body } = suitable;
    const draft = draftOf(body, namespace, name);
    if (strict.has('resourceVersion')) {
      requireCurrent(SECURE_VALUES, body.metadata.resourceVersion, old);
    }
    requireValid(body, draft, old, strict);
    requireStorable(body, draft, old.keeper);
    warnings = suitable.warnings;
    return { draft, value: body.spec.value };
  };
  if (options.dryRun) {
    const old = await existing(vault, namespace, name);
    return { object: secureValueObject(preview({ ...old, ...revise(old).draft }, now(), caller.identity)), warnings };
  }
  const stored = await withRefusals(name, () => vault.change(namespace, name, revise, caller.identity));
  return { object: secureValueObject(stored), warnings };
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
