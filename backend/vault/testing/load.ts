/** What a `load-writer.ts` says, line by line. */
export type LoadLine =
  | { readonly kind: 'started' }
  | { readonly kind: 'counted'; readonly name: string; readonly version: number; readonly count: number }
  | { readonly kind: 'created'; readonly name: string; readonly version: number }
  | { readonly kind: 'deleted' | 'read'; readonly name: string }
  | { readonly kind: 'failed'; readonly code: string };

/** Secrets that are counted up and never deleted; few, so that writers meet. */
export const COUNTED = 3;
/** Secrets that are created and deleted. */
export const CHURNED = 4;

export const countedName = (index: number): string => `counted-${index}`;
export const churnedName = (index: number): string => `churned-${index}`;

/** The value that the last odd count up to this one has written. */
export function valueOf(name: string, count: number): string {
  return `${name} ${count % 2 === 0 ? count - 1 : count}`;
}

/** Whole numbers below a bound, the same ones for the same seed (mulberry32, public domain). */
export function drawn(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
