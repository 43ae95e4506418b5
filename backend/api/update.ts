import { randomUUID } from 'node:crypto';
import { SECURE_VALUES } from '../../src/domain/api-group.ts';
import { conflict } from '../../src/domain/status.ts';
import { StatusError } from '../http/status-error.ts';
import type { StoredSecureValue } from '../vault/vault.ts';
import { withSecureValueBody } from './body-secrets.ts';
import type { ApiContext, ApiWriteRequest } from './context.ts';
import { resourceVersionOf } from './object.ts';
import { writeOptions } from './query-options.ts';
import { existing, orNotFound } from './read.ts';
import {
  draftOf,
  fieldWarnings,
  requireSameName,
  requireSameNamespace,
  requireStorable,
  requireValid,
} from './write-checks.ts';
import type { Written } from './written.ts';

/**
 * PUT on an object: replaces all of it but the value, which stays where the body has none. Never creates. The version
 * rises also where nothing changes.
 */
export async function updateSecureValue(context: ApiContext, request: ApiWriteRequest, name: string): Promise<Written> {
  const options = writeOptions(request.query, 'UpdateOptions');
  const { namespace, caller } = request;
  return withSecureValueBody(request.bytes, async (decoded) => {
    const { body } = decoded;
    const warnings = fieldWarnings(decoded, options.fieldValidation);
    requireSameNamespace(body, namespace);
    requireSameName(body, name);
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
    return { stored, warnings };
  });
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
