import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import type { ApiContext } from '../context.ts';
import type { Resource, TableColumn } from '../resource.ts';
import { createSecureValue } from './create.ts';
import { isSecret } from './decode.ts';
import { deleteSecureValue } from './delete.ts';
import { secureValueList, secureValueObject } from './object.ts';
import { existing, listSecureValues } from './read.ts';
import { updateSecureValue } from './update.ts';

const COLUMNS: readonly TableColumn[] = [
  { name: 'Description', description: 'What the secret is for.', path: ['spec', 'description'] },
  { name: 'Keeper', description: 'What keeps the value.', path: ['status', 'keeper'] },
  { name: 'Ref', description: 'The secret in the store of its keeper, if it refers to one.', path: ['spec', 'ref'] },
];

/** The kind `SecureValue`, on a vault. */
export function secureValues(context: ApiContext): Resource {
  return {
    names: SECURE_VALUES,
    columns: COLUMNS,
    isSecret,
    create: async (request, document) => createSecureValue(context, request, document),
    get: async ({ namespace }, name) => secureValueObject(await existing(context.vault, namespace, name)),
    list: async (request) => secureValueList(await listSecureValues(context, request)),
    update: async (request, name, newObject) => updateSecureValue(context, request, name, newObject),
    delete: async (request, name) => deleteSecureValue(context, request, name),
  };
}
