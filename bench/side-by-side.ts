/** One way to do a thing, to be timed beside others. */
export interface Contender {
  readonly name: string;
  /** Does the thing once. `round` and `index` make what it does it to unique. */
  readonly once: (round: number, index: number) => Promise<void> | void;
}

export interface Timing {
  readonly name: string;
  /** Per operation, the median of the rounds. In microseconds. */
  readonly medianMicros: number;
  readonly perSecond: number;
}

export interface RaceOptions {
  readonly rounds: number;
  /** Operations of each contender in a round. */
  readonly operations: number;
}

/**
 * Times contenders in turns, so that what else the machine does slows all of them alike: compare the ratios, not the
 * times. The first round warms up and does not count.
 */
export async function race(contenders: readonly Contender[], { rounds, operations }: RaceOptions): Promise<Timing[]> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, once } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      const start = performance.now();
      for (let index = 0; index < operations; index += 1) {
        await once(round, index);
      }
      if (round > 0) {
        times.get(name)?.push(((performance.now() - start) / operations) * 1000);
      }
    }
  }
  return contenders.map(({ name }) => {
    const medianMicros = median(times.get(name) ?? []);
    return { name, medianMicros, perSecond: 1_000_000 / medianMicros };
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
