/** What the security model promises of stored values, through the whole of the service, over every kind of database. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { auditDirectory } from './audit/chain-id.ts';
import { auditedDecryptions } from './audit/decryptions.ts';
import type { DecryptionLog } from './consumers/decryption-log.ts';
import { Lookups, type Minted } from './consumers/testing/lookups.ts';
import { rawRequest } from './http/testing/raw-request.ts';
import { ADMIN_TOKEN, SECURE_VALUES_PATH, type Answer } from './http/testing/served-app.ts';
import { presentedToken } from './identity/token-text.ts';
import { openTrailOf } from './vault/testing/audit-trail.ts';
import { describeDatabases, draftOf, type VaultPlace } from './vault/testing/vault-place.ts';

const GENERIC = { status: 500, text: '{"code":"internal"}' };
const NOT_FOUND = { status: 404, text: '{"code":"not_found"}' };
const UNAUTHORIZED = { status: 401, text: '{"code":"unauthorized"}' };
const HOUR_SECONDS = 3600;

/** Where each part of a stored value is; in the order in which they are read. */
const STORED_BYTES = [
  ['secure_value_payload', 'ct'],
  ['secure_value_payload', 'tag'],
  ['secure_value_payload', 'iv'],
  ['data_key', 'wrapped_dek'],
  ['data_key', 'wrap_iv'],
  ['data_key', 'wrap_tag'],
] as const;

describeDatabases((enter, kind) => {
  let place: VaultPlace;
  let lookups: Lookups;
  let k6: Minted;
  let log: DecryptionLog;
  beforeEach(async () => {
    place = await enter();
    log = { record: async () => undefined };
    lookups = await Lookups.start({ place, decryptions: { record: (attempt) => log.record(attempt) } });
    k6 = await lookups.mint();
  });
  afterEach(() => lookups.close());

  const literal = (bytes: Uint8Array): string => {
    const hex = Buffer.from(bytes).toString('hex');
    return kind === 'sqlite' ? `x'${hex}'` : `'\\x${hex}'::bytea`;
  };
  const read = async (name: string): Promise<Pick<Answer, 'status' | 'text'>> => {
    const { status, text } = await lookups.get(`${name}/raw`, k6);
    return { status, text };
  };
  const ok = (text: string) => ({ status: 200, text });

  it.each(STORED_BYTES)('A1: no byte of %s.%s can change', async (table, column) => {
    await lookups.store('db', 'the value');
    const [row] = await place.execute(`select ${column} as bytes from ${table}`);
    const bytes = row?.bytes instanceof Uint8Array ? Buffer.from(row.bytes) : Buffer.alloc(0);
    expect(bytes.byteLength).toBeGreaterThanOrEqual(12);
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ (1 << (index % 8)), index);
      await place.execute(`update ${table} set ${column} = ${literal(changed)}`);
      await expect(lookups.app.vault.reveal('default', 'db')).rejects.toMatchObject({ code: 'corrupt' });
    }
    expect(await read('db')).toEqual(GENERIC);
    await place.execute(`update ${table} set ${column} = ${literal(bytes)}`);
    expect(await read('db')).toEqual(ok('the value'));
  });

  it.each([
    ['name', `name = 'dc'`, 'default', 'dc'],
    ['namespace', `namespace = 'org-2'`, 'org-2', 'db'],
    ['version', 'version = 2', 'default', 'db'],
    ['uid', `uid = 'another'`, 'default', 'db'],
  ])('A1: the %s of a value cannot change', async (_part, change, namespace, name) => {
    await lookups.store('db', 'the value');
    await place.execute(`update secure_value set ${change}`);
    await expect(lookups.app.vault.reveal(namespace, name)).rejects.toMatchObject({ code: 'corrupt' });
    k6 = await lookups.mint({ namespace });
    expect(await read(name)).toEqual(GENERIC);
  });

  it('A1: the id of the key of a value cannot change', async () => {
    await lookups.store('db', 'the value');
    const [before] = await place.execute('select kek_id from data_key');
    await place.execute(
      `insert into key_encryption_key (id, key_check) select 'other', key_check from key_encryption_key`
    );
    await place.execute(`update data_key set kek_id = 'other'`);
    // As where another backend has made the key: what it has encrypted cannot be had here yet.
    expect(await read('db')).toEqual({ status: 503, text: '{"code":"sealed"}' });
    await place.execute(`update data_key set kek_id = '${String(before?.kek_id)}'`);
    expect(await read('db')).toEqual(ok('the value'));
  });

  it('A2: a row that is copied or moved to another name does not open there', async () => {
    await lookups.store('mine', 'the value');
    await lookups.store('yours', 'another');
    const [mine, yours] = await place.execute('select id, uid from secure_value order by id');
    for (const [table, columns] of [
      ['secure_value_payload', ['fmt', 'iv', 'ct', 'tag']],
      ['data_key', ['kek_id', 'wrap_iv', 'wrapped_dek', 'wrap_tag']],
    ] as const) {
      const of = (column: string) =>
        `${column} = (select other.${column} from ${table} other where other.secure_value_id = ${String(mine?.id)})`;
      const changes = columns.map(of).join(', ');
      await place.execute(`update ${table} set ${changes} where secure_value_id = ${String(yours?.id)}`);
    }
    expect(await read('yours')).toEqual(GENERIC);
    expect(await read('mine')).toEqual(ok('the value'));

    // With its uid too, and so with all of it but the name.
    await place.execute(`update secure_value set uid = '${String(mine?.uid)}' where id = ${String(yours?.id)}`);
    expect(await read('yours')).toEqual(GENERIC);
  });

  it('A7: a revoked token is refused on the next request, whichever kind it is', async () => {
    await lookups.store('db', 'the value');
    expect(await read('db')).toEqual(ok('the value'));
    await lookups.app.tokens.revoke(k6.id, 'user:ada');
    expect(await read('db')).toEqual(UNAUTHORIZED);

    const { token, headers } = await manager();
    const list = async () => (await lookups.app.send('GET', SECURE_VALUES_PATH, undefined, headers)).status;
    expect(await list()).toBe(200);
    await lookups.app.tokens.revoke(token.id, 'user:ada');
    expect(await list()).toBe(401);
  });

  it('A8: changed decrypters count on the next request', async () => {
    const change = (decrypters: readonly string[]) =>
      lookups.app.send(
        'PATCH',
        `${SECURE_VALUES_PATH}/db`,
        { spec: { decrypters } },
        {
          authorization: `Bearer ${ADMIN_TOKEN}`,
          'content-type': 'application/merge-patch+json',
        }
      );
    await lookups.store('db', 'the value');
    expect(await read('db')).toEqual(ok('the value'));
    expect((await change(['synthetic-monitoring'])).status).toBe(200);
    expect(await read('db')).toEqual(NOT_FOUND);
    expect((await change(['k6-cloud'])).status).toBe(200);
    expect(await read('db')).toEqual(ok('the value'));
  });

  it('A9: decrypt answers 503, and no value leaves, while the audit log cannot be written', async () => {
    await lookups.store('db', 'the value');
    const keeper = place.next();
    const directory = auditDirectory(keeper.dataDir);
    const current = join(directory, 'audit.jsonl');
    mkdirSync(directory, { recursive: true });
    symlinkSync('/dev/full', current);
    const full = await openTrailOf(await keeper.open(), keeper.dataDir);
    log = auditedDecryptions(full, () => place.now);
    for (const endpoint of ['decrypt', 'raw']) {
      const { status, text } = await lookups.get(`db/${endpoint}`, k6);
      expect([status, text]).toEqual([503, '{"code":"unavailable"}']);
    }
    const { status } = await lookups.get('db/raw', k6, 'HEAD');
    expect(status).toBe(503);
    // Nor does anybody learn that there is no such secret, or that a token is wrong, without a line about it.
    expect((await lookups.get('absent/raw', k6)).status).toBe(503);
    expect((await lookups.get('db/raw', { headers: { authorization: 'Bearer svs_wrong' } })).status).toBe(503);
    await full.close();
    expect(lookups.app.log()).not.toContain('the value');

    rmSync(current);
    const writable = await openTrailOf(await place.next().open(), keeper.dataDir);
    log = auditedDecryptions(writable, () => place.now);
    expect(await read('db')).toEqual(ok('the value'));
    await writable.close();
    expect(readFileSync(current, 'utf8')).toMatch(
      /^[^\n]*"secure-value\.decrypt","outcome":"allowed"[^\n]*"name":"db"[^\n]*\n$/
    );
  });

  it('A11 (of tokens, for secure values have no TTL in this API): an expired one is refused at the exact second', async () => {
    await lookups.store('db', 'the value');
    const { headers } = await manager();
    const list = async () => (await lookups.app.send('GET', SECURE_VALUES_PATH, undefined, headers)).status;
    place.now += HOUR_SECONDS * 1000 - 1;
    expect([await read('db'), await list()]).toEqual([ok('the value'), 200]);
    place.now += 1;
    expect([await read('db'), await list()]).toEqual([UNAUTHORIZED, 401]);
  });

  it('A16: a token that has expired is refused though the clock is moved back', async () => {
    await lookups.store('db', 'the value');
    const { headers } = await manager();
    const list = async () => (await lookups.app.send('GET', SECURE_VALUES_PATH, undefined, headers)).status;
    expect([await read('db'), await list()]).toEqual([ok('the value'), 200]);
    place.now += HOUR_SECONDS * 1000;
    await read('db');
    place.now -= HOUR_SECONDS * 1000;
    expect([await read('db'), await list()]).toEqual([UNAUTHORIZED, 401]);
    expect(await lookups.app.tokens.check(presentedToken(k6.text), 'decrypter')).toEqual({
      ok: false,
      fault: 'expired',
    });
    k6 = await lookups.mint();
    expect(await read('db')).toEqual(ok('the value'));
  });

  it.each(['../x', '%2e%2e/x', '%2e%2e%2fx', 'a%2fb', 'A', '__proto__', 'constructor', 'a'.repeat(254)])(
    'A13: the name %s leads to no file, and to nothing that is stored',
    async (name) => {
      await lookups.store('x', 'the value');
      await lookups.store('b', 'the value');
      const { vault, port } = lookups.app;
      const asked = (['get', 'reveal', 'look', 'change', 'update', 'delete', 'create'] as const).map((method) =>
        jest.spyOn(vault, method)
      );
      const files = readdirSync(place.dataDir, { recursive: true }).toSorted();
      for (const [path, authorization] of [
        [`/api/v1/secrets/${name}/decrypt`, k6.headers.authorization],
        [`/api/v1/secrets/${name}/raw`, k6.headers.authorization],
        [`${SECURE_VALUES_PATH}/${name}`, `Bearer ${ADMIN_TOKEN}`],
      ]) {
        const answer = await rawRequest(port, [
          `GET ${path} HTTP/1.1`,
          'Host: 127.0.0.1',
          `Authorization: ${authorization}`,
        ]);
        expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
        expect(answer).not.toContain('the value');
      }
      // What is looked for at all is looked for by that name alone, as a whole.
      const names = asked.flatMap(({ mock }) => mock.calls.map(([namespace, of]) => [namespace, of]));
      expect(names.filter(([namespace, of]) => namespace !== 'default' || of !== decodeURIComponent(name))).toEqual([]);
      expect(readdirSync(place.dataDir, { recursive: true }).toSorted()).toEqual(files);
      expect((await vault.list('default')).map((stored) => stored.name).toSorted()).toEqual(['b', 'x']);
    }
  );

  async function manager() {
    const { token, text } = await lookups.app.tokens.create(
      { kind: 'management', role: 'Admin', permissions: [], namespace: 'default', lifetimeSeconds: HOUR_SECONDS },
      'user:ada'
    );
    return { token, headers: { authorization: `Bearer ${text.use(String)}` } };
  }

  it('keeps the metadata of what does not open', async () => {
    await lookups.store('db', 'the value');
    await place.execute('update data_key set destroyed = 0, wrap_tag = wrap_iv');
    expect(await read('db')).toEqual(GENERIC);
    expect(await lookups.app.vault.get('default', 'db')).toMatchObject({ description: draftOf('db').description });
  });
});
