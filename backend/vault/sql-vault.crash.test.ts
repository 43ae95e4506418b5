import type { SqlVault } from './sql-vault.ts';
import { type CrashState, stateAfter } from './testing/crash-script.ts';
import { type PostgresServer, describePostgres } from './testing/postgres.ts';
import { startProgram } from './testing/program.ts';
import { type VaultPlace, describeDatabases, enterVaultPlace } from './testing/vault-place.ts';

let place: VaultPlace;
afterEach(() => place.leave());

/** Lets a writer go on from step `from`, calls `end` once it has said `patience` steps, and gives the last it said. */
async function writeUntil(from: number, patience: number, end: (kill: () => void) => void): Promise<number> {
  const url = place.databaseUrl?.connectionString ?? '';
  const args = [place.dataDir, place.keyFile, String(from)];
  const writer = startProgram('crash-writer.ts', args, { CRASH_DATABASE_URL: url });
  let last = from - 1;
  for await (const line of writer.lines) {
    last = Number(line);
    if (last === from + patience - 1) {
      end(writer.kill);
    }
  }
  await writer.ended;
  return last;
}

async function stateOf(vault: SqlVault): Promise<Map<string, CrashState>> {
  const state = new Map<string, CrashState>();
  for (const { name, version } of await vault.list('default')) {
    const value = await vault.reveal('default', name);
    state.set(name, { version, value: value.use((bytes) => bytes.toString()) });
  }
  return state;
}

const byName = (state: Map<string, CrashState>) => [...state].sort(([a], [b]) => (a < b ? -1 : 1));

/** Finds the store as it was after step `last`, or after the one that was under way. Gives how many were done. */
async function stepsDone(last: number): Promise<number> {
  if (place.databaseUrl !== undefined) {
    // The server may not have noticed that the writer is gone, and still be busy with what that asked for last.
    await place.execute(
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = 'strongroom'`
    );
  }
  const vault = await place.open();
  const state = byName(await stateOf(vault));
  await vault.close();
  const isDone = JSON.stringify(state) === JSON.stringify(byName(stateAfter(last + 2)));
  const done = isDone ? last + 2 : last + 1;
  expect(state).toEqual(byName(stateAfter(done)));
  return done;
}

describeDatabases((enter, kind) => {
  beforeEach(async () => {
    place = await enter();
  });

  it('keeps every acknowledged write, and none by halves, when the process is killed', async () => {
    let done = 0;
    for (const patience of [1, 2, 3, 30, 61]) {
      const last = await writeUntil(done, patience, (kill) => kill());
      expect(last).toBeGreaterThanOrEqual(done + patience - 1);
      done = await stepsDone(last);
    }
    if (kind === 'sqlite') {
      expect(await place.execute('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(await place.execute('pragma foreign_key_check')).toEqual([]);
    }
  }, 60_000);
});

describePostgres(
  'a server that is killed',
  (server) => {
    beforeEach(async () => {
      place = await enterVaultPlace(await server().createDatabase());
    });

    it('keeps every acknowledged write, and none by halves', async () => {
      let done = 0;
      for (const patience of [1, 2, 30]) {
        const killed: Array<Promise<void>> = [];
        const end = (running: PostgresServer) => () => void killed.push(running.kill());
        const last = await writeUntil(done, patience, end(server()));
        await Promise.all(killed);
        expect(killed).toHaveLength(1);
        await server().start();
        done = await stepsDone(last);
      }
    }, 60_000);
  },
  { fsync: true }
);
