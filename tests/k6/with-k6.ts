import { findK6, K6_MISSING } from './k6.ts';

const found = findK6(process.env);
if (found === undefined) {
  process.stderr.write(K6_MISSING);
}

/** The k6 of the tests below {@link describeWithK6}. */
export const program = found ?? '';
/** Tests that are skipped, with a loud line, where there is no k6. */
export const describeWithK6 = found === undefined ? describe.skip : describe;
