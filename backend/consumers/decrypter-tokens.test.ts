import { AS_ADMIN } from '../http/testing/served-app.ts';
import { Lookups, type Minted } from './testing/lookups.ts';

let lookups: Lookups;
let k6: Minted;
beforeEach(async () => {
  lookups = await Lookups.start();
  k6 = await lookups.mint();
});
afterEach(() => lookups.close());

describe('who has no working decrypter token', () => {
  const UNAUTHORIZED = '{"code":"unauthorized"}';

  async function expectRefused(headers: Record<string, string>, reason: string): Promise<void> {
    const look = jest.spyOn(lookups.app.vault, 'look');
    const get = jest.spyOn(lookups.app.vault, 'get');
    for (const path of ['db/decrypt', 'db/raw', 'absent/raw', 'A/decrypt', 'x', '']) {
      const { status, text, headers: sent } = await lookups.get(path, { headers: headers as Minted['headers'] });
      expect([path, status, text]).toEqual([path, 401, UNAUTHORIZED]);
      expect([sent.get('www-authenticate'), sent.get('cache-control')]).toEqual(['Bearer', 'no-store']);
    }
    expect([look.mock.calls, get.mock.calls]).toEqual([[], []]);
    expect(new Set(lookups.recorded.outcomes)).toEqual(new Set([reason]));
    expect(lookups.recorded.attempts.map(({ actor }) => actor)).toEqual(Array.from({ length: 6 }, () => undefined));
  }

  beforeEach(() => lookups.store('db', 'v'));

  it('gets 401 without any credentials', () => expectRefused({}, 'no-token'));

  it('gets 401 with the token of another secret', () =>
    expectRefused(
      { authorization: `Bearer ${k6.text.slice(0, -1)}${k6.text.endsWith('A') ? 'B' : 'A'}` },
      'token-unknown'
    ));

  it('gets 401 as the administrator of the settings', () => expectRefused(AS_ADMIN, 'token-unknown'));

  it('gets 401 with a management token, whatever its role', async () => {
    const { text } = await lookups.app.tokens.create(
      { kind: 'management', role: 'Admin', permissions: [], namespace: 'default', lifetimeSeconds: 60 },
      'user:ada'
    );
    const shown = text.use((bytes) => bytes.toString());
    await expectRefused({ authorization: `Bearer ${shown}` }, 'token-of-another-kind');
  });

  it('gets 401 with a session', async () => {
    const login = await fetch(`${lookups.app.url}/login?token=${lookups.app.links.issue()}`, { redirect: 'manual' });
    const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';');
    expect(cookie).not.toBe('');
    await expectRefused({ cookie }, 'no-token');
  });

  it('A11 (of tokens): gets 401 in the first second after its expiry, and not before', async () => {
    lookups.app.place.now += 3599 * 1000;
    expect((await lookups.get('db/raw', k6)).status).toBe(200);
    lookups.recorded.attempts.length = 0;
    lookups.app.place.now += 1000;
    await expectRefused(k6.headers, 'token-expired');
  });

  it('A7: gets 401 with the next request after its token was revoked', async () => {
    expect((await lookups.get('db/raw', k6)).status).toBe(200);
    lookups.recorded.attempts.length = 0;
    await lookups.app.tokens.revoke(k6.id, 'user:ada');
    await expectRefused(k6.headers, 'token-revoked');
  });
});

describe('a token for a service', () => {
  it.each([
    '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues',
    '/apis',
    '/api/v1/tokens',
    '/api/v1/nothing',
  ])('is unknown everywhere else: %s', async (path) => {
    const answer = await lookups.app.send('GET', path, undefined, k6.headers);
    expect([answer.status, answer.json]).toEqual([401, expect.objectContaining({ message: 'Unauthorized' })]);
  });

  it('signs nobody in', async () => {
    const login = await lookups.app.send('POST', '/login', { user: 'None', password: k6.text }, {});
    expect([login.status, login.headers.get('set-cookie')]).toEqual([401, null]);
  });
});
