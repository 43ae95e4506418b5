import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SqlVault } from './sql-vault.ts';
import { type CrashState, stateAfter } from './testing/crash-script.ts';
import { startProgram } from './testing/program.ts';
import { type VaultPlace, enterVaultPlace } from './testing/vault-place.ts';

let place: VaultPlace;

beforeEach(async () => {
  place = await enterVaultPlace();
});

afterEach(() => place.leave());

/** Lets a writer go on from step `from`, kills it once it has said `patience` steps, and gives the last it said. */
async function writeUntilKilled(from: number, patience: number): Promise<number> {
  const writer = startProgram('crash-writer.ts', [place.dataDir, place.keyFile, String(from)]);
  let last = from - 1;
  for await (const line of writer.lines) {
    last = Number(line);
    if (last === from + patience - 1) {
      writer.kill();
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

it('keeps every acknowledged write, and none by halves, when the process is killed', async () => {
  let done = 0;
  for (const patience of [1, 2, 3, 30, 61]) {
    const last = await writeUntilKilled(done, patience);
    expect(last).toBeGreaterThanOrEqual(done + patience - 1);
    const vault = await place.open();
    const state = byName(await stateOf(vault));
    await vault.close();

    // The step that was under way is there or it is not.
    const isDone = JSON.stringify(state) === JSON.stringify(byName(stateAfter(last + 2)));
    done = isDone ? last + 2 : last + 1;
    expect(state).toEqual(byName(stateAfter(done)));
  }

  const database = new DatabaseSync(join(place.dataDir, 'strongroom.db'), { readOnly: true });
  expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([]);
  database.close();
}, 60_000);
