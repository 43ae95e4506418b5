/** What `crash-writer.ts` does, step by step, and what the store then holds: known to both sides. */
export type CrashStep =
  | { readonly kind: 'create' | 'update'; readonly name: string; readonly value: string }
  | { readonly kind: 'keep' | 'delete'; readonly name: string };

export interface CrashState {
  readonly version: number;
  readonly value: string;
}

/** Creates a secret, replaces its value, changes it and keeps the value, deletes every second one; then the next. */
export function crashStep(index: number): CrashStep {
  const [secret, step] = [Math.floor(index / 4), index % 4];
  const name = `secret-${secret}`;
  switch (step) {
    case 0:
      return { kind: 'create', name, value: `first of ${name}` };
    case 1:
      return { kind: 'update', name, value: `second of ${name} `.repeat(200) };
    case 2:
      return { kind: 'keep', name };
    default:
      return secret % 2 === 0 ? { kind: 'delete', name } : { kind: 'keep', name };
  }
}

/** What the store holds after the first `count` steps. */
export function stateAfter(count: number): Map<string, CrashState> {
  const state = new Map<string, CrashState>();
  for (let index = 0; index < count; index += 1) {
    const step = crashStep(index);
    const before = state.get(step.name) ?? { version: 0, value: '' };
    if (step.kind === 'delete') {
      state.delete(step.name);
    } else {
      state.set(step.name, { version: before.version + 1, value: 'value' in step ? step.value : before.value });
    }
  }
  return state;
}
