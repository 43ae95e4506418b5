import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import type { ApiContext } from '../context.ts';
import type { Resource } from '../resource.ts';
import { createSecureValue } from './create.ts';
import { isSecret } from './decode.ts';
import { deleteSecureValue } from './delete.ts';
import { secureValueList, secureValueObject } from './object.ts';
import { existing, listSecureValues } from './read.ts';
import { updateSecureValue } from './update.ts';

/** The kind `SecureValue`, on a vault. */
export function secureValues(context: ApiContext): Resource {
  return {
    names: SECURE_VALUES,
    isSecret,
    create: async (request, document) => createSecureValue(context, request, document),
    get: async ({ namespace }, name) => secureValueObject(await existing(context.vault, namespace, name)),
    list: async (request) => secureValueList(await listSecureValues(context, request)),
    update: async (request, name, document) => updateSecureValue(context, request, name, document),
    delete: async (request, name) => deleteSecureValue(context, request, name),
  };
}
