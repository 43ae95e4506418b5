import type { ApiList, TableColumn } from '../resource.ts';
import type { IncludeObject } from '../list-options.ts';

/** Kubernetes' `meta.k8s.io/v1`, which has nothing of this group in it. */
const META_VERSION = 'meta.k8s.io/v1';

/** Objects of one kind, and how they are shown. */
export interface Tabled {
  readonly kind: string;
  readonly apiVersion: string;
  readonly columns: readonly TableColumn[];
  readonly includeObject: IncludeObject;
}

const NAME: TableColumn = {
  name: 'Name',
  description: 'The name of the object, unique in its namespace for its kind.',
  path: ['metadata', 'name'],
};

/** The answer to a client that asks for objects as the rows of a table, for people to read. */
export function tableOf({ items }: ApiList, { kind, apiVersion, columns, includeObject }: Tabled): object {
  const shown = [NAME, ...columns];
  return {
    kind: 'Table',
    apiVersion: META_VERSION,
    metadata: {},
    columnDefinitions: shown.map(columnDefinition),
    rows: (items ?? []).map((item) => ({
      cells: shown.map(({ path }) => cellOf(item, path)),
      // Rows stand alone: unlike the items of a list, their objects say what they are.
      ...(includeObject === 'None' ? {} : { object: rowObject({ kind, apiVersion, ...item }, includeObject) }),
    })),
  };
}

function columnDefinition({ name, description }: TableColumn): object {
  // The format tells clients which column has the names.
  return { name, type: 'string', format: name === NAME.name ? 'name' : '', description, priority: 0 };
}

function rowObject(object: object, included: 'Metadata' | 'Object'): object {
  return included === 'Object'
    ? object
    : { kind: 'PartialObjectMetadata', apiVersion: META_VERSION, metadata: memberOf(object, 'metadata') };
}

function cellOf(object: object, path: readonly string[]): string {
  const found = path.reduce<unknown>((value, key) => memberOf(value, key), object);
  return typeof found === 'string' ? found : '';
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(key) : undefined;
}
