import { TOKENS_WRITE } from '../../src/domain/permissions.ts';
import type { Caller } from './caller.ts';

/** Whether a caller may make, list and revoke the decrypter tokens of their own namespace. */
export function mayManageTokens({ permissions }: Caller): boolean {
  return permissions.some(({ action, scope }) => action === TOKENS_WRITE && scope === 'all');
}
