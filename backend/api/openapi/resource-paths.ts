import { VERSION_PATH, type ResourceKind } from '../../../src/domain/api-group.ts';
import type { FieldName } from '../../../src/domain/field-selector.ts';
import { answerOf, BODY_FAILURES, contentOf, failures, TABLE_TYPE } from './answers.ts';
import { groupVersionKind } from './object-schemas.ts';
import type { Answer, Content, Operation, Paths } from './operation.ts';
import {
  DELETE_PARAMETERS,
  FORCE,
  INCLUDE_OBJECT,
  listParameters,
  nameParameter,
  NAMESPACE,
  PRETTY,
  WRITE_PARAMETERS,
} from './parameters.ts';
import { ref } from './schema.ts';

/** The paths of a kind's collection and of its objects, with every verb that they have. */
export function resourcePaths(resource: ResourceKind, fields: readonly FieldName[]): Paths {
  const { kind, listKind, plural } = resource;
  const collection = `${VERSION_PATH}/namespaces/{namespace}/${plural}`;
  const aboutKind = { tags: [kind], 'x-kubernetes-group-version-kind': groupVersionKind(kind) } as const;
  const object = (description: string): Answer => answerOf(description, contentOf(ref(kind)));
  const body: Operation['requestBody'] = { required: true, content: contentOf(ref(kind)) };

  return {
    [collection]: {
      parameters: [NAMESPACE, PRETTY],
      get: {
        ...aboutKind,
        operationId: `list${kind}s`,
        description: `Lists every ${kind} that the caller may read, newest change first, all at once.`,
        parameters: [...listParameters(fields), INCLUDE_OBJECT],
        responses: { 200: answerOf('The list.', withTable(contentOf(ref(listKind)))), ...failures([405, 422]) },
        'x-kubernetes-action': 'list',
      },
      post: {
        ...aboutKind,
        operationId: `create${kind}`,
        description: `Makes a new ${kind}. Never changes one that is there.`,
        parameters: WRITE_PARAMETERS,
        requestBody: body,
        responses: { 201: object('It was made.'), ...failures([409, ...BODY_FAILURES]) },
        'x-kubernetes-action': 'post',
      },
    },
    [`${collection}/{name}`]: {
      parameters: [NAMESPACE, nameParameter(resource), PRETTY],
      get: {
        ...aboutKind,
        operationId: `read${kind}`,
        description: `Reads one ${kind}.`,
        parameters: [INCLUDE_OBJECT],
        responses: { 200: answerOf('The object.', withTable(contentOf(ref(kind)))), ...failures([422]) },
        'x-kubernetes-action': 'get',
      },
      put: {
        ...aboutKind,
        operationId: `replace${kind}`,
        description: `Replaces a ${kind}: what the body leaves out is cleared, but for a value. Never makes a new one.`,
        parameters: WRITE_PARAMETERS,
        requestBody: body,
        responses: { 200: object('It was replaced.'), ...failures([409, ...BODY_FAILURES]) },
        'x-kubernetes-action': 'put',
      },
      patch: {
        ...aboutKind,
        operationId: `patch${kind}`,
        description: `Changes parts of a ${kind} as it is read. A list is always replaced as a whole.`,
        parameters: [...WRITE_PARAMETERS, FORCE],
        requestBody: { required: true, content: PATCHES },
        responses: { 200: object('It was changed.'), ...failures([409, ...BODY_FAILURES]) },
        'x-kubernetes-action': 'patch',
      },
      delete: {
        ...aboutKind,
        operationId: `delete${kind}`,
        description: `Deletes a ${kind}, at once and for ever.`,
        parameters: DELETE_PARAMETERS,
        requestBody: { required: false, content: contentOf(ref('DeleteOptions')) },
        responses: {
          200: answerOf('It is gone.', contentOf(ref('Status'))),
          ...failures([409, ...BODY_FAILURES]),
        },
        'x-kubernetes-action': 'delete',
      },
    },
  };
}

/** What can be done with an object besides. */
export function activationPaths(resource: ResourceKind): Paths {
  const { kind, plural } = resource;
  return {
    [`${VERSION_PATH}/namespaces/{namespace}/${plural}/{name}/activate`]: {
      parameters: [NAMESPACE, nameParameter(resource), PRETTY],
      post: {
        tags: [kind],
        operationId: `activate${kind}`,
        description:
          `Makes new values of the namespace go to this ${kind}, or by the name system to the server itself. Values that ` +
          'are there stay where they are.',
        parameters: WRITE_PARAMETERS,
        requestBody: {
          required: false,
          content: contentOf({ type: 'object', description: 'Empty.' }),
        },
        responses: {
          200: answerOf('It is active.', contentOf({ anyOf: [ref(kind), ref('Status')] })),
          ...failures([409, ...BODY_FAILURES]),
        },
        'x-kubernetes-action': 'post',
        'x-kubernetes-group-version-kind': groupVersionKind(kind),
      },
    },
  };
}

/** The formats of a patch. */
export const PATCHES: Content = {
  'application/json-patch+json': { schema: ref('JSONPatch') },
  'application/merge-patch+json': { schema: ref('MergePatch') },
  'application/strategic-merge-patch+json': { schema: ref('MergePatch') },
};

function withTable(content: Content): Content {
  return { ...content, [TABLE_TYPE]: { schema: ref('Table') } };
}
