import timers from 'node:timers/promises';
import { SecretValue } from '../vault/secret-value.ts';
import { draftOf } from '../vault/testing/vault-place.ts';
import { FAILURE_PAUSE_MS } from './lookup-limits.ts';
import { Lookups, type Minted } from './testing/lookups.ts';

const WRONG: Pick<Minted, 'headers'> = { headers: { authorization: `Bearer svs_aaaaaaaaaaaa_${'A'.repeat(43)}` } };

let lookups: Lookups;
afterEach(() => lookups.close());

async function start(env: NodeJS.ProcessEnv): Promise<void> {
  lookups = await Lookups.start({ env });
  await lookups.store('db', 'v');
}

async function statuses(count: number, token: Pick<Minted, 'headers'>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => lookups.get('db/raw', token)));
  return answers.map(({ status }) => status).sort();
}

const many = (count: number, status: number) => Array.from({ length: count }, () => status);

describe('by default', () => {
  beforeEach(() => start({}));

  it('a token may ask 100 times at once, and is then told when to come back, while others go on', async () => {
    const [busy, other] = [await lookups.mint(), await lookups.mint()];
    expect(await statuses(101, busy)).toEqual([...many(100, 200), 429]);
    const refused = await lookups.get('absent/decrypt', busy);
    expect([refused.status, refused.text]).toEqual([429, '{"code":"rate_limited"}']);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(10);
    expect(lookups.recorded.outcomes.slice(-2)).toEqual(['rate-limited', 'rate-limited']);
    expect((await lookups.get('db/raw', other)).status).toBe(200);
  });

  it('ten wrong tokens of a source are answered at once, and the next ones late, as all others', async () => {
    const good = await lookups.mint();
    expect(await statuses(10, WRONG)).toEqual(many(10, 401));
    const pause = jest.spyOn(timers, 'setTimeout');
    const before = performance.now();
    const late = statuses(3, WRONG);
    // Not held up behind them, though from the same address.
    expect(await statuses(20, good)).toEqual(many(20, 200));
    expect(await late).toEqual(many(3, 401));
    expect(performance.now() - before).toBeGreaterThanOrEqual(FAILURE_PAUSE_MS - 1);
    expect(pause.mock.calls).toEqual([[FAILURE_PAUSE_MS], [FAILURE_PAUSE_MS], [FAILURE_PAUSE_MS]]);
    pause.mockRestore();
    expect(lookups.recorded.outcomes.filter((outcome) => outcome === 'token-unknown')).toHaveLength(13);
  });
});

describe('a setting', () => {
  it('changes how often a token may ask', async () => {
    await start({ SECRETS_LIMIT_LOOKUPS_AT_ONCE: '2', SECRETS_LIMIT_LOOKUPS_PER_MINUTE: '1' });
    const token = await lookups.mint();
    expect(await statuses(3, token)).toEqual([200, 200, 429]);
    expect(Number((await lookups.get('db/raw', token)).headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('changes how often all tokens of a namespace may ask, and others are not counted', async () => {
    await start({ SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE: '3' });
    await lookups.store('db', 'v', { namespace: 'org-2' });
    const tokens = [await lookups.mint(), await lookups.mint()];
    const counted = await Promise.all(tokens.map((token) => statuses(2, token)));
    expect(counted.flat().sort()).toEqual([200, 200, 200, 429]);
    expect(lookups.recorded.outcomes).toContain('rate-limited-namespace');
    expect(await statuses(3, await lookups.mint({ namespace: 'org-2' }))).toEqual([200, 200, 200]);
  });

  it('changes how many wrong tokens are answered at once', async () => {
    await start({ SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE: '50' });
    const pause = jest.spyOn(timers, 'setTimeout');
    expect(await statuses(50, WRONG)).toEqual(many(50, 401));
    expect(pause).not.toHaveBeenCalled();
    expect(await statuses(1, WRONG)).toEqual([401]);
    expect(pause).toHaveBeenCalledWith(FAILURE_PAUSE_MS);
    pause.mockRestore();
  });

  it('bounds how many secrets are decrypted at once, and not how many ask for one', async () => {
    await start({ SECRETS_LIMIT_CONCURRENT_DECRYPTIONS: '1' });
    await lookups.store('other', 'w');
    const token = await lookups.mint();
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    lookups.interceptReveals().mockImplementationOnce(async (reveal) => {
      begun.resolve();
      await gate.promise;
      return reveal();
    });
    const first = lookups.get('db/raw', token);
    await begun.promise;
    const busy = await lookups.get('other/raw', token);
    expect([busy.status, busy.text, busy.headers.get('retry-after')]).toEqual([503, '{"code":"unavailable"}', '1']);
    const second = lookups.get('db/raw', token);
    gate.resolve();
    expect([(await first).text, (await second).text]).toEqual(['v', 'v']);
    expect((await lookups.get('other/raw', token)).text).toBe('w');
    expect(lookups.recorded.outcomes.filter((outcome) => outcome !== 'allowed')).toEqual(['busy']);
  });
});

describe('fifty who ask for one secret at once', () => {
  beforeEach(() => start({}));

  it('get fifty answers from one decryption', async () => {
    const token = await lookups.mint();
    const gate = Promise.withResolvers<void>();
    const reveals = lookups.interceptReveals().mockImplementation(async (reveal) => {
      await gate.promise;
      return reveal();
    });
    const looks = jest.mocked(lookups.app.vault.look);
    const asked = Array.from({ length: 50 }, (_, index) =>
      lookups.get(index % 2 === 0 ? 'db/raw' : 'db/decrypt', token)
    );
    while (looks.mock.calls.length < 50) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    gate.resolve();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(many(50, 200));
    expect(
      answers.map(({ text, json }) => (json === undefined ? text : (json as { plaintext: string }).plaintext))
    ).toEqual(Array.from({ length: 50 }, () => 'v'));
    expect(reveals).toHaveBeenCalledTimes(1);
    expect(lookups.recorded.outcomes).toEqual(Array.from({ length: 50 }, () => 'allowed'));
  });

  it('and half of whom may not have it: they do not get it', async () => {
    const [mine, others] = [await lookups.mint(), await lookups.mint({ decrypter: 'grafana-workflows' })];
    const all = await Promise.all([statuses(25, mine), statuses(25, others)]);
    expect(all).toEqual([many(25, 200), many(25, 404)]);
  });

  it('while it changes get the value before or after, each whole', async () => {
    const token = await lookups.mint();
    const update = lookups.app.vault.update(draftOf('db'), SecretValue.fromUtf8('w'), 'user:ada');
    const answers = await Promise.all(Array.from({ length: 50 }, () => lookups.get('db/raw', token)));
    await update;
    expect(answers.filter(({ text }) => text !== 'v' && text !== 'w').map(({ status }) => status)).toEqual([]);
  });
});
