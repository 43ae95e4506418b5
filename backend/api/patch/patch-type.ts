import type { FastifyRequest } from 'fastify';
import { unsupportedMediaType } from '../../../src/domain/status.ts';
import { mediaTypeOf } from '../../http/negotiation.ts';
import { queryOf } from '../../http/query.ts';
import { StatusError } from '../../http/status-error.ts';
import { OBJECT_FORMATS, type Formats } from '../pipeline.ts';
import { patchOptions } from '../query-options.ts';

export type PatchType = 'json' | 'merge' | 'strategic';

const PATCH_TYPES: ReadonlyMap<string | undefined, PatchType> = new Map([
  ['application/json-patch+json', 'json'],
  ['application/merge-patch+json', 'merge'],
  ['application/strategic-merge-patch+json', 'strategic'],
]);

/** Server-side apply needs to know who owns which field, and the group keeps no `managedFields`. */
const APPLY_PATCH = 'application/apply-patch+yaml';

/** What a PATCH is read and answered in. Without a `Content-Type` nobody can tell what it means. */
export const PATCH_FORMATS: Formats = {
  answers: OBJECT_FORMATS.answers,
  bodies: [...PATCH_TYPES.keys()].filter((type) => type !== undefined),
  assumesJson: false,
};

/**
 * Refuses server-side apply as Kubernetes refuses what it does not support, but only after its options.
 *
 * @throws StatusError 422 without a field manager, 415 with one
 */
export async function refuseApply({ headers, url }: FastifyRequest): Promise<void> {
  if (mediaTypeOf(headers['content-type']) === APPLY_PATCH) {
    patchOptions(queryOf(url), true);
    throw unsupported();
  }
}

/** @throws StatusError 415 */
export function patchTypeOf({ headers }: FastifyRequest): PatchType {
  const type = PATCH_TYPES.get(mediaTypeOf(headers['content-type']));
  if (type === undefined) {
    throw unsupported();
  }
  return type;
}

function unsupported(): StatusError {
  return new StatusError(unsupportedMediaType(PATCH_FORMATS.bodies));
}
