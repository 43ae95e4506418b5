import { KEEPERS } from '../../../src/domain/api-group.ts';
import type { KeeperDraft, StoredKeeper } from '../../vault/keeper.ts';
import type { ApiContext } from '../context.ts';
import { requireCurrent } from '../resource-version.ts';
import type { ApiWriteRequest, NewObject, Written } from '../resource.ts';
import { requireStorableMetadata } from '../storable-metadata.ts';
import { suitableBody } from '../suitable-body.ts';
import { decodeKeeper } from './decode.ts';
import { keeperObject } from './object.ts';
import { existing } from './read.ts';
import { withRefusals } from './register-refusal.ts';
import { draftOf, requireNotReserved, requireValid } from './rules.ts';

const KIND = { names: KEEPERS, decode: decodeKeeper, show: keeperObject };

/** Replaces all of a keeper but whether it is active. Never creates. Values that it keeps stay with it. */
export async function updateKeeper(
  context: ApiContext,
  request: ApiWriteRequest,
  name: string,
  newObject: NewObject
): Promise<Written> {
  const { vault, strict, now } = context;
  const { caller, namespace, options } = request;
  const suitableFor = suitableBody(KIND, request, name, newObject);
  requireNotReserved(name);
  let warnings: readonly string[] = [];
  const revise = (old: StoredKeeper): KeeperDraft => {
    const suitable = suitableFor(old);
    const { metadata } = suitable.body;
    const draft = draftOf(suitable.body, namespace, name);
    if (strict.has('resourceVersion')) {
      requireCurrent(KEEPERS, metadata.resourceVersion, old);
    }
    requireValid(draft, context);
    requireStorableMetadata(metadata);
    warnings = suitable.warnings;
    return draft;
  };
  if (options.dryRun) {
    const old = await existing(context, namespace, name);
    const updatedAt = Math.max(Math.floor(now() / 1000), old.updatedAt);
    return { object: keeperObject({ ...old, ...revise(old), updatedAt, updatedBy: caller.identity }), warnings };
  }
  const stored = await withRefusals(name, () => vault.keepers.change(namespace, name, revise, caller.identity));
  return { object: keeperObject(stored), warnings };
}
