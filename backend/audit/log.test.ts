import { createSecretKey, randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AuditEntry } from './audit-entry.ts';
import { chainStart } from './chain.ts';
import { CURRENT_FILE } from './log-files.ts';
import { LogWriter } from './log-writer.ts';
import { AuditLogError, openLog } from './open-log.ts';
import { verifyLog } from './verify.ts';

const key = createSecretKey(randomBytes(32));
const chainId = 'c0ffee';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'strongroom-audit-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const entry = (name: string): AuditEntry => ({
  time: '2026-01-02T03:04:05.006Z',
  operation: 'secure-value.decrypt',
  outcome: 'allowed',
  actor: 'k6-cloud',
  name,
});

const verify = (reached = 0) => verifyLog({ directory, chainId, key, reached });
const current = (): string => join(directory, CURRENT_FILE);
const lines = (): string[] => readFileSync(current(), 'utf8').split('\n').slice(0, -1);
const write = (text: readonly string[]): void => writeFileSync(current(), text.map((line) => `${line}\n`).join(''));

async function record(...names: readonly string[]): Promise<void> {
  const log = await openLog({ directory, chainId, key });
  for (const name of names) {
    await log.record(entry(name));
  }
  await log.close();
}

describe('the audit log', () => {
  it('has a line for each entry, the oldest first, and only its owner can read it', async () => {
    await record('a', 'b');
    await record('c');
    expect(lines().map((line) => JSON.parse(line))).toMatchObject([
      { sequence: 1, name: 'a', operation: 'secure-value.decrypt', previous: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { sequence: 2, name: 'b' },
      { sequence: 3, name: 'c' },
    ]);
    expect(statSync(current()).mode & 0o777).toBe(0o600);
    expect(await verify()).toMatchObject({ ok: true, lines: 3 });
  });

  it('is whole when it is empty', async () => {
    await record();
    expect(await verify()).toMatchObject({ ok: true, lines: 0 });
  });

  it('keeps every entry of many callers at once, in one chain', async () => {
    const log = await openLog({ directory, chainId, key });
    const names = Array.from({ length: 500 }, (_, index) => `secret-${index}`);
    await Promise.all(names.map((name) => log.record(entry(name))));
    await log.close();
    expect(lines().map((line) => JSON.parse(line).name)).toEqual(names);
    expect(await verify()).toMatchObject({ ok: true, lines: 500 });
  });

  it('goes on in a new file when one is long, and stays one chain over a restart', async () => {
    const log = await LogWriter.open({
      directory,
      key,
      end: chainStart(key, chainId),
      firstSequence: 1,
      fileMaxBytes: 500,
    });
    for (let index = 0; index < 10; index++) {
      await log.record(entry(`secret-${index}`));
    }
    await log.close();
    await record('after');
    const files = readdirSync(directory);
    expect(files.length).toBeGreaterThan(3);
    expect(files).toContain('audit-0000000000000001.jsonl');
    expect(await verify(11)).toMatchObject({ ok: true, lines: 11 });

    rmSync(join(directory, files.filter((name) => name !== CURRENT_FILE).toSorted()[1] ?? ''));
    expect(await verify()).toMatchObject({ ok: false, fault: 'out-of-place', line: 1 });
  });

  it('drops a line that was torn, and goes on behind the last whole one', async () => {
    await record('a', 'b');
    appendFileSync(current(), '{"sequence":3,"time":"20');
    await record('c');
    expect(lines()).toHaveLength(3);
    expect(await verify()).toMatchObject({ ok: true, lines: 3 });
  });

  it('does not open where the last line is not of this chain', async () => {
    await record('a');
    write([(lines()[0] ?? '').replace('"a"', '"b"')]);
    await expect(openLog({ directory, chainId, key })).rejects.toThrow(AuditLogError);
    const otherKey = createSecretKey(randomBytes(32));
    await expect(openLog({ directory, chainId, key: otherKey })).rejects.toThrow(AuditLogError);
  });
});

describe('A10: verification', () => {
  beforeEach(() => record('a', 'b', 'c', 'd'));

  it('names a line that was edited', async () => {
    write(lines().map((line) => line.replace('"b"', '"x"')));
    expect(await verify()).toEqual({ ok: false, fault: 'changed', file: CURRENT_FILE, line: 2 });
  });

  it('names the place of a line that was deleted', async () => {
    write(lines().toSpliced(1, 1));
    expect(await verify()).toEqual({ ok: false, fault: 'out-of-place', file: CURRENT_FILE, line: 2 });
  });

  it('names the place of lines that were reordered', async () => {
    const [first = '', second = '', third = '', fourth = ''] = lines();
    write([first, third, second, fourth]);
    expect(await verify()).toEqual({ ok: false, fault: 'out-of-place', file: CURRENT_FILE, line: 2 });
  });

  it('notices that the end is gone, by what the store remembers', async () => {
    write(lines().slice(0, 2));
    expect(await verify(4)).toEqual({ ok: false, fault: 'cut-off', file: CURRENT_FILE, line: 2 });
    expect(await verify(2)).toMatchObject({ ok: true });
  });

  it('notices the log of another store', async () => {
    expect(await verifyLog({ directory, chainId: 'another', key, reached: 0 })).toMatchObject({
      ok: false,
      fault: 'out-of-place',
      line: 1,
    });
  });

  it('notices any byte that is another', async () => {
    const original = readFileSync(current());
    await fc.assert(
      // The break behind the last line is no part of it.
      fc.asyncProperty(fc.nat({ max: original.length - 2 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(original);
        changed[at] = (changed[at] ?? 0) ^ flip;
        writeFileSync(current(), changed);
        expect(await verify()).toMatchObject({ ok: false });
      })
    );
  });
});
