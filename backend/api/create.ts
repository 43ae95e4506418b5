import { randomUUID } from 'node:crypto';
import { SECURE_VALUES, SYSTEM_KEEPER } from '../../src/domain/api-group.ts';
import { alreadyExists } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import type { SecretValue } from '../vault/secret-value.ts';
import { VaultError, type SecureValueDraft, type StoredSecureValue } from '../vault/vault.ts';
import { withSecureValueBody } from './body-secrets.ts';
import type { ApiContext, ApiWriteRequest } from './context.ts';
import { generatedName } from './generated-name.ts';
import { writeOptions } from './query-options.ts';
import { draftOf, fieldWarnings, requireSameNamespace, requireStorable, requireValid } from './write-checks.ts';
import type { Written } from './written.ts';

const FIRST_VERSION = 1;

/** POST on the collection: stores a new secure value, or only checks it in a dry run. */
export async function createSecureValue(context: ApiContext, request: ApiWriteRequest): Promise<Written> {
  const options = writeOptions(request.query, 'CreateOptions');
  return withSecureValueBody(request.bytes, async (decoded) => {
    const { body } = decoded;
    const warnings = fieldWarnings(decoded, options.fieldValidation);
    requireSameNamespace(body, request.namespace);
    const { name, generateName } = body.metadata;
    const draft = draftOf(body, request.namespace, name === '' ? generatedName(generateName) : name);
    requireValid(body, draft, undefined, context.strict);
    requireStorable(body);
    const { value } = body.spec;
    if (value === undefined) {
      throw new Error('A valid secure value without a reference has a value');
    }
    const { identity } = request.caller;
    const stored = options.dryRun
      ? await preview(context, draft, identity)
      : await store(context, draft, value, identity);
    return { stored, warnings };
  });
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
