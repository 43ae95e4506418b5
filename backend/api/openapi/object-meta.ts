import { DNS_1123_SUBDOMAIN } from '../../../src/domain/name.ts';
import { NAME_MAX } from '../../../src/domain/limits.ts';
import { SERVER_ANNOTATIONS } from '../../../src/domain/secure-value.ts';
import { LAST_APPLIED_ANNOTATION } from '../annotations.ts';
import { ref, text, textMap, type Schema, type Schemas } from './schema.ts';

const NOT_KEPT = 'Accepted from Kubernetes tools, and not kept.';

/** Metadata that clients of Kubernetes send and that no answer has. */
const FORGOTTEN: Schemas = {
  deletionGracePeriodSeconds: { type: 'integer', format: 'int64', description: NOT_KEPT, writeOnly: true },
  deletionTimestamp: text(NOT_KEPT, { format: 'date-time', nullable: true, writeOnly: true }),
  finalizers: { type: 'array', items: { type: 'string' }, description: NOT_KEPT, writeOnly: true },
  generation: { type: 'integer', format: 'int64', description: NOT_KEPT, writeOnly: true },
  managedFields: {
    type: 'array',
    items: { type: 'object' },
    description: NOT_KEPT,
    writeOnly: true,
  },
  selfLink: text(NOT_KEPT, { writeOnly: true }),
};

const OWNER_REFERENCE: Schema = {
  type: 'object',
  description: 'The object that this one belongs to.',
  properties: {
    apiVersion: text('The group and version of the owner, such as apps/v1.'),
    kind: text('The kind of the owner.'),
    name: text('The name of the owner.'),
    uid: text(NOT_KEPT, { writeOnly: true }),
    controller: { type: 'boolean', description: NOT_KEPT, writeOnly: true },
    blockOwnerDeletion: { type: 'boolean', description: NOT_KEPT, writeOnly: true },
  },
};

const OBJECT_META: Schema = {
  type: 'object',
  description: 'What every object has, whatever its kind.',
  properties: {
    annotations: textMap(
      'Texts of any length by their keys, kept as they are. A change replaces all of them. The server adds ' +
        `${Object.values(SERVER_ANNOTATIONS).join(', ')}, and takes none of these from anybody. ` +
        `${LAST_APPLIED_ANNOTATION} is never kept: it would hold the value.`
    ),
    creationTimestamp: text('When the object was made, to the second. Set by the server.', {
      format: 'date-time',
      nullable: true,
    }),
    generateName: text(
      'The beginning of a name, where there is no name: the server adds letters and digits to it. Without either, the ' +
        'server chooses the whole name.',
      { writeOnly: true }
    ),
    labels: textMap('Texts by which lists can be selected. A change replaces all of them.'),
    name: text(
      `The name of the object, unique in its namespace for its kind: lower-case letters, digits, hyphens and dots, at most ` +
        `${NAME_MAX} characters (a DNS subdomain, RFC 1123). It cannot be changed.`,
      { pattern: DNS_1123_SUBDOMAIN.source, minLength: 1, maxLength: NAME_MAX }
    ),
    namespace: text('The namespace of the object: the one of the path, where it is given.'),
    ownerReferences: {
      type: 'array',
      description: 'The object that this one belongs to, if any. A change replaces it.',
      items: ref('OwnerReference'),
      maxItems: 1,
      'x-kubernetes-list-type': 'atomic',
    },
    resourceVersion: text(
      'When the object was last changed, in seconds since 1970. Two changes within one second share it. Set by the server.'
    ),
    uid: text('Set by the server, and not stable: every change may give another one.'),
    ...FORGOTTEN,
  },
};

/** Lists and statuses have metadata, too, with nothing in it. */
const LIST_META: Schema = {
  type: 'object',
  description: 'Empty: lists have no pages and no version.',
  properties: {},
};

export const METADATA_SCHEMAS: Schemas = {
  ListMeta: LIST_META,
  ObjectMeta: OBJECT_META,
  OwnerReference: OWNER_REFERENCE,
};
