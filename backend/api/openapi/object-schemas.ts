import { API_VERSION, GROUP, VERSION, type ResourceKind } from '../../../src/domain/api-group.ts';
import { describedRef, ref, typeMeta, type GroupVersionKind, type Schemas } from './schema.ts';

interface ObjectParts {
  readonly description: string;
  /** The names of the schemas of its parts. */
  readonly spec: string;
  readonly status: string;
}

export function groupVersionKind(kind: string): GroupVersionKind {
  return { group: GROUP, version: VERSION, kind };
}

/** The schemas of a kind and of its list. */
export function objectSchemas({ kind, listKind }: ResourceKind, { description, spec, status }: ObjectParts): Schemas {
  return {
    [kind]: {
      type: 'object',
      description,
      required: ['spec'],
      properties: {
        ...typeMeta(kind, API_VERSION),
        metadata: describedRef('ObjectMeta', 'The name of the object, and what else every object has.'),
        spec: describedRef(spec, 'What a client decides.'),
        status: describedRef(status, 'What the server knows.', { readOnly: true }),
      },
      'x-kubernetes-group-version-kind': [groupVersionKind(kind)],
    },
    [listKind]: {
      type: 'object',
      description: `Every ${kind} of a namespace that the caller may read and the selectors let through, newest change first.`,
      required: ['items'],
      properties: {
        ...typeMeta(listKind, API_VERSION),
        metadata: ref('ListMeta'),
        items: { type: 'array', description: 'Without kind and apiVersion.', items: ref(kind) },
      },
      'x-kubernetes-group-version-kind': [groupVersionKind(listKind)],
    },
  };
}
