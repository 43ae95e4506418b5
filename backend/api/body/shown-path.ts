import type { JsonPath } from '../../http/json-reader.ts';

/** The shape of a field's name (Kubernetes, "API Conventions"), here without digits. */
const FIELD_NAME = /^[A-Za-z]{1,40}$/;
const HIDDEN = '*';

/**
 * A path of a body as a message may show it: `spec.keeper`, `metadata.ownerReferences[0].uid`. A key that does not look
 * like the name of a field shows as `*`: it may be a secret that somebody put in the wrong place.
 */
export function shownPath(path: JsonPath): string {
  return path.map(shownSegment).join('').replace(/^\./, '');
}

function shownSegment(segment: string | number): string {
  return typeof segment === 'number' ? `[${segment}]` : `.${FIELD_NAME.test(segment) ? segment : HIDDEN}`;
}
