import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { auditDirectory } from '../audit/chain-id.ts';
import { chainRecord } from '../audit/chain-key.ts';
import { logFiles } from '../audit/log-files.ts';
import { verifyLog } from '../audit/verify.ts';
import type { SqlVault } from './sql-vault.ts';
import { openTrailOf } from './testing/audit-trail.ts';
import { type CrashState, LANES, stateAfter } from './testing/crash-script.ts';
import { drawn } from './testing/load.ts';
import { type PostgresServer, describePostgres } from './testing/postgres.ts';
import { startProgram } from './testing/program.ts';
import { tearLog } from './testing/torn-log.ts';
import { type VaultPlace, describeDatabases, enterVaultPlace } from './testing/vault-place.ts';

/** The long form: `LONG_TESTS=1`. */
const isLong = process.env.LONG_TESTS === '1';
const ROUNDS = { sqlite: isLong ? 500 : 20, postgres: isLong ? 500 : 5 };
const ROUND_TIMEOUT_MS = 10_000;
/** How long a writer writes at most before it is killed; every fifth is killed while it starts. In milliseconds. */
const WRITING_MS = 150;
const STARTING_MS = 400;
/** A torn frame, or more than one. In bytes. */
const TORN_MAX = 9_000;
const CHANGES = /"operation":"secure-value\.(create|update|delete)"/;

/** How many steps each lane has done. */
type Progress = readonly number[];

const NOTHING: Progress = Array.from({ length: LANES }, () => 0);

let place: VaultPlace;
afterEach(() => place.leave());

/** Ends a writer when it sees fit. `said` settles with each number of steps that the writer has said. */
type Ending = (writer: { readonly kill: () => void; readonly said: (steps: number) => Promise<void> }) => Promise<void>;

/** Lets a writer go on from where its lanes are until it ends, and gives how far it said that they got. */
async function writeUntil(from: Progress, end: Ending): Promise<Progress> {
  const url = place.databaseUrl?.connectionString ?? '';
  const writer = startProgram('crash-writer.ts', [place.dataDir, place.keyFile, from.join(',')], {
    CRASH_DATABASE_URL: url,
  });
  const done = [...from];
  let steps = 0;
  const waiting: Array<{ readonly for: number; readonly resolve: () => void }> = [];
  const said = (wanted: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push({ for: wanted, resolve });
    return promise;
  };
  const ending = end({ kill: writer.kill, said });
  for await (const line of writer.lines) {
    const [lane = -1, index = -1] = line.split(' ').map(Number);
    expect(index).toBe(done[lane]);
    done[lane] = index + 1;
    steps += 1;
    waiting.filter((each) => each.for <= steps).forEach(({ resolve }) => resolve());
  }
  await writer.ended;
  waiting.forEach(({ resolve }) => resolve());
  await ending;
  return done;
}

async function stateOf(vault: SqlVault): Promise<Map<string, CrashState>> {
  const state = new Map<string, CrashState>();
  for (const { name, version } of await vault.list('default')) {
    const value = await vault.reveal('default', name);
    state.set(name, { version, value: value.use((bytes) => bytes.toString()) });
  }
  return state;
}

const byName = (state: Iterable<[string, CrashState]>) => [...state].sort(([a], [b]) => (a < b ? -1 : 1));

/** Finds each lane as it was after what it said, or after the step that was under way. Gives how far they really got. */
async function found(said: Progress): Promise<Progress> {
  if (place.databaseUrl !== undefined) {
    // The server may not have noticed that the writer is gone, and still be busy with what that asked for last.
    await place.execute(
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'strongroom'`
    );
  }
  const vault = await place.open();
  const state = byName(await stateOf(vault));
  const done = said.map((count, lane) => {
    const ofLane = state.filter(([name]) => name.startsWith(`secret-${lane}-`));
    const isUnheardDone = JSON.stringify(ofLane) === JSON.stringify(byName(stateAfter(lane, count + 1)));
    const real = isUnheardDone ? count + 1 : count;
    expect(ofLane).toEqual(byName(stateAfter(lane, real)));
    return real;
  });
  expect(await halves()).toEqual([]);
  await expectAudited(vault, done);
  await vault.close();
  return done;
}

/** Versions that have lost a part, or kept one that they should not have. */
async function halves(): Promise<unknown[]> {
  return place.execute(`
    select version.id from secure_value version
    left join data_key on data_key.secure_value_id = version.id
    left join secure_value_payload payload on payload.secure_value_id = version.id
    where not case version.active
      when 1 then data_key.destroyed = 0 and payload.tag is not null
      else data_key.destroyed = 1 and payload.tag is null end
      or data_key.destroyed is null
  `);
}

/** The audit log has each change that was made once, and is whole. */
async function expectAudited(vault: SqlVault, done: Progress): Promise<void> {
  const { keyRing } = vault.keys;
  if (keyRing.state === 'sealed') {
    throw new Error('the vault is sealed');
  }
  await (await openTrailOf(vault, place.dataDir)).close();
  const { chainId } = vault.store;
  const directory = auditDirectory(place.dataDir);
  const { key, reached } = await chainRecord(vault.store, keyRing);
  expect(await verifyLog({ directory, chainId, key, reached })).toMatchObject({ ok: true });
  const lines = (await logFiles(directory)).flatMap((path) => readFileSync(path, 'utf8').split('\n'));
  const changes = lines.filter((line) => CHANGES.test(line)).map((line) => Number(JSON.parse(line).change));
  expect(changes).toHaveLength(done.reduce((sum, count) => sum + count));
  expect(new Set(changes).size).toBe(changes.length);
}

describeDatabases((enter, kind) => {
  beforeEach(async () => {
    place = await enter();
  });

  it(
    `keeps every acknowledged write, and none by halves, in ${ROUNDS[kind]} rounds of kill -9 at random moments`,
    async () => {
      const seed = Date.now() % 1_000_000;
      process.stdout.write(`seed ${seed}\n`);
      const next = drawn(seed);
      let done = NOTHING;
      let torn = 0;
      for (let round = 1; round <= ROUNDS[kind]; round += 1) {
        const said = await writeUntil(done, async (writer) => {
          const isStarting = round % 5 === 0;
          await (isStarting ? undefined : writer.said(1));
          await pause(next(isStarting ? STARTING_MS : WRITING_MS));
          writer.kill();
        });
        if (kind === 'sqlite') {
          const bytes = randomBytes(1 + next(TORN_MAX));
          torn += Number((tearLog(join(place.dataDir, 'strongroom.db-wal'), bytes) ?? 0) > 0);
        }
        // Neither was this line ever acknowledged.
        appendFileSync(join(auditDirectory(place.dataDir), 'audit.jsonl'), '{"sequence":');
        done = await found(said);
      }
      expect(Math.min(...done)).toBeGreaterThan(1);
      if (kind === 'sqlite') {
        expect(torn).toBeGreaterThan(0);
        expect(await place.execute('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
        expect(await place.execute('pragma foreign_key_check')).toEqual([]);
      }
    },
    ROUNDS[kind] * ROUND_TIMEOUT_MS
  );
});

describePostgres(
  'a server that is killed',
  (server) => {
    beforeEach(async () => {
      place = await enterVaultPlace(await server().createDatabase());
    });

    it('keeps every acknowledged write, and none by halves', async () => {
      let done = NOTHING;
      for (const patience of [1, 7, 30]) {
        const killed: Array<Promise<void>> = [];
        const running: PostgresServer = server();
        const said = await writeUntil(done, async (writer) => {
          await writer.said(patience);
          killed.push(running.kill());
        });
        await Promise.all(killed);
        expect(said.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(patience);
        await running.start();
        done = await found(said);
      }
    }, 60_000);
  },
  { fsync: true }
);
