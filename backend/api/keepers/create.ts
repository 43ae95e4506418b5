import { randomUUID } from 'node:crypto';
import { KEEPERS } from '../../../src/domain/api-group.ts';
import { alreadyExists } from '../../../src/domain/status.ts';
import type { JsonDocument } from '../../http/json-reader.ts';
import { StatusError } from '../../http/status-error.ts';
import type { KeeperDraft, StoredKeeper } from '../../vault/keeper.ts';
import { fieldWarnings } from '../body/decode-object.ts';
import { requireSameNamespace } from '../body/metadata.ts';
import type { ApiContext } from '../context.ts';
import { generatedName } from '../generated-name.ts';
import type { ApiWriteRequest, Written } from '../resource.ts';
import { requireStorableMetadata } from '../storable-metadata.ts';
import { decodeKeeper } from './decode.ts';
import { keeperObject } from './object.ts';
import { withRefusals } from './register-refusal.ts';
import { draftOf, requireValid } from './rules.ts';

/** Stores a new keeper, which is not active, or only checks it in a dry run. */
export async function createKeeper(
  context: ApiContext,
  { caller, namespace, options }: ApiWriteRequest,
  document: JsonDocument
): Promise<Written> {
  const { body, strictProblems } = decodeKeeper(document);
  const warnings = fieldWarnings(KEEPERS, strictProblems, options.fieldValidation);
  requireSameNamespace(body.metadata, namespace);
  const { name, generateName } = body.metadata;
  const draft = draftOf(body, namespace, name === '' ? generatedName(KEEPERS, generateName) : name);
  requireValid(draft, context);
  requireStorableMetadata(body.metadata);
  const stored = options.dryRun
    ? await preview(context, draft, caller.identity)
    : await withRefusals(draft.name, () => context.vault.keepers.create(draft, caller.identity));
  return { object: keeperObject(stored), warnings };
}

async function preview({ vault, now }: ApiContext, draft: KeeperDraft, actor: string): Promise<StoredKeeper> {
  if ((await vault.keepers.get(draft.namespace, draft.name)) !== undefined) {
    throw new StatusError(alreadyExists(KEEPERS, draft.name));
  }
  const seconds = Math.floor(now() / 1000);
  return {
    ...draft,
    uid: randomUUID(),
    active: false,
    createdAt: seconds,
    createdBy: actor,
    updatedAt: seconds,
    updatedBy: actor,
  };
}
