import { KEEPERS } from '../../../src/domain/api-group.ts';
import type { ApiContext } from '../context.ts';
import type { Resource, TableColumn } from '../resource.ts';
import { activateKeeper } from './activate.ts';
import { createKeeper } from './create.ts';
import { deleteKeeper } from './delete.ts';
import { keeperList, keeperObject } from './object.ts';
import { existing, listKeepers } from './read.ts';
import { updateKeeper } from './update.ts';

const COLUMNS: readonly TableColumn[] = [
  { name: 'Description', description: 'What the store is.', path: ['spec', 'description'] },
];

/** The kind `Keeper`, on a register. */
export function keepers(context: ApiContext): Resource {
  return {
    names: KEEPERS,
    columns: COLUMNS,
    isSecret: () => false,
    create: async (request, document) => createKeeper(context, request, document),
    get: async ({ namespace }, name) => keeperObject(await existing(context, namespace, name)),
    list: async (request) => keeperList(await listKeepers(context, request)),
    update: async (request, name, newObject) => updateKeeper(context, request, name, newObject),
    delete: async (request, name) => deleteKeeper(context, request, name),
    activate: async (request, name) => activateKeeper(context, request, name),
  };
}
