import { SERVER_ANNOTATIONS } from '../../src/domain/secure-value.ts';
import type { StoredSecureValue } from '../vault/vault.ts';
import { rfc3339 } from './time.ts';

/** Where `kubectl apply` keeps a copy of what it sent, the value included: never stored. */
export const LAST_APPLIED_ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

const FOLDER_ANNOTATION = 'grafana.app/folder';

const NOT_KEPT: ReadonlySet<string> = new Set([LAST_APPLIED_ANNOTATION, ...Object.values(SERVER_ANNOTATIONS)]);

/** The annotations of a body that are the client's to set. */
export function keptAnnotations(sent: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...sent].filter(([key]) => !NOT_KEPT.has(key)));
}

/** The group's objects live in no folder: Grafana refuses the annotation that would put one there. */
export function isInFolder(sent: ReadonlyMap<string, string>): boolean {
  return (sent.get(FOLDER_ANNOTATION) ?? '') !== '';
}

/** What the annotations of an object are made of. */
type AnnotatedObject = Pick<StoredSecureValue, 'annotations' | 'createdBy' | 'updatedBy' | 'updatedAt'>;

/** All annotations of an object as it is read: the client's, and the server's three. */
export function shownAnnotations(stored: AnnotatedObject): Record<string, string> {
  return {
    ...stored.annotations,
    [SERVER_ANNOTATIONS.createdBy]: stored.createdBy,
    [SERVER_ANNOTATIONS.updatedBy]: stored.updatedBy,
    [SERVER_ANNOTATIONS.updatedTimestamp]: rfc3339(stored.updatedAt),
  };
}
