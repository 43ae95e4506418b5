import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyHolder, type OpenKeyRing } from '../vault/key-holder.ts';
import { newRingKey, type KeyRing } from '../vault/key-ring.ts';
import { rememberKey } from '../vault/known-keys.ts';
import type { SqlVault } from '../vault/sql-vault.ts';
import { describeDatabases, type VaultPlace } from '../vault/testing/vault-place.ts';
import type { AuditEntry } from './audit-entry.ts';
import { chainRecord, type ChainStore } from './chain-key.ts';
import { AuditUnavailableError } from './log-writer.ts';
import { openLog } from './open-log.ts';
import { nextStaged, noteChange } from './outbox.ts';
import { withOrigin } from './origin.ts';
import { AuditTrail } from './trail.ts';
import { verifyLog } from './verify.ts';

const CHAIN = 'c0ffee';
const NOW_MS = Date.UTC(2026, 0, 2);

const DECRYPTION: AuditEntry = {
  time: new Date(NOW_MS).toISOString(),
  operation: 'secure-value.decrypt',
  outcome: 'allowed',
  actor: 'k6-cloud',
  name: 'a',
};

describeDatabases((enter) => {
  let place: VaultPlace;
  let vault: SqlVault;
  let keyRing: OpenKeyRing;
  let directory: string;
  beforeEach(async () => {
    place = await enter();
    vault = await place.open();
    const active = newRingKey(place.now);
    await rememberKey(vault.db, active);
    keyRing = {
      state: 'open',
      ids: new Set([active.id]),
      active,
      keyById: (id) => (id === active.id ? active : undefined),
    };
    directory = join(mkdtempSync(join(tmpdir(), 'strongroom-trail-')), 'audit');
  });
  afterEach(async () => {
    await place.leave();
    rmSync(join(directory, '..'), { recursive: true, force: true });
  });

  const storeOf = ({ store: { db, shared } }: SqlVault): ChainStore => ({ db, shared, chainId: CHAIN });
  const open = (ring: KeyRing = keyRing): Promise<AuditTrail> =>
    AuditTrail.open({
      store: storeOf(vault),
      directory,
      keys: new KeyHolder({ keyRing: ring, reread: async () => ring }),
      logger: { error: () => undefined },
    });
  const logged = (): Array<Record<string, unknown>> =>
    readFileSync(join(directory, 'audit.jsonl'), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  const note = (name: string): Promise<void> =>
    vault.db
      .transaction()
      .execute((trx) => noteChange(trx, CHAIN, NOW_MS, { operation: 'secure-value.create', actor: 'user:a', name }));

  it('has what was recorded and what was noted, each once and in one chain', async () => {
    const trail = await open();
    await trail.record(DECRYPTION);
    await withOrigin({ requestId: 'r-1', source: '127.0.0.1' }, () => note('b'));
    await trail.move();
    await trail.close();
    await note('c');
    await (await open()).close();

    expect(logged()).toMatchObject([
      { sequence: 1, operation: 'secure-value.decrypt', name: 'a' },
      {
        sequence: 2,
        operation: 'secure-value.create',
        outcome: 'allowed',
        actor: 'user:a',
        name: 'b',
        time: '2026-01-02T00:00:00.000Z',
        requestId: 'r-1',
        source: '127.0.0.1',
      },
      { sequence: 3, name: 'c' },
    ]);
    expect(await nextStaged(vault.db, CHAIN)).toEqual([]);
    const { key, reached } = await chainRecord(storeOf(vault), keyRing);
    expect(reached).toBe(3);
    expect(await verifyLog({ directory, chainId: CHAIN, key, reached })).toMatchObject({ ok: true, lines: 3 });
  });

  it('has nothing of a transaction that was rolled back', async () => {
    const trail = await open();
    const failing = vault.db.transaction().execute(async (trx) => {
      await noteChange(trx, CHAIN, NOW_MS, { operation: 'secure-value.create', actor: 'user:a', name: 'b' });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await trail.close();
    expect(logged()).toEqual([]);
  });

  it('has a change once that was on its way when the process ended', async () => {
    await note('a');
    await note('b');
    const { key } = await chainRecord(storeOf(vault), keyRing);
    const log = await openLog({ directory, chainId: CHAIN, key });
    const [first] = await nextStaged(vault.db, CHAIN);
    await log.record({ ...DECRYPTION, ...first?.entry, change: first?.id });
    await log.close();

    await (await open()).close();
    expect(logged().map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('keeps what happens while the store is sealed, until there is a key', async () => {
    const sealed = await open({ state: 'sealed', reason: 'key-missing' });
    await sealed.record({ ...DECRYPTION, outcome: 'failed', reason: 'sealed' });
    await note('b');
    await sealed.close();
    await (await open()).close();
    expect(logged()).toMatchObject([{ outcome: 'failed', reason: 'sealed' }, { name: 'b' }]);
  });

  it('does not open under another key', async () => {
    await (await open()).close();
    const other = { ...keyRing.active, key: createSecretKey(randomBytes(32)) };
    await expect(open({ ...keyRing, active: other, keyById: () => other })).rejects.toThrow('corrupt');
  });

  it('A9: refuses to record where the disk is full, and loses no change meanwhile', async () => {
    mkdirSync(directory, { recursive: true });
    symlinkSync('/dev/full', join(directory, 'audit.jsonl'));
    const trail = await open();
    await expect(trail.record(DECRYPTION)).rejects.toThrow(AuditUnavailableError);
    await note('b');
    await expect(trail.move()).rejects.toThrow(AuditUnavailableError);
    await trail.close();

    rmSync(join(directory, 'audit.jsonl'));
    await (await open()).close();
    expect(logged()).toMatchObject([{ sequence: 1, name: 'b' }]);
  });
});
