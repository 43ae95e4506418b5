import { closingLine, jestTally, playwrightTally, total } from './tally.ts';

describe('the closing line', () => {
  it('adds up every part', () => {
    const parts = [
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ];
    expect(closingLine(total(parts))).toBe('5 passed, 1 failed');
  });

  it('names skipped tests only where there are any', () => {
    expect(closingLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });
});

describe('reading reports', () => {
  it('counts a jest suite that could not start as a failure', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 1,
      numTodoTests: 1,
    };
    expect(jestTally(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('counts a flaky browser test and an error outside of tests as failures', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no server' }] };
    expect(playwrightTally(report)).toEqual({ passed: 3, failed: 3, skipped: 2 });
  });

  it.each([undefined, null, {}, { stats: {} }, 'text'])('refuses %p rather than count nothing', (report) => {
    expect(() => jestTally(report)).toThrow(TypeError);
    expect(() => playwrightTally(report)).toThrow(TypeError);
  });
});
