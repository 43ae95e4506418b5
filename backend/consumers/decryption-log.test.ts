import { dirname } from 'node:path';
import { rawRequest } from '../http/testing/raw-request.ts';
import { serve } from '../http/testing/served-app.ts';
import { encodingsOf, filesHolding } from '../vault/testing/canary.ts';
import { Lookups } from './testing/lookups.ts';

/** Letters, a digit and marks that JSON, URLs and HTML write differently. */
const CANARY = 'QqCanary-7/"ü<&>Qq';
/** It has the form of a name. */
const NAMELIKE_CANARY = 'qq-canary-0123456789';

describe('what is recorded', () => {
  let lookups: Lookups;
  beforeEach(async () => {
    lookups = await Lookups.start();
    await lookups.store('db', CANARY);
  });
  afterEach(() => lookups.close());

  it('is who asked for what, from where, and what came of it', async () => {
    const k6 = await lookups.mint();
    const { headers } = await lookups.get('db/decrypt', k6);
    await lookups.get('absent/raw', k6);
    const actor = { tokenId: k6.id, decrypter: 'k6-cloud', namespace: 'default' };
    expect(lookups.recorded.attempts).toEqual([
      {
        requestId: headers.get('x-request-id'),
        ...{ operation: 'decrypt', source: '127.0.0.1', actor, name: 'db', version: 1 },
        outcome: { kind: 'allowed' },
      },
      {
        requestId: expect.any(String),
        ...{ operation: 'raw', source: '127.0.0.1', actor, name: 'absent', version: undefined },
        outcome: { kind: 'refused', reason: 'absent' },
      },
    ]);
  });

  it('is recorded before a value leaves: where it cannot be, none does', async () => {
    const k6 = await lookups.mint();
    lookups.recorded.isFull = true;
    for (const path of ['db/decrypt', 'db/raw', 'absent/raw', 'A/raw', 'x']) {
      const { status, text } = await lookups.get(path, k6);
      expect([path, status, text]).toEqual([path, 503, '{"code":"unavailable"}']);
    }
    expect((await lookups.get('db/raw', { headers: { authorization: 'Bearer x' } })).status).toBe(503);
    lookups.recorded.isFull = false;
    expect((await lookups.get('db/raw', k6)).text).toBe(CANARY);
  });
});

describe('the log', () => {
  it('has a line for every attempt, and a name in it where there is a secret of it', async () => {
    const app = await serve();
    try {
      const lookups = Lookups.on(app);
      await lookups.store('db', 'v');
      const k6 = await lookups.mint();
      await lookups.get('db/raw', k6);
      await lookups.get(`${NAMELIKE_CANARY}/raw`, k6);
      const lines = app
        .log()
        .split('\n')
        .filter((line) => line.includes('"msg":"decryption"'))
        .map((line) => JSON.parse(line));
      const actor = { tokenId: k6.id, decrypter: 'k6-cloud', namespace: 'default' };
      expect(lines).toMatchObject([
        { ...actor, operation: 'raw', source: '127.0.0.1', name: 'db', version: 1, outcome: { kind: 'allowed' } },
        { ...actor, operation: 'raw', source: '127.0.0.1', outcome: { kind: 'refused', reason: 'absent' } },
      ]);
      expect(app.log()).not.toContain(NAMELIKE_CANARY);
    } finally {
      await app.close();
    }
  });
});

describe('a value', () => {
  it('is in the body of the answer to who may have it, and nowhere else', async () => {
    const app = await serve();
    const lookups = Lookups.on(app);
    const seen: string[] = [];
    const get = async (path: string, token: { headers: Record<string, string> }, method = 'GET') => {
      const answer = await app.send(method, `/api/v1/secrets/${path}`, undefined, token.headers);
      seen.push(JSON.stringify([...answer.headers]));
      return answer;
    };
    try {
      await lookups.store('db', CANARY);
      const [k6, others] = [await lookups.mint(), await lookups.mint({ decrypter: 'others' })];
      expect((await get('db/raw', k6)).text).toBe(CANARY);
      expect((await get('db/decrypt', k6)).json).toMatchObject({ plaintext: CANARY });
      const refused = [
        await get('db/raw', k6, 'HEAD'),
        await get('db/decrypt', k6, 'HEAD'),
        await get('db/raw', others),
        await get('db/decrypt', others),
        await get('db/raw', { headers: {} }),
        await get(`${encodeURIComponent(CANARY)}/raw`, k6),
        await get(`db/decrypt?fields=${encodeURIComponent(CANARY)}`, k6),
        await get(`db/decrypt?x=${encodeURIComponent(CANARY)}`, others),
        await get('db/raw', { headers: { authorization: `Bearer ${CANARY.replace('ü', 'u')}` } }),
        await get('db/raw', k6, 'POST'),
        await app.send('GET', '/api/v1/secrets/db', undefined, k6.headers),
      ];
      seen.push(...refused.map(({ text }) => text));
      expect(refused.map(({ status }) => status)).toEqual([200, 200, 404, 404, 401, 400, 400, 404, 401, 405, 404]);
      seen.push(
        await rawRequest(app.port, [
          `GET /api/v1/secrets/%zz${encodeURIComponent(CANARY)}/raw HTTP/1.1`,
          'Host: 127.0.0.1',
          `Authorization: ${k6.headers.authorization}`,
        ])
      );
      // Nor is the token of who asked.
      for (const form of [CANARY, k6.text.slice(17)].flatMap(encodingsOf)) {
        expect([...seen, app.log()].join('\n')).not.toContain(form);
      }
      expect(app.log()).toContain('"msg":"decryption"');
      const root = dirname(app.place.dataDir);
      expect([...filesHolding(root, CANARY), ...filesHolding(root, k6.text.slice(17))]).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('is wiped once it is sent', async () => {
    const lookups = await Lookups.start();
    try {
      await lookups.store('db', CANARY);
      const wiped: Buffer[] = [];
      const fill = jest.spyOn(Buffer.prototype, 'fill').mockImplementation(function (this: Buffer) {
        wiped.push(Buffer.from(this));
        return this;
      });
      const answer = await lookups.get('db/raw', await lookups.mint());
      // The connection is reused by the next request only when the answer is through.
      await lookups.get('absent/raw', await lookups.mint());
      fill.mockRestore();
      expect(answer.text).toBe(CANARY);
      // As it was decrypted, as it was shared, and as it was sent.
      expect(wiped.filter((bytes) => bytes.toString() === CANARY)).toHaveLength(3);
    } finally {
      await lookups.close();
    }
  });
});
