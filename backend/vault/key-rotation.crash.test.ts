import { setTimeout as pause } from 'node:timers/promises';
import { KeyMaintenance } from './key-maintenance.ts';
import { keySourceOf } from './key-source.ts';
import type { SqlVault } from './sql-vault.ts';
import { codeOf, fill, readRotated, type RotationLine } from './testing/key-rotation.ts';
import { drawn } from './testing/load.ts';
import { startProgram } from './testing/program.ts';
import { describeDatabases, type VaultPlace } from './testing/vault-place.ts';

/** The long form: `LONG_TESTS=1`. */
const isLong = process.env.LONG_TESTS === '1';
const SECRETS = isLong ? 10_000 : 1_000;
const KILLS = isLong ? 30 : 3;
/** Reached in that time, or not: starts take a second, and thousands of data keys some more. In milliseconds. */
const LATEST_KILL_MS = isLong ? 3_000 : 400;
/** One transaction encrypts 200 data keys anew; another 50 may have been by then, because their values were written. */
const TWO_BATCHES = 300;
/** Leaves the processor to who changes keys, too. */
const READ_PAUSE_MS = 2;
const ALL_STEPS = 1_000_000;

/** One run of a backend that changes keys under load. */
interface Run {
  readonly oldId: string;
  readonly secrets: number;
  readonly steps: number;
  readonly seed: number;
  /** When it is killed: where it halts, or so many milliseconds after its start. Not at all, for `never`. */
  readonly killed: 'halted' | 'never' | number;
}

describeDatabases((enter, kind) => {
  let place: VaultPlace;
  beforeEach(async () => {
    place = await enter();
  });
  afterEach(() => place.leave());

  const maintenanceOf = ({ store, keys }: SqlVault): KeyMaintenance =>
    new KeyMaintenance({ store, source: keySourceOf(place), holder: keys, clock: Date.now });

  async function run({ oldId, secrets, steps, seed, killed }: Run): Promise<readonly RotationLine[]> {
    const { dataDir } = kind === 'sqlite' ? place : place.next();
    const args = [dataDir, place.keyFile, oldId, String(secrets), String(steps), String(seed)];
    const url = place.databaseUrl?.connectionString ?? '';
    const program = startProgram('key-rotator.ts', args, { ROTATOR_DATABASE_URL: url });
    const lines: RotationLine[] = [];
    for await (const line of program.lines) {
      const said: RotationLine = JSON.parse(line);
      lines.push(said);
      if (said.kind === 'started' && typeof killed === 'number') {
        void pause(killed).then(program.kill);
      } else if (said.kind === 'halted' && killed === 'halted') {
        program.kill();
      }
    }
    await program.ended;
    return lines;
  }

  const failuresIn = (lines: readonly RotationLine[]) => lines.filter((line) => line.kind === 'failed');

  /** Fills the place. Gives its key, and its vault where that can stay open beside others. */
  async function prepare(secrets: number): Promise<{ readonly oldId: string; readonly stays: SqlVault | undefined }> {
    const vault = await place.open();
    await fill(vault, secrets);
    const oldId = vault.keys.requireOpen().active.id;
    if (kind === 'sqlite') {
      await vault.close();
    }
    return { oldId, stays: kind === 'sqlite' ? undefined : vault };
  }

  /** Reads through another backend while `act` goes on. Gives how it failed. */
  async function readBeside(vault: SqlVault | undefined, secrets: number, act: () => Promise<void>): Promise<string[]> {
    const failures: string[] = [];
    let isOver = false;
    const reading = async (): Promise<void> => {
      for (let index = 0; vault !== undefined && !isOver; index = (index + 7) % secrets) {
        await readRotated(vault, index).catch((error: unknown) => failures.push(codeOf(error)));
        await pause(READ_PAUSE_MS);
      }
    };
    const done = reading();
    await act().finally(() => (isOver = true));
    await done;
    return failures;
  }

  /** Everything opens, and nothing names another key than the active one. */
  async function expectOneKey(secrets: number, oldId: string): Promise<void> {
    const vault = await (kind === 'sqlite' ? place : place.next()).open();
    expect(vault.sealReason).toBeUndefined();
    let checked = 0;
    for (let after: number | undefined = 0; after !== undefined;) {
      const found = await maintenanceOf(vault).verifySome(after);
      expect(found.broken).toEqual([]);
      checked += found.checked;
      after = found.next;
    }
    expect(checked).toBe(secrets);
    const activeId = vault.keys.requireOpen().active.id;
    expect(activeId).not.toBe(oldId);
    const named = await place.execute('select distinct kek_id from data_key where destroyed = 0');
    expect(named).toEqual([{ kek_id: activeId }]);
    expect((await maintenanceOf(vault).status()).map(({ id, state }) => [id, state])).toEqual([
      [activeId, 'active'],
      [oldId, 'retired'],
    ]);
    await vault.close();
  }

  it('A4 KEK rotation killed at every batch: restart completes, and all values are readable throughout', async () => {
    const { oldId, stays } = await prepare(TWO_BATCHES);
    const failures = await readBeside(stays, TWO_BATCHES, async () => {
      // The rotation, two batches, the retirement.
      for (const seed of [1, 2, 3, 4]) {
        const lines = await run({ oldId, secrets: TWO_BATCHES, steps: 1, seed, killed: 'halted' });
        expect(failuresIn(lines)).toEqual([]);
        expect(lines.at(-1)).toEqual({ kind: 'halted' });
      }
    });
    expect(failures).toEqual([]);
    await expectOneKey(TWO_BATCHES, oldId);
  }, 120_000);

  it(
    `Key rotation with ${SECRETS} secrets under continuous reads and writes, killed at random and resumed: no read ever ` +
      'fails, and at the end no row names the old key',
    async () => {
      const seed = Date.now() % 1_000_000;
      process.stdout.write(`seed ${seed}\n`);
      const next = drawn(seed);
      const { oldId, stays } = await prepare(SECRETS);
      const job = { oldId, secrets: SECRETS, steps: ALL_STEPS };
      const failures = await readBeside(stays, SECRETS, async () => {
        for (let kill = 0; kill < KILLS; kill += 1) {
          const lines = await run({ ...job, seed: seed + kill, killed: next(LATEST_KILL_MS) });
          expect(failuresIn(lines)).toEqual([]);
        }
        const lines = await run({ ...job, seed: seed + KILLS, killed: 'never' });
        expect(failuresIn(lines)).toEqual([]);
        expect(lines.at(-1)).toMatchObject({ kind: 'done' });
      });
      expect(failures).toEqual([]);
      await expectOneKey(SECRETS, oldId);
    },
    isLong ? 600_000 : 120_000
  );
});
