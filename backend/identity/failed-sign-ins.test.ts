import { FailedSignIns, FAILURES_MAX, FAILURES_WINDOW_MS } from './failed-sign-ins.ts';

describe('FailedSignIns', () => {
  it('makes an address wait that failed too often, until its window is over, and no other', () => {
    let now = 1000;
    const failures = new FailedSignIns(() => now);
    for (let count = 0; count < FAILURES_MAX; count += 1) {
      expect(failures.waitSeconds('192.0.2.1')).toBe(0);
      failures.record('192.0.2.1');
    }
    expect(failures.waitSeconds('192.0.2.1')).toBe(60);
    expect(failures.waitSeconds('192.0.2.2')).toBe(0);
    now += FAILURES_WINDOW_MS - 1;
    expect(failures.waitSeconds('192.0.2.1')).toBe(1);
    now += 1;
    expect(failures.waitSeconds('192.0.2.1')).toBe(0);
    failures.record('192.0.2.1');
    expect(failures.waitSeconds('192.0.2.1')).toBe(0);
  });

  it('does not grow without end, nor forgets who is failing now', () => {
    const failures = new FailedSignIns(() => 0);
    for (let address = 0; address < 10_000; address += 1) {
      failures.record(`a${address}`);
    }
    for (let count = 0; count < FAILURES_MAX; count += 1) {
      failures.record('latest');
    }
    expect(failures.waitSeconds('latest')).toBe(60);
    expect(failures.size).toBe(10_000);
  });
});
