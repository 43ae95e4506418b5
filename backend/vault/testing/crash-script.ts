/** What `crash-writer.ts` does, step by step in each of its lanes, and what the store then holds: known to both sides. */
export type CrashStep =
  | { readonly kind: 'create' | 'update'; readonly name: string; readonly value: string }
  | { readonly kind: 'keep' | 'delete'; readonly name: string };

export interface CrashState {
  readonly version: number;
  readonly value: string;
}

/** Writers at once, each on secrets of its own. */
export const LANES = 4;
/** Secrets of a lane, visited in turns. */
const SECRETS = 10;
const STEPS_OF_A_VISIT = 4;

/**
 * Creates a secret, replaces its value, changes it and keeps the value, deletes every second one; then the next, and at
 * last the first again.
 */
export function crashStep(lane: number, index: number): CrashStep {
  const [visit, step] = [Math.floor(index / STEPS_OF_A_VISIT), index % STEPS_OF_A_VISIT];
  const secret = visit % SECRETS;
  const name = `secret-${lane}-${secret}`;
  const isDeleted = secret % 2 === 0;
  switch (step) {
    case 0:
      return { kind: isDeleted || visit < SECRETS ? 'create' : 'update', name, value: `first of ${name} in ${visit}` };
    case 1:
      return { kind: 'update', name, value: `second of ${name} in ${visit} `.repeat(200) };
    case 2:
      return { kind: 'keep', name };
    default:
      return isDeleted ? { kind: 'delete', name } : { kind: 'keep', name };
  }
}

/** What the store holds of a lane after its first `count` steps. */
export function stateAfter(lane: number, count: number): Map<string, CrashState> {
  const state = new Map<string, CrashState>();
  const versions = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    const step = crashStep(lane, index);
    if (step.kind === 'delete') {
      state.delete(step.name);
    } else {
      // Also of one that was deleted: the numbering goes on.
      const version = (versions.get(step.name) ?? 0) + 1;
      versions.set(step.name, version);
      state.set(step.name, { version, value: 'value' in step ? step.value : (state.get(step.name)?.value ?? '') });
    }
  }
  return state;
}
