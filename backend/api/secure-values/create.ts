import { randomUUID } from 'node:crypto';
import { SECURE_VALUES, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import { alreadyExists } from '../../../src/domain/status.ts';
import type { JsonDocument } from '../../http/json-reader.ts';
import { StatusError } from '../../http/status-error.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { VaultError, type SecureValueDraft, type StoredSecureValue } from '../../vault/vault.ts';
import { fieldWarnings } from '../body/decode-object.ts';
import { requireSameNamespace } from '../body/metadata.ts';
import type { ApiContext } from '../context.ts';
import { generatedName } from '../generated-name.ts';
import type { ApiWriteRequest, Written } from '../resource.ts';
import { decodeSecureValue } from './decode.ts';
import { secureValueObject } from './object.ts';
import { draftOf, requireStorable, requireValid } from './rules.ts';

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
  const draft = draftOf(body, namespace, name === '' ? generatedName(generateName) : name);
  requireValid(body, draft, undefined, context.strict);
  requireStorable(body);
  const { value } = body.spec;
  if (value === undefined) {
    throw new Error('A valid secure value without a reference has a value');
  }
  const stored = options.dryRun
    ? await preview(context, draft, caller.identity)
    : await store(context, draft, value, caller.identity);
  return { object: secureValueObject(stored), warnings };
}

async function store(
  { vault }: ApiContext,
  draft: SecureValueDraft,
  value: SecretValue,
  actor: string
): Promise<StoredSecureValue> {
  try {
    return await vault.create(draft, value, actor);
  } catch (error) {
    throw error instanceof VaultError && error.code === 'already-exists' ? taken(draft.name) : error;
  }
}

async function preview({ vault, now }: ApiContext, draft: SecureValueDraft, actor: string): Promise<StoredSecureValue> {
  if ((await vault.get(draft.namespace, draft.name)) !== undefined) {
    throw taken(draft.name);
  }
  const seconds = Math.floor(now() / 1000);
  return {
    ...draft,
    uid: randomUUID(),
    version: FIRST_VERSION,
    keeper: SYSTEM_KEEPER,
    externalId: '',
    createdAt: seconds,
    createdBy: actor,
    updatedAt: seconds,
    updatedBy: actor,
  };
}

function taken(name: string): StatusError {
  return new StatusError(alreadyExists(SECURE_VALUES, name));
}
