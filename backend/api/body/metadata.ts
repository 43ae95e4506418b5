import type { OwnerReference } from '../../../src/domain/secure-value.ts';
import { nameMismatch, nameMissing, namespaceMismatch } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import type { FieldReader } from './field-reader.ts';

/** An object's metadata as a client sent it. Absent texts are empty. */
export interface MetadataBody {
  readonly name: string;
  readonly generateName: string;
  readonly namespace: string;
  readonly resourceVersion: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly ownerReferences: readonly OwnerReference[];
}

/** Metadata of Kubernetes' objects that the group does not keep. */
const FORGOTTEN = [
  'uid',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'selfLink',
  'finalizers',
  'managedFields',
];

export function decodeMetadata(metadata: FieldReader): MetadataBody {
  metadata.ignore(...FORGOTTEN);
  return {
    name: metadata.text('name'),
    generateName: metadata.text('generateName'),
    namespace: metadata.text('namespace'),
    resourceVersion: metadata.text('resourceVersion'),
    labels: metadata.textMap('labels'),
    annotations: metadata.textMap('annotations'),
    ownerReferences: metadata.objects('ownerReferences', 'OwnerReference').map(decodeOwnerReference),
  };
}

/** @throws StatusError 400 where the body is for another namespace than the path. */
export function requireSameNamespace(metadata: MetadataBody, namespace: string): void {
  if (metadata.namespace !== '' && metadata.namespace !== namespace) {
    throw new StatusError(namespaceMismatch());
  }
}

/** @throws StatusError 400 where the body of an update is for another name than the path, or for none. */
export function requireSameName(metadata: MetadataBody, name: string): void {
  if (metadata.name === '') {
    throw new StatusError(nameMissing(name));
  }
  if (metadata.name !== name) {
    throw new StatusError(nameMismatch(metadata.name, name));
  }
}

function decodeOwnerReference(reference: FieldReader): OwnerReference {
  reference.ignore('uid', 'controller', 'blockOwnerDeletion');
  return { apiVersion: reference.text('apiVersion'), kind: reference.text('kind'), name: reference.text('name') };
}
