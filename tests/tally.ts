/** How a part of the suite went. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: Tally = { ...NOTHING, passed: 1 };
export const ONE_FAILED: Tally = { ...NOTHING, failed: 1 };
export const ONE_SKIPPED: Tally = { ...NOTHING, skipped: 1 };

export function total(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    NOTHING
  );
}

/** The last line of `npm test`, in the form that continuous integration reads. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function count(report: unknown, key: string): number {
  const value = typeof report === 'object' && report !== null ? Reflect.get(report, key) : undefined;
  if (typeof value !== 'number') {
    throw new TypeError(`The report has no number "${key}"`);
  }
  return value;
}

/** Reads jest's `--json` report. A suite that could not even start counts as a failure of its own. */
export function jestTally(report: unknown): Tally {
  return {
    passed: count(report, 'numPassedTests'),
    failed: count(report, 'numFailedTests') + count(report, 'numRuntimeErrorTestSuites'),
    skipped: count(report, 'numPendingTests') + count(report, 'numTodoTests'),
  };
}

/** Reads the report of Playwright's JSON reporter. A flaky test is a defect, so it counts as failed. */
export function playwrightTally(report: unknown): Tally {
  const stats = typeof report === 'object' && report !== null ? Reflect.get(report, 'stats') : undefined;
  const errors: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, 'errors') : undefined;
  return {
    passed: count(stats, 'expected'),
    failed: count(stats, 'unexpected') + count(stats, 'flaky') + (Array.isArray(errors) ? errors.length : 0),
    skipped: count(stats, 'skipped'),
  };
}
