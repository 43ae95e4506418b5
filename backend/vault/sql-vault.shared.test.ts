import { setTimeout as pause } from 'node:timers/promises';
import { newRingKey } from './key-ring.ts';
import { rememberKey } from './known-keys.ts';
import { openStore } from './open-store.ts';
import { SecretValue } from './secret-value.ts';
import { CHURNED, COUNTED, type LoadLine, churnedName, countedName, valueOf } from './testing/load.ts';
import { describePostgres } from './testing/postgres.ts';
import { type RunningProgram, startProgram } from './testing/program.ts';
import { type VaultPlace, draftOf, enterVaultPlace } from './testing/vault-place.ts';
import type { StoredSecureValue } from './vault.ts';

/** The long form: `LONG_TESTS=1`. */
const isLong = process.env.LONG_TESTS === '1';
/** For each half of a run, with both backends and then with one. In milliseconds. */
const HALF_MS = isLong ? 60_000 : 2_500;
const HOUR_MS = 3_600_000;

const secret = (text: string) => SecretValue.fromUtf8(text);

/** A writer at work, and what it has said so far. */
interface Writer {
  readonly program: RunningProgram;
  readonly lines: LoadLine[];
  readonly started: Promise<void>;
  readonly done: Promise<void>;
}

function startWriter(place: VaultPlace, name: string, seed: number, clockSkewMs: number): Writer {
  const url = place.databaseUrl?.connectionString ?? '';
  const args = [place.dataDir, place.keyFile, name, String(seed), String(clockSkewMs)];
  const program = startProgram('load-writer.ts', args, { LOAD_DATABASE_URL: url });
  const lines: LoadLine[] = [];
  const { promise: started, resolve } = Promise.withResolvers<void>();
  const listen = async (): Promise<void> => {
    for await (const line of program.lines) {
      // The last line of a writer that was killed may be cut short.
      const said: LoadLine | undefined = line.endsWith('}') ? JSON.parse(line) : undefined;
      if (said !== undefined) {
        lines.push(said);
        resolve();
      }
    }
    await program.ended;
  };
  return { program, lines, started, done: listen() };
}

const of = <Kind extends LoadLine['kind']>(kind: Kind, writers: readonly Writer[]) =>
  writers.flatMap(({ lines }) => lines).filter((line): line is Extract<LoadLine, { kind: Kind }> => line.kind === kind);

describePostgres('two backends on one database', (server) => {
  let place: VaultPlace;
  beforeEach(async () => {
    place = await enterVaultPlace(await server().createDatabase());
  });
  afterEach(() => place.leave());

  it(
    'lose no update and give no version twice, also when one is killed and comes back',
    async () => {
      const seed = Date.now() % 1_000_000;
      process.stdout.write(`seed ${seed}\n`);
      const vault = await place.open();
      for (let index = 0; index < COUNTED; index += 1) {
        const name = countedName(index);
        await vault.create(draftOf(name, { description: '1' }), secret(valueOf(name, 1)), 'user:ada');
      }

      // The clock of one is an hour behind.
      const stays = startWriter(place.next(), 'stays', seed, -HOUR_MS);
      const placeOfOther = place.next();
      const killed = startWriter(placeOfOther, 'killed', seed + 1, 0);
      await Promise.all([stays.started, killed.started]);
      await pause(HALF_MS);
      killed.program.kill();
      await killed.done;
      const countedUntilThen = of('counted', [stays]).length;
      const back = startWriter(placeOfOther, 'back', seed + 2, 0);
      await back.started;
      await pause(HALF_MS);
      const writers = [stays, killed, back];
      stays.program.end();
      back.program.end();
      await Promise.all(writers.map(({ done }) => done));

      expect(new Set(of('failed', writers).map(({ code }) => code))).toEqual(new Set());
      expect(of('counted', [stays]).length).toBeGreaterThan(countedUntilThen);
      for (const kind of ['counted', 'created', 'deleted', 'read'] as const) {
        expect(of(kind, [stays]).length).toBeGreaterThan(0);
        expect(of(kind, [killed, back]).length).toBeGreaterThan(0);
      }

      // No version was given twice, and each that was acknowledged is there, in its order.
      const acknowledged = [...of('counted', writers), ...of('created', writers)].map(
        ({ name, version }) => `${name} ${version}`
      );
      expect(new Set(acknowledged).size).toBe(acknowledged.length);
      const rows = await place.execute(
        'select name, version, active, updated_at from secure_value order by name, version'
      );
      const stored = rows.map(({ name, version }) => `${String(name)} ${String(version)}`);
      expect(new Set(stored).size).toBe(stored.length);
      expect(acknowledged.filter((version) => !stored.includes(version))).toEqual([]);
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1];
        if (before?.name === row.name && String(row.name).startsWith('counted')) {
          expect(Number(row.updated_at)).toBeGreaterThanOrEqual(Number(before?.updated_at));
        }
      }

      // Of the one that was killed, each of its lanes may have had a change that nobody heard of.
      const unheard = stored.length - acknowledged.length - COUNTED;
      expect(unheard).toBeGreaterThanOrEqual(0);
      expect(unheard).toBeLessThanOrEqual(4);
      let uncounted = 0;
      for (let index = 0; index < COUNTED; index += 1) {
        const name = countedName(index);
        const current = await vault.get('default', name);
        const count = Number(current?.description);
        expect(current?.version).toBe(count);
        uncounted += count - 1 - of('counted', writers).filter((line) => line.name === name).length;
        const value = await vault.reveal('default', name);
        expect(value.use((bytes) => bytes.toString())).toBe(valueOf(name, count));
      }
      expect(uncounted).toBeLessThanOrEqual(unheard);
      expect(uncounted).toBeGreaterThanOrEqual(0);

      for (let index = 0; index < CHURNED; index += 1) {
        const active = rows.filter((row) => row.name === churnedName(index) && Number(row.active) === 1);
        expect(active.length).toBeLessThanOrEqual(1);
      }
    },
    2 * HALF_MS + 60_000
  );

  it('see each other at once', async () => {
    const [one, other] = [await place.open(), await place.next().open()];
    await one.create(draftOf('a'), secret('one'), 'user:ada');
    expect((await other.reveal('default', 'a')).use(String)).toBe('one');
    await expect(other.create(draftOf('a'), secret('two'), 'user:bob')).rejects.toThrow('already-exists');
    await other.update(draftOf('a', { decrypters: [] }), secret('two'), 'user:bob');
    expect(await one.get('default', 'a')).toMatchObject({ version: 2, decrypters: [], updatedBy: 'user:bob' });
    expect((await one.reveal('default', 'a')).use(String)).toBe('two');
    await one.delete('default', 'a', 'user:ada');
    await expect(other.reveal('default', 'a')).rejects.toThrow('not-found');
    expect(await other.create(draftOf('a'), secret('three'), 'user:bob')).toMatchObject({ version: 3 });
  });

  it('let one of many creates, and one of many conditional updates, win', async () => {
    const [one, other] = [await place.open(), await place.next().open()];
    const vaults = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? one : other));
    const creates = await Promise.allSettled(
      vaults.map((vault) => vault.create(draftOf('a'), secret('v'), 'user:ada'))
    );
    expect(creates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const requireFirst = ({ version }: StoredSecureValue) => {
      if (version !== 1) {
        throw new Error('overtaken');
      }
      return { draft: draftOf('a'), value: undefined };
    };
    const updates = await Promise.allSettled(
      vaults.map((vault) => vault.change('default', 'a', requireFirst, 'user:ada'))
    );
    expect(updates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await one.get('default', 'a')).toMatchObject({ version: 2 });
  });

  it('make one key ring when they start at the same time', async () => {
    const vaults = await Promise.all([place.open(), place.next().open(), place.next().open()]);
    for (const [index, vault] of vaults.entries()) {
      expect(vault.sealed).toBe(false);
      await vault.create(draftOf(`from-${index}`), secret('value'), 'user:ada');
    }
    for (const vault of vaults) {
      for (const index of vaults.keys()) {
        expect((await vault.reveal('default', `from-${index}`)).use(String)).toBe('value');
      }
    }
  });

  it('make no key ring of their own while another does', async () => {
    const store = await openStore(place.next());
    const opening = await store.inTurn(['key ring'], async (trx) => {
      const result = place.open();
      await Promise.race([result, untilSomebodyWaits()]);
      await rememberKey(trx, newRingKey(place.now));
      // Not awaited here: it waits for this turn to end.
      return { result };
    });
    expect((await opening.result).sealReason).toBe('key-file-missing');
    await store.close();
  });

  /** Asks the server until a backend waits for its turn. */
  async function untilSomebodyWaits(): Promise<void> {
    for (let waiting = 0; waiting === 0;) {
      const locks = await place.execute(`select 1 from pg_locks where locktype = 'advisory' and not granted`);
      waiting = locks.length;
    }
  }

  it('do not start with a key ring that is not theirs, even while nothing is stored', async () => {
    await place.open();
    const stranger = await enterVaultPlace({ ...(await server().createDatabase()) });
    await stranger.open();
    const { databaseUrl } = place;
    const lost = await stranger.next().open(databaseUrl);
    expect(lost.sealReason).toBe('key-missing');
    await stranger.leave();
  });
});
