import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const CANARY = 'QqCanaryQq';
const urlOf = (file: string): string => pathToFileURL(join(__dirname, file)).href;

/** Runs code in a supervised process of its own. What is to be done to close it says so, unless told otherwise. */
function supervised(code: string, close = `process.stdout.write('closed\\n')`): SpawnSyncReturns<string> {
  const program = `
    import { createLogger } from '${urlOf('http/logger.ts')}';
    import { supervise } from '${urlOf('supervise.ts')}';
    const unsupervise = supervise(async () => ${close}, createLogger('info'));
    const idle = setInterval(() => undefined, 1000);
    ${code}
  `;
  return spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', timeout: 20_000 });
}

describe('supervise', () => {
  it.each([
    ['an exception', `setImmediate(() => { throw new TypeError('${CANARY}'); });`],
    ['a rejection', `Promise.reject(new TypeError('${CANARY}', { cause: '${CANARY}' }));`],
    ['a rejection with no error', `Promise.reject('${CANARY}');`],
  ])('ends the process on %s that nobody expected, and tells nothing of what it says', (_what, code) => {
    const { status, stdout, stderr } = supervised(code);
    expect(status).toBe(1);
    expect(stdout).toContain('"level":60');
    expect(stdout + stderr).not.toContain(CANARY);
  });

  it('closes and ends on a signal', () => {
    const { status, stdout } = supervised(`process.kill(process.pid, 'SIGTERM');`);
    expect(status).toBe(0);
    expect(stdout).toMatch(/"msg":"stopping"}\n(.*\n)*closed\n/);
  });

  it('waits no longer when it is told again', () => {
    const twice = `process.kill(process.pid, 'SIGINT'); setImmediate(() => process.kill(process.pid, 'SIGTERM'));`;
    const { status, signal, stdout } = supervised(twice, 'new Promise(() => undefined)');
    expect([status, signal]).toEqual([null, 'SIGTERM']);
    expect(stdout).toContain('"msg":"stopping"');
  });

  it('ends in failure where closing fails', () => {
    const { status, stdout, stderr } = supervised(
      `process.kill(process.pid, 'SIGINT');`,
      `Promise.reject(new Error('${CANARY}'))`
    );
    expect(status).toBe(1);
    expect(stdout + stderr).not.toContain(CANARY);
  });

  it('leaves the process alone afterwards', () => {
    const { stdout } = supervised(`
      unsupervise();
      clearInterval(idle);
      process.stdout.write(['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'].map((name) => process.listenerCount(name)).join());
    `);
    expect(stdout).toBe('0,0,0,0');
  });
});
