import { randomUUID } from 'node:crypto';
import { SECURE_VALUES, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import { alreadyExists } from '../../../src/domain/status.ts';
import type { JsonDocument } from '../../http/json-reader.ts';
import { StatusError } from '../../http/status-error.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import type { Content, SecureValueDraft, StoredSecureValue } from '../../vault/vault.ts';
import { fieldWarnings } from '../body/decode-object.ts';
import { requireSameNamespace } from '../body/metadata.ts';
import type { ApiContext } from '../context.ts';
import { generatedName } from '../generated-name.ts';
import type { ApiWriteRequest, Written } from '../resource.ts';
import { decodeSecureValue } from './decode.ts';
import { secureValueObject } from './object.ts';
import { draftOf, requireStorable, requireValid } from './rules.ts';
import { withRefusals } from './vault-refusal.ts';

const FIRST_VERSION = 1;

/** Stores a new secure value, or only checks it in a dry run. */
export async function createSecureValue(
  context: ApiContext,
  { caller, namespace, options }: ApiWriteRequest,
  document: JsonDocument
): Promise<Written> {
  const { body, strictProblems } = decodeSecureValue(document);
  const warnings = fieldWarnings(SECURE_VALUES, strictProblems, options.fieldValidation);
  requireSameNamespace(body.metadata, namespace);
  const { name, generateName } = body.metadata;
  const draft = draftOf(body, namespace, name === '' ? generatedName(SECURE_VALUES, generateName) : name);
  requireValid(body, draft, undefined, context.strict);
  const keeper = (await context.vault.keeperForNew(draft))?.name ?? SYSTEM_KEEPER;
  requireStorable(body, draft, keeper);
  const content = contentOf(body.spec.value, draft, keeper);
  const stored = options.dryRun
    ? await preview(context, draft, keeper, caller.identity)
    : await withRefusals(draft.name, () => context.vault.create(draft, content, caller.identity));
  return { object: secureValueObject(stored), warnings };
}

/** A valid secure value has either: a value, or a reference to what its keeper has. */
function contentOf(value: SecretValue | undefined, { ref }: SecureValueDraft, keeper: string): Content {
  return value === undefined || ref !== null ? { keeper, externalId: '' } : value;
}

async function preview(
  { vault, now }: ApiContext,
  draft: SecureValueDraft,
  keeper: string,
  actor: string
): Promise<StoredSecureValue> {
  if ((await vault.get(draft.namespace, draft.name)) !== undefined) {
    throw new StatusError(alreadyExists(SECURE_VALUES, draft.name));
  }
  const seconds = Math.floor(now() / 1000);
  return {
    ...draft,
    uid: randomUUID(),
    version: FIRST_VERSION,
    keeper,
    externalId: '',
    createdAt: seconds,
    createdBy: actor,
    updatedAt: seconds,
    updatedBy: actor,
  };
}
