import { API_VERSION } from '../../../src/domain/api-group.ts';
import { text, type Schema, type Schemas } from './schema.ts';

const NO_EFFECT = 'Accepted from Kubernetes tools, and without effect.';

const DELETE_OPTIONS: Schema = {
  type: 'object',
  description: 'How to delete.',
  properties: {
    apiVersion: text('v1, or the version of this group.', { enum: ['v1', 'meta.k8s.io/v1', API_VERSION] }),
    kind: text('DeleteOptions where it is given.', { enum: ['DeleteOptions'] }),
    dryRun: {
      type: 'array',
      items: { type: 'string', enum: ['All'] },
      description: 'All: check everything, and delete nothing.',
    },
    gracePeriodSeconds: { type: 'integer', format: 'int64', description: NO_EFFECT },
    orphanDependents: { type: 'boolean', description: NO_EFFECT },
    preconditions: { type: 'object', description: NO_EFFECT },
    propagationPolicy: text(NO_EFFECT),
  },
};

/** RFC 6902. */
const JSON_PATCH: Schema = {
  type: 'array',
  description: 'Changes to the object as it is read, one after the other (JSON Patch, RFC 6902).',
  items: {
    type: 'object',
    required: ['op', 'path'],
    properties: {
      op: { type: 'string', enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] },
      path: { type: 'string' },
      from: { type: 'string' },
      value: { description: 'Any JSON.' },
    },
  },
};

/** RFC 7386, and Kubernetes' own way to merge, which is the same here: no list of the group is merged by its items. */
const MERGE_PATCH: Schema = {
  type: 'object',
  description: 'What to change of the object as it is read, null for what is to go (JSON Merge Patch, RFC 7386).',
};

export const REQUEST_SCHEMAS: Schemas = {
  DeleteOptions: DELETE_OPTIONS,
  JSONPatch: JSON_PATCH,
  MergePatch: MERGE_PATCH,
};
