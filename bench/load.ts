import { Connection } from './connection.ts';

export interface Load {
  readonly port: number;
  /** Sent in turn, over all connections. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly milliseconds: number;
  readonly localAddress?: string;
}

export interface Served {
  readonly perSecond: number;
  readonly medianMillis: number;
  readonly p99Millis: number;
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
}

/** A figure of what was served. */
export type Figure = 'perSecond' | 'medianMillis' | 'p99Millis';

/**
 * How many times the figure of the other a figure is: the median of the ratios of rounds that ran side by side, for a
 * machine that slows down slows both of a round.
 */
export function pairedRatio(one: readonly Served[], other: readonly Served[], figure: Figure): number {
  return medianOf(one.map((served, round) => served[figure] / (other[round]?.[figure] ?? NaN)));
}

/** Sends the next request over a connection as soon as the last one is answered, for as long as it is told. */
export async function underLoad({ port, requests, connections, milliseconds, localAddress }: Load): Promise<Served> {
  const all = await Promise.all(Array.from({ length: connections }, () => Connection.open(port, localAddress)));
  const times: number[] = [];
  const statuses = new Map<number, number>();
  const start = performance.now();
  let next = 0;
  const keepAsking = async (connection: Connection): Promise<void> => {
    for (let sent = performance.now(); sent < start + milliseconds;) {
      const request = requests[next++ % requests.length] ?? Buffer.alloc(0);
      const status = await connection.send(request);
      const answered = performance.now();
      times.push(answered - sent);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      sent = answered;
    }
  };
  try {
    await Promise.all(all.map(keepAsking));
  } finally {
    all.forEach((connection) => connection.close());
  }
  const sorted = Float64Array.from(times).sort();
  const seconds = (performance.now() - start) / 1000;
  return {
    perSecond: times.length / seconds,
    medianMillis: quantile(sorted, 0.5),
    p99Millis: quantile(sorted, 0.99),
    statuses,
  };
}

/** @param sorted ascending. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function medianOf(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
