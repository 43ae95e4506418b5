import { randomInt } from 'node:crypto';
import { Connection, lookupRequest } from './connection.ts';
import { medianOf } from './load.ts';

/** Characters of the secret part of a token. */
const SECRET_LENGTH = 43;
const WARM_UP = 500;

/** Whether the time of an answer tells how much of a wrong token is right. */
export interface TokenTiming {
  readonly count: number;
  /**
   * Spearman's rank correlation of the number of right characters with the time of the answer: near 0 where there is no
   * order. A single slow answer counts no more than any other.
   */
  readonly correlation: number;
  /** The correlation in standard deviations of what chance makes of it: within 4 nearly always. */
  readonly deviations: number;
  /** Medians of the answers to the quarter of tokens with the fewest right characters, and with the most. */
  readonly fewestRightMillis: number;
  readonly mostRightMillis: number;
}

/** Asks by tokens that begin as a right one does, one after the other: 0 to 42 characters, in no order. */
export async function timeWrongTokens(port: number, token: string, count: number): Promise<TokenTiming> {
  const connection = await Connection.open(port);
  try {
    const right: number[] = [];
    const millis: number[] = [];
    for (let index = 0; index < WARM_UP + count; index += 1) {
      const shared = randomInt(SECRET_LENGTH);
      const request = lookupRequest('stored-0', wrongFrom(token, shared));
      const start = performance.now();
      const status = await connection.send(request);
      const elapsed = performance.now() - start;
      if (status !== 401) {
        throw new Error(`a wrong token was answered ${status}`);
      }
      if (index >= WARM_UP) {
        right.push(shared);
        millis.push(elapsed);
      }
    }
    const correlation = pearson(ranks(right), ranks(millis));
    const between = (from: number, to: number): number =>
      medianOf(millis.filter((_, index) => (right[index] ?? -1) >= from && (right[index] ?? to) < to));
    return {
      count,
      correlation,
      deviations: correlation * Math.sqrt(count - 1),
      fewestRightMillis: between(0, 11),
      mostRightMillis: between(32, SECRET_LENGTH),
    };
  } finally {
    connection.close();
  }
}

/** The first character that differs is wrong, and all after it. */
function wrongFrom(token: string, shared: number): string {
  const start = token.length - SECRET_LENGTH + shared;
  const rest = [...token.slice(start)].map((character) => (character === 'A' ? 'B' : 'A')).join('');
  return token.slice(0, start) + rest;
}

/** Equal ones have the mean of their ranks. */
function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const result = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) {
      to += 1;
    }
    for (let index = from; index < to; index += 1) {
      result[order[index] ?? 0] = (from + to - 1) / 2;
    }
    from = to;
  }
  return result;
}

function pearson(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, index) => {
    const [fromA, fromB] = [value - meanA, (b[index] ?? 0) - meanB];
    products += fromA * fromB;
    squaresA += fromA ** 2;
    squaresB += fromB ** 2;
  });
  return products / Math.sqrt(squaresA * squaresB);
}
