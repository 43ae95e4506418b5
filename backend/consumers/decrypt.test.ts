import { rm } from 'node:fs/promises';
import { VALUE_MAX_BYTES } from '../../src/domain/limits.ts';
import { rawRequest } from '../http/testing/raw-request.ts';
import { AS_ADMIN } from '../http/testing/served-app.ts';
import { KeeperFailedError } from '../vault/remote-store.ts';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf, type VaultPlace } from '../vault/testing/vault-place.ts';
import { VaultError } from '../vault/vault.ts';
import { Lookups, type Minted } from './testing/lookups.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NOT_FOUND = '{"code":"not_found"}';
/** Quotes, escapes, lines, controls, emoji, and no line end of its own to lose or gain. */
const AWKWARD = ' "q" \\ / \n\r\n\t\0\u007f \u2028 é 漢 🔑 ${secrets.x} $secret:y\n';

let lookups: Lookups;
let k6: Minted;
beforeEach(async () => {
  lookups = await Lookups.start();
  k6 = await lookups.mint();
});
afterEach(() => lookups.close());

describe('decrypt', () => {
  it('answers the plaintext first, and then what the schema has beside it', async () => {
    await lookups.store('db', 'v');
    const answer = await lookups.get('db/decrypt', k6);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.json).toEqual({
      plaintext: 'v',
      name: 'db',
      uuid: expect.stringMatching(UUID),
      description: 'What db is for',
      labels: [
        { name: 'team', value: 'sre' },
        { name: 'example.com/tier', value: 'gold' },
      ],
      org_id: 1,
      stack_id: 1,
      created_by: 'user:ada',
      created_at: 1_700_000_000,
      modified_at: 1_700_000_000,
    });
    expect(answer.text.startsWith('{"plaintext":"v","name":')).toBe(true);
  });

  it('answers the plaintext alone where nothing else is wanted', async () => {
    await lookups.store('db', 'v');
    expect((await lookups.get('db/decrypt?fields=plaintext', k6)).text).toBe('{"plaintext":"v"}');
    for (const query of ['fields=', 'fields=name', 'fields=plaintext&fields=plaintext', 'fields=plaintext,name']) {
      const { status, text } = await lookups.get(`db/decrypt?${query}`, k6);
      expect([query, status, text]).toEqual([query, 400, '{"code":"invalid_fields"}']);
    }
    expect((await lookups.get('db/decrypt?other=1', k6)).json).toMatchObject({ plaintext: 'v', name: 'db' });
  });

  it('gives each namespace its own', async () => {
    await lookups.store('db', 'here');
    await lookups.store('db', 'there', { namespace: 'org-2' });
    const there = await lookups.mint({ namespace: 'org-2' });
    expect((await lookups.get('db/decrypt', k6)).json).toMatchObject({ plaintext: 'here', org_id: 1 });
    expect((await lookups.get('db/decrypt', there)).json).toMatchObject({ plaintext: 'there', org_id: 2, stack_id: 2 });
  });

  it('gives the newest value, at once', async () => {
    await lookups.store('db', 'before');
    expect((await lookups.get('db/raw', k6)).text).toBe('before');
    await lookups.app.vault.update(draftOf('db'), SecretValue.fromUtf8('after'), 'user:ada');
    expect((await lookups.get('db/raw', k6)).text).toBe('after');
  });
});

describe('raw', () => {
  it('answers the bytes of the value, and nothing else', async () => {
    await lookups.store('db', AWKWARD);
    const answer = await lookups.get('db/raw', k6);
    expect([answer.status, answer.text]).toEqual([200, AWKWARD]);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(AWKWARD)));
  });

  it('answers the longest value', async () => {
    const value = '🔑'.repeat(VALUE_MAX_BYTES / 4);
    await lookups.store('db', value);
    expect((await lookups.get('db/raw', k6)).text).toBe(value);
  });

  it('is the same value as the other way', async () => {
    await lookups.store('db', AWKWARD);
    expect((await lookups.get('db/decrypt', k6)).json).toMatchObject({ plaintext: AWKWARD });
  });

  it('compresses nothing, whoever asks for it', async () => {
    await lookups.store('db', 'v'.repeat(2000));
    const headers = { ...k6.headers, 'accept-encoding': 'gzip' };
    expect((await lookups.get('db/raw', { headers })).headers.get('content-encoding')).toBeNull();
  });
});

describe('HEAD', () => {
  it.each(['decrypt', 'raw'])('of %s tells whether there is an answer, and decrypts nothing', async (endpoint) => {
    await lookups.store('db', 'v');
    const reveal = lookups.interceptReveals();
    const found = await lookups.get(`db/${endpoint}`, k6, 'HEAD');
    expect([found.status, found.text, found.headers.get('content-length')]).toEqual([200, '', null]);
    expect((await lookups.get(`absent/${endpoint}`, k6, 'HEAD')).status).toBe(404);
    expect(reveal).not.toHaveBeenCalled();
    expect(lookups.recorded.attempts.map(({ operation }) => operation)).toEqual(['check', 'check']);
  });
});

describe('what the bearer may not have', () => {
  it('looks the same as what is not there', async () => {
    await lookups.store('others', 'v', { decrypters: ['synthetic-monitoring'] });
    await lookups.store('nobodys', 'v', { decrypters: [] });
    await lookups.store('elsewhere', 'v', { namespace: 'org-2' });
    await lookups.store('unnamed', 'v');
    await lookups.store('mine', 'v');
    const only = await lookups.mint({ only: ['mine', 'abs*', 'others', 'nobodys', 'elsewhere'] });
    const here = await lookups.mint({ sources: [{ family: 'ipv4', network: '127.0.0.0', prefixLength: 8 }] });
    const there = await lookups.mint({ sources: [{ family: 'ipv4', network: '10.0.0.0', prefixLength: 8 }] });
    expect((await lookups.get('mine/raw', only)).status).toBe(200);
    expect((await lookups.get('mine/raw', here)).status).toBe(200);
    lookups.recorded.attempts.length = 0;

    const asked: ReadonlyArray<[string, Minted, string]> = [
      ['absent', only, 'absent'],
      ['a..b', k6, 'absent'],
      ['others', only, 'not-a-decrypter'],
      ['nobodys', only, 'not-a-decrypter'],
      ['elsewhere', only, 'absent'],
      ['unnamed', only, 'name-not-allowed'],
      ['mine', there, 'source-not-allowed'],
    ];
    for (const endpoint of ['decrypt', 'raw']) {
      for (const [name, token] of asked) {
        const { status, text, headers } = await lookups.get(`${name}/${endpoint}`, token);
        const shown = [...headers].filter(([header]) => !['date', 'x-request-id'].includes(header));
        const like = await lookups.get(`absent/${endpoint}`, k6);
        const likeShown = [...like.headers].filter(([header]) => !['date', 'x-request-id'].includes(header));
        expect([name, status, text, shown]).toEqual([name, 404, NOT_FOUND, likeShown]);
      }
    }
    const reasons = lookups.recorded.outcomes.filter((_reason, index) => index % 2 === 0);
    expect(reasons).toEqual([...asked, ...asked].map(([, , reason]) => reason));
  });

  it('A8: is gone with the next request, where the secret no longer names the service', async () => {
    await lookups.store('db', 'v');
    expect((await lookups.get('db/raw', k6)).status).toBe(200);
    await lookups.app.vault.update(draftOf('db', { decrypters: ['synthetic-monitoring'] }), undefined, 'user:ada');
    expect((await lookups.get('db/raw', k6)).status).toBe(404);
    await lookups.app.vault.update(draftOf('db'), undefined, 'user:ada');
    expect((await lookups.get('db/raw', k6)).status).toBe(200);
    await lookups.app.vault.delete('default', 'db', 'user:ada');
    expect((await lookups.get('db/raw', k6)).status).toBe(404);
  });

  it('is what it was when it was decided who may have it, and never what it has become since', async () => {
    await lookups.store('db', 'before');
    lookups.interceptReveals().mockImplementationOnce(async (reveal) => {
      await handOver('after');
      return reveal();
    });
    expect((await lookups.get('db/raw', k6)).text).toBe('before');
    expect((await lookups.get('db/raw', k6)).status).toBe(404);
    expect(lookups.recorded.attempts).toMatchObject([
      { version: 1, outcome: { kind: 'allowed' } },
      { version: 2, outcome: { reason: 'not-a-decrypter' } },
    ]);
  });

  it('is decided anew where the version has gone before its value was read', async () => {
    await lookups.store('db', 'before');
    lookups.interceptReveals().mockImplementationOnce(async () => {
      await handOver('after');
      throw new VaultError('not-found');
    });
    const answer = await lookups.get('db/raw', k6);
    expect([answer.status, answer.text]).toEqual([404, NOT_FOUND]);
    expect(lookups.recorded.outcomes).toEqual(['not-a-decrypter']);
  });

  it('is answered with the new value, where the version has gone and the new one still names the service', async () => {
    await lookups.store('db', 'before');
    lookups.interceptReveals().mockImplementationOnce(async () => {
      await lookups.app.vault.update(draftOf('db'), SecretValue.fromUtf8('after'), 'user:ada');
      throw new VaultError('not-found');
    });
    expect((await lookups.get('db/raw', k6)).text).toBe('after');
  });

  it('is not had by asking again and again while it changes each time', async () => {
    await lookups.store('db', 'before');
    lookups.interceptReveals().mockRejectedValue(new VaultError('not-found'));
    const answer = await lookups.get('db/raw', k6);
    expect([answer.status, answer.text]).toEqual([503, '{"code":"unavailable"}']);
    expect(lookups.recorded.outcomes).toEqual(['changing']);
  });

  async function handOver(value: string): Promise<void> {
    const changed = draftOf('db', { decrypters: ['synthetic-monitoring'] });
    await lookups.app.vault.update(changed, SecretValue.fromUtf8(value), 'user:ada');
  }
});

describe('a name', () => {
  it.each([
    ...[
      'A',
      'a_b',
      '-a',
      'a-',
      '.a',
      'a.',
      '..',
      '%2e%2e',
      '%2e%2e%2fx',
      'a%2fb',
      'a%20b',
      'a%00',
      '%C3%A4',
      '__proto__',
    ],
    ...['a%252fb', 'constructor%2f', 'a'.repeat(254), '%61%2e', 'db%3fx=1'],
  ])('A13: that is none is refused before the store is asked: %s', async (name) => {
    const look = jest.spyOn(lookups.app.vault, 'look');
    const answer = await rawRequest(lookups.app.port, [
      `GET /api/v1/secrets/${name}/raw HTTP/1.1`,
      'Host: 127.0.0.1',
      `Authorization: ${k6.headers.authorization}`,
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*\{"code":"invalid_name"\}$/);
    expect(look).not.toHaveBeenCalled();
    expect(lookups.recorded.attempts).toMatchObject([{ name: undefined, outcome: { reason: 'invalid-name' } }]);
  });

  it.each(['a/b/decrypt', '../db/decrypt', 'a/../db/raw', 'db', 'db/', 'db?b=1/raw', 'db/decrypt/x', 'db/Raw', ''])(
    'is one segment: %s leads nowhere',
    async (path) => {
      await lookups.store('db', 'v');
      const answer = await rawRequest(lookups.app.port, [
        `GET /api/v1/secrets/${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: ${k6.headers.authorization}`,
      ]);
      expect(answer).toMatch(/^HTTP\/1\.1 40[04] [^]*\{"code":"(not_found|invalid_name)"\}$/);
    }
  );

  it('is decoded once', async () => {
    await lookups.store('db.a', 'v');
    expect((await lookups.get('%64b%2ea/raw', k6)).text).toBe('v');
  });
});

describe('another method', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is refused: %s', async (method) => {
    await lookups.store('db', 'v');
    const answer = await lookups.get('db/raw', k6, method);
    expect([answer.status, answer.text, answer.headers.get('allow')]).toEqual([
      405,
      '{"code":"method_not_allowed"}',
      'GET, HEAD',
    ]);
    expect((await lookups.get('db/raw', { headers: AS_ADMIN }, method)).status).toBe(401);
  });
});

it('answers an error of the service as one, without saying what it is', async () => {
  await lookups.store('db', 'v');
  lookups.interceptReveals().mockRejectedValueOnce(new Error('QqCanaryQq'));
  const answer = await lookups.get('db/raw', k6);
  expect([answer.status, answer.text]).toEqual([500, '{"code":"internal"}']);
  expect(lookups.recorded.outcomes).toEqual(['internal']);
  expect(lookups.app.log()).not.toContain('QqCanaryQq');
  expect(lookups.app.log()).toContain('"level":50');
});

it.each<['sealed' | 'unavailable' | 'corrupt', number, string]>([
  ['sealed', 503, 'sealed'],
  ['unavailable', 503, 'unavailable'],
  ['corrupt', 500, 'internal'],
])('answers where the store is %s: %d', async (code, status, told) => {
  await lookups.store('db', 'v');
  lookups.interceptReveals().mockRejectedValueOnce(new VaultError(code));
  const answer = await lookups.get('db/raw', k6);
  expect([answer.status, answer.text]).toEqual([status, `{"code":"${told}"}`]);
  expect(lookups.recorded.attempts).toMatchObject([{ outcome: { kind: 'failed', reason: code } }]);
  jest.spyOn(lookups.app.tokens, 'check').mockRejectedValueOnce(new VaultError(code));
  expect((await lookups.get('db/raw', k6)).status).toBe(status);
});

it('answers where the store of a keeper fails', async () => {
  await lookups.store('db', 'v');
  lookups.interceptReveals().mockRejectedValueOnce(new KeeperFailedError('ECONNREFUSED'));
  const answer = await lookups.get('db/raw', k6);
  expect([answer.status, answer.text]).toEqual([503, '{"code":"unavailable"}']);
  expect(lookups.recorded.outcomes).toEqual(['unavailable']);
  expect(lookups.app.log()).toContain('ECONNREFUSED');
});

it('keeps to the host that it is for', async () => {
  const answer = await rawRequest(lookups.app.port, [
    'GET /api/v1/secrets/db/raw HTTP/1.1',
    'Host: evil.example.com',
    `Authorization: ${k6.headers.authorization}`,
  ]);
  expect(answer).toMatch(/^HTTP\/1\.1 421 /);
});

describe('a sealed store', () => {
  async function losesItsKeys(place: VaultPlace): Promise<void> {
    const vault = await place.open();
    await vault.create(draftOf('db'), SecretValue.fromUtf8('v'), 'user:ada');
    await vault.close();
    await rm(place.keyFile);
  }

  it('gives no values, and says why', async () => {
    const sealed = await Lookups.start({ prepare: losesItsKeys });
    const token = await sealed.mint();
    for (const path of ['db/decrypt', 'db/raw', 'absent/raw']) {
      const { status, text } = await sealed.get(path, token);
      expect([path, status, text]).toEqual([path, 503, '{"code":"sealed"}']);
    }
    expect(sealed.recorded.outcomes).toEqual(['sealed', 'sealed', 'sealed']);
    expect((await sealed.get('db/raw', { headers: AS_ADMIN })).status).toBe(401);
    await sealed.close();
  });
});
