import { KEEPERS, SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { ref, text, typeMeta, type Schema, type Schemas } from './schema.ts';

const META_VERSION = 'meta.k8s.io/v1';

const TABLE: Schema = {
  type: 'object',
  description: 'Objects as the rows of a table, for people to read.',
  required: ['columnDefinitions', 'rows'],
  properties: {
    ...typeMeta('Table', META_VERSION),
    metadata: ref('ListMeta'),
    columnDefinitions: { type: 'array', items: ref('TableColumnDefinition'), description: 'The columns, in order.' },
    rows: { type: 'array', items: ref('TableRow'), description: 'One row for every object.' },
  },
};

const COLUMN: Schema = {
  type: 'object',
  description: 'A column of a table.',
  required: ['name', 'type', 'format', 'description', 'priority'],
  properties: {
    name: text('Its heading.'),
    type: text('The OpenAPI type of its cells.'),
    format: text('The OpenAPI format of its cells; name for the one that holds the names.'),
    description: text('What it shows.'),
    priority: { type: 'integer', format: 'int32', description: '0 for what is always shown.' },
  },
};

const ROW: Schema = {
  type: 'object',
  description: 'A row of a table.',
  required: ['cells'],
  properties: {
    cells: {
      type: 'array',
      description: 'One cell for every column.',
      items: { type: 'string' },
    },
    object: {
      description: 'What the row is about, as far as includeObject asks for it.',
      anyOf: [ref('PartialObjectMetadata'), ref(SECURE_VALUES.kind), ref(KEEPERS.kind)],
    },
  },
};

const PARTIAL_OBJECT_METADATA: Schema = {
  type: 'object',
  description: 'The metadata of an object alone.',
  required: ['kind', 'apiVersion', 'metadata'],
  properties: { ...typeMeta('PartialObjectMetadata', META_VERSION), metadata: ref('ObjectMeta') },
};

export const TABLE_SCHEMAS: Schemas = {
  PartialObjectMetadata: PARTIAL_OBJECT_METADATA,
  Table: TABLE,
  TableColumnDefinition: COLUMN,
  TableRow: ROW,
};
