import { type ResourceKind } from '../../../src/domain/api-group.ts';
import type { FieldName } from '../../../src/domain/field-selector.ts';
import { NAME_MAX } from '../../../src/domain/limits.ts';
import { INCLUDE_OBJECTS, VERSION_MATCHES } from '../list-options.ts';
import { DRY_RUN_ALL, FIELD_MANAGER_MAX, FIELD_VALIDATIONS } from '../query-options.ts';
import type { Parameter } from './operation.ts';
import type { Schema } from './schema.ts';

const NO_EFFECT = 'Accepted from Kubernetes tools, and without effect.';
const TEXT: Schema = { type: 'string' };
const NUMBER: Schema = { type: 'integer', format: 'int64' };

export const NAMESPACE: Parameter = {
  name: 'namespace',
  in: 'path',
  required: true,
  description: 'The namespace of an organisation of Grafana: default for the first, org-N for every other.',
  schema: { ...TEXT, minLength: 1, example: 'default' },
};

export function nameParameter({ kind }: ResourceKind): Parameter {
  return {
    name: 'name',
    in: 'path',
    required: true,
    description: `The name of the ${kind}.`,
    schema: { ...TEXT, minLength: 1, maxLength: NAME_MAX },
  };
}

export const PRETTY = query('pretty', 'Whether the answer is to be indented, for people to read.', TEXT);

/** What every write takes. */
export const WRITE_PARAMETERS: readonly Parameter[] = [
  query('dryRun', `${DRY_RUN_ALL}: check everything, answer as if it were done, and store nothing.`, {
    ...TEXT,
    enum: [DRY_RUN_ALL],
  }),
  query('fieldManager', `${NO_EFFECT} At most ${FIELD_MANAGER_MAX} bytes that can be printed.`, {
    ...TEXT,
    maxLength: FIELD_MANAGER_MAX,
  }),
  query(
    'fieldValidation',
    'What to do about unknown and repeated fields: Ignore them, Warn about them in headers (the default), or, Strict, refuse.',
    { ...TEXT, enum: FIELD_VALIDATIONS }
  ),
];

export const FORCE = query('force', 'Refused with 422: it is for server-side apply, which there is not.', {
  type: 'boolean',
});

export const DELETE_PARAMETERS: readonly Parameter[] = [
  query('dryRun', `${DRY_RUN_ALL}: check everything, and delete nothing.`, { ...TEXT, enum: [DRY_RUN_ALL] }),
  query('gracePeriodSeconds', NO_EFFECT, NUMBER),
  query('orphanDependents', NO_EFFECT, { type: 'boolean' }),
  query('propagationPolicy', NO_EFFECT, TEXT),
];

export function listParameters(fields: readonly FieldName[]): readonly Parameter[] {
  return [
    query('labelSelector', 'Only objects whose labels fit, in the grammar of Kubernetes.', {
      ...TEXT,
      example: 'team=payments',
    }),
    query(
      'fieldSelector',
      `Only objects whose fields fit, with =, == or != and commas between terms. The fields: ${fields.join(', ')}.`,
      { ...TEXT, example: 'metadata.name=billing-token' }
    ),
    query('limit', `${NO_EFFECT} The list is always whole.`, { ...NUMBER, minimum: 0 }),
    query('continue', NO_EFFECT, TEXT),
    query('resourceVersion', NO_EFFECT, TEXT),
    query('resourceVersionMatch', `${NO_EFFECT} Only beside resourceVersion.`, { ...TEXT, enum: VERSION_MATCHES }),
    query('timeoutSeconds', NO_EFFECT, NUMBER),
    query('watch', 'Refused with 405 where it is true: changes cannot be watched.', { type: 'boolean' }),
  ];
}

/** How much of each object the rows of a table carry. */
export const INCLUDE_OBJECT = query('includeObject', 'For a table: what its rows carry of each object.', {
  ...TEXT,
  enum: INCLUDE_OBJECTS,
});

function query(name: string, description: string, schema: Schema): Parameter {
  return { name, in: 'query', description, schema };
}
