import { NAME_MAX } from './limits.ts';

/**
 * The names that consumers ask for: the rule of Synthetic Monitoring's agent, which is a little wider than the one for
 * names of objects. `a..b` may be asked for, and is never there.
 */
const LOOKUP_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** Whether a consumer may ask for a secret of this name at all. */
export function isLookupName(text: string): boolean {
  return text.length <= NAME_MAX && LOOKUP_NAME.test(text);
}
