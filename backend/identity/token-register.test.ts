import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SqlVault } from '../vault/sql-vault.ts';
import { enterVaultPlace, type VaultPlace } from '../vault/testing/vault-place.ts';
import { TokenDigest } from './token-digest.ts';
import type { DecrypterTokenDraft } from './decrypter-draft.ts';
import type { TokenDraft } from './token-draft.ts';
import { ENDED_TOKEN_KEPT_SECONDS, LAST_USED_STEP_SECONDS, type Token, type TokenKind } from './token-record.ts';
import { TokenRegister } from './token-register.ts';
import { isTokenId, presentedToken, type PresentedToken } from './token-text.ts';

const HOUR_MS = 60 * 60 * 1000;
const DRAFT: TokenDraft = {
  kind: 'management',
  role: 'Editor',
  permissions: [
    { action: 'secret.securevalues:read', scope: 'all' },
    { action: 'secret.securevalues:write', scope: { name: 'a' } },
  ],
  namespace: 'org-2',
  lifetimeSeconds: 3600,
};

const DECRYPTER: DecrypterTokenDraft = {
  kind: 'decrypter',
  decrypter: 'k6-cloud',
  only: ['db-*', 'a'],
  sources: [
    { family: 'ipv4', network: '10.0.0.0', prefixLength: 8 },
    { family: 'ipv6', network: '2001:db8::', prefixLength: 32 },
  ],
  namespace: 'default',
  lifetimeSeconds: 60,
};

let place: VaultPlace;
let vault: SqlVault;
let register: TokenRegister;

async function open(): Promise<void> {
  vault = await place.open();
  register = new TokenRegister(vault.store, () => place.now);
}

beforeEach(async () => {
  place = await enterVaultPlace();
  await open();
});
afterEach(() => place.leave());

async function mint(draft: TokenDraft = DRAFT): Promise<PresentedToken> {
  const { text } = await register.create(draft, 'user:ada');
  return text.use((bytes) => presentedToken(bytes));
}

/** The token, if it counts as one of this kind. */
async function verify(shown: PresentedToken, kind: TokenKind = 'management'): Promise<Token | undefined> {
  const check = await register.check(shown, kind);
  return check.ok ? check.token : undefined;
}

/** The same id with another secret. */
async function forge({ parts }: PresentedToken): Promise<PresentedToken> {
  const other = presentedToken(`svs_${parts?.id ?? ''}_${'A'.repeat(43)}`);
  expect(other.parts).toBeDefined();
  return other;
}

function tamper(sql: string): void {
  const database = new DatabaseSync(join(place.dataDir, 'strongroom.db'), { timeout: 1000 });
  database.exec(sql);
  database.close();
}

const lastUsed = async () => (await register.list()).map(({ lastUsedAt }) => lastUsedAt);

describe('a token', () => {
  it('is what it was made to be', async () => {
    const shown = await mint();
    const seconds = place.now / 1000;
    const token = await verify(shown);
    expect(token).toEqual({
      ...{ kind: 'management', id: shown.parts?.id, role: 'Editor', permissions: DRAFT.permissions },
      ...{ namespace: 'org-2', createdAt: seconds, createdBy: 'user:ada', notBefore: seconds },
      ...{ expiresAt: seconds + 3600, revokedAt: undefined, lastUsedAt: undefined },
    });
    expect(await register.list()).toEqual([{ ...token, lastUsedAt: seconds }]);
  });

  it('is still there after a restart', async () => {
    const shown = await mint();
    const before = await register.list();
    await vault.close();
    await open();
    expect(await register.list()).toEqual(before);
    expect(await verify(shown)).toEqual(before[0]);
  });

  it('is nothing with another secret, another id, or in another form', async () => {
    const shown = await mint();
    const other = await mint();
    expect(await verify(await forge(shown))).toBeUndefined();
    expect(await verify(presentedToken(`svs_aaaaaaaaaaaa_${'A'.repeat(43)}`))).toBeUndefined();
    expect(await verify(presentedToken('svs_'))).toBeUndefined();
    const { parts } = shown;
    const swapped = parts && other.parts && { ...shown, parts: { id: parts.id, secret: other.parts.secret } };
    expect(swapped && (await verify(swapped))).toBeUndefined();
    expect(await lastUsed()).toEqual([undefined, undefined]);
  });

  it('A11 (of tokens, for secure values have no TTL in this API): works from its making to the second before its expiry', async () => {
    place.now += 999;
    const shown = await mint();
    place.now += HOUR_MS - 1000;
    expect(await verify(shown)).toBeDefined();
    place.now += 1;
    expect(await verify(shown)).toBeUndefined();
  });

  it('does not work before it was made', async () => {
    const shown = await mint();
    place.now -= 1;
    expect(await verify(shown)).toBeUndefined();
    place.now += 1;
    expect(await verify(shown)).toBeDefined();
  });

  it('can be revoked, once and for all', async () => {
    const [shown, other] = [await mint(), await mint()];
    const id = shown.parts?.id ?? '';
    expect(isTokenId(id) && (await register.revoke(id, 'user:ada'))).toBe(true);
    expect(await verify(shown)).toBeUndefined();
    expect(await verify(other)).toBeDefined();

    const revokedAt = place.now / 1000;
    place.now += HOUR_MS;
    expect(isTokenId(id) && (await register.revoke(id, 'user:ada'))).toBe(true);
    expect((await register.list()).find((token) => token.id === id)?.revokedAt).toBe(revokedAt);
  });

  it('cannot be revoked where there is none', async () => {
    const id = 'aaaaaaaaaaaa';
    expect(isTokenId(id) && (await register.revoke(id, 'user:ada'))).toBe(false);
  });
});

describe('a decrypter token', () => {
  it('is what it was made to be, after a restart too', async () => {
    const shown = await mint(DECRYPTER);
    const seconds = place.now / 1000;
    await vault.close();
    await open();
    expect(await verify(shown, 'decrypter')).toEqual({
      ...{ kind: 'decrypter', id: shown.parts?.id, decrypter: 'k6-cloud', only: DECRYPTER.only },
      ...{ sources: DECRYPTER.sources, namespace: 'default', createdAt: seconds, createdBy: 'user:ada' },
      ...{ notBefore: seconds, expiresAt: seconds + 60, revokedAt: undefined, lastUsedAt: undefined },
    });
  });

  it('is no management token, and a management token is none', async () => {
    const [decrypter, management] = [await mint(DECRYPTER), await mint()];
    expect(await register.check(decrypter, 'management')).toEqual({ ok: false, fault: 'of-another-kind' });
    expect(await register.check(management, 'decrypter')).toEqual({ ok: false, fault: 'of-another-kind' });
    expect(await lastUsed()).toEqual([undefined, undefined]);
  });

  it('can be one of two of a service, while one replaces the other', async () => {
    const [before, after] = [await mint(DECRYPTER), await mint(DECRYPTER)];
    expect([await verify(before, 'decrypter'), await verify(after, 'decrypter')]).toEqual([
      expect.objectContaining({ decrypter: 'k6-cloud' }),
      expect.objectContaining({ decrypter: 'k6-cloud' }),
    ]);
    const id = before.parts?.id ?? '';
    expect(isTokenId(id) && (await register.revoke(id, 'user:ada'))).toBe(true);
    expect(await register.check(before, 'decrypter')).toEqual({ ok: false, fault: 'revoked' });
    expect(await verify(after, 'decrypter')).toBeDefined();
  });

  it('tells the log, and nobody else, why it does not count', async () => {
    const shown = await mint(DECRYPTER);
    expect(await register.check(await forge(shown), 'decrypter')).toEqual({ ok: false, fault: 'unknown' });
    expect(await register.check(presentedToken('svs_'), 'decrypter')).toEqual({ ok: false, fault: 'unknown' });
    place.now -= 1000;
    expect(await register.check(shown, 'decrypter')).toEqual({ ok: false, fault: 'not-yet-valid' });
    place.now += 61_000;
    expect(await register.check(shown, 'decrypter')).toEqual({ ok: false, fault: 'expired' });
  });

  it('is listed and revoked with those of its namespace', async () => {
    const here = (await mint(DECRYPTER)).parts?.id ?? '';
    const elsewhere = (await mint({ ...DECRYPTER, namespace: 'org-2' })).parts?.id ?? '';
    const management = (await mint({ ...DRAFT, namespace: 'default' })).parts?.id ?? '';
    expect((await register.listDecrypters('default')).map(({ id }) => id)).toEqual([here]);
    for (const id of [elsewhere, management]) {
      expect(isTokenId(id) && (await register.revokeDecrypter(id, 'default', 'user:ada'))).toBeUndefined();
    }
    expect((await register.list()).map(({ revokedAt }) => revokedAt)).toEqual([undefined, undefined, undefined]);
    expect(isTokenId(here) && (await register.revokeDecrypter(here, 'default', 'user:ada'))).toMatchObject({
      id: here,
      revokedAt: place.now / 1000,
    });
  });
});

describe('isActive', () => {
  it('follows expiry and revocation', async () => {
    const id = (await mint()).parts?.id ?? '';
    const isActive = async () => isTokenId(id) && (await register.isActive(id));
    expect(await isActive()).toBe(true);
    place.now += HOUR_MS;
    expect(await isActive()).toBe(false);
    const other = (await mint()).parts?.id ?? '';
    expect(isTokenId(other) && (await register.isActive(other))).toBe(true);
    expect(isTokenId(other) && (await register.revoke(other, 'user:ada'))).toBe(true);
    expect(isTokenId(other) && (await register.isActive(other))).toBe(false);
  });

  it('is false for a token that there never was', async () => {
    const id = 'aaaaaaaaaaaa';
    expect(isTokenId(id) && (await register.isActive(id))).toBe(false);
  });
});

describe('the comparison', () => {
  it('A6: is made once, of digests, in constant time, whether there is such a token or not', async () => {
    const shown = await mint();
    const compare = jest.spyOn(TokenDigest.prototype, 'equals');
    try {
      for (const token of [shown, await forge(shown), presentedToken(`svs_aaaaaaaaaaaa_${'A'.repeat(43)}`)]) {
        compare.mockClear();
        await verify(token);
        expect(compare).toHaveBeenCalledTimes(1);
      }
    } finally {
      compare.mockRestore();
    }
  });
});

describe('A16: a token that has expired', () => {
  const stateAfter = async (shown: PresentedToken): Promise<string> => {
    const check = await register.check(shown, 'management');
    return check.ok ? 'active' : check.fault;
  };

  it.each<[string, (shown: PresentedToken) => Promise<unknown>]>([
    ['was refused', (shown) => verify(shown)],
    ['ended a session', async ({ parts }) => parts && register.isActive(parts.id)],
    ['was noticed by nobody but the backend', () => register.expire()],
  ])('and %s does not work again where the clock is moved back, after a restart neither', async (_how, notice) => {
    const [shown, longer] = [await mint(), await mint({ ...DRAFT, lifetimeSeconds: 7200 })];
    place.now += HOUR_MS;
    await notice(shown);
    place.now -= HOUR_MS;
    expect(await stateAfter(shown)).toBe('expired');
    expect(await stateAfter(longer)).toBe('active');
    await vault.close();
    await open();
    expect(await stateAfter(shown)).toBe('expired');
    expect(shown.parts && (await register.isActive(shown.parts.id))).toBe(false);
    expect((await register.list()).map(({ expiredAt }) => expiredAt).toSorted()).toEqual([
      place.now / 1000 + 3600,
      undefined,
    ]);
    expect(await stateAfter(await mint())).toBe('active');
  });

  it('is refused all the same where that cannot be noted', async () => {
    const shown = await mint();
    tamper(`create trigger full before update on token begin select raise(abort, 'full'); end`);
    place.now += HOUR_MS;
    expect(await stateAfter(shown)).toBe('expired');
  });
});

describe('a token that has ended', () => {
  const listed = async (): Promise<string[]> => (await register.list()).map(({ id }) => id);

  it.each<[string, (shown: PresentedToken) => Promise<unknown>]>([
    ['expired', async () => (place.now += HOUR_MS)],
    ['was revoked', async ({ parts }) => parts && register.revoke(parts.id, 'user:ada')],
  ])('because it %s is in lists for 30 days, and refused before and after', async (_why, end) => {
    const [shown, other] = [await mint(), await mint({ ...DRAFT, lifetimeSeconds: 90 * 86_400 })];
    const [id, otherId, start] = [shown.parts?.id, other.parts?.id, place.now];
    await end(shown);
    await register.expire();
    place.now += ENDED_TOKEN_KEPT_SECONDS * 1000 - 1000;
    await register.forgetEnded();
    expect((await listed()).toSorted()).toEqual([id, otherId].toSorted());
    place.now += 1000;
    await register.forgetEnded();
    expect(await listed()).toEqual([otherId]);
    place.now = start;
    expect(await verify(shown)).toBeUndefined();
    expect(await verify(other)).toBeDefined();
  });
});

describe('the time of last use', () => {
  it('is noted in steps', async () => {
    const shown = await mint();
    const first = place.now / 1000;
    const useAfter = async (seconds: number) => {
      place.now += seconds * 1000;
      await verify(shown);
      return lastUsed();
    };
    expect(await useAfter(0)).toEqual([first]);
    expect(await useAfter(LAST_USED_STEP_SECONDS - 1)).toEqual([first]);
    expect(await useAfter(1)).toEqual([first + LAST_USED_STEP_SECONDS]);
  });

  it('keeps nobody out where it cannot be noted', async () => {
    const shown = await mint();
    tamper(`create trigger full before update on token begin select raise(abort, 'full'); end`);
    expect(await verify(shown)).toBeDefined();
    expect(await lastUsed()).toEqual([undefined]);
  });
});

describe('a row that nobody here wrote', () => {
  it.each([
    `update token set permissions = '["secret.securevalues:everything"]'`,
    `update token set permissions = '{}'`,
    `update token set role = 'Root'`,
    `update token set kind = 'other', role = null, permissions = null`,
  ])('lets nobody in: %s', async (sql) => {
    const shown = await mint();
    tamper(sql);
    await expect(verify(shown)).rejects.toMatchObject({ name: 'VaultError', code: 'corrupt' });
  });

  it.each([
    `update token set name_patterns = '["A"]'`,
    `update token set name_patterns = null`,
    `update token set source_ranges = '["10.0.0.0/33"]'`,
    `update token set source_ranges = '{}'`,
  ])('lets no decrypter in: %s', async (sql) => {
    const shown = await mint(DECRYPTER);
    tamper(sql);
    await expect(verify(shown, 'decrypter')).rejects.toMatchObject({ name: 'VaultError', code: 'corrupt' });
  });

  it('can be no decrypter without a service', async () => {
    await mint(DECRYPTER);
    expect(() => tamper('update token set decrypter = null')).toThrow(/CHECK constraint/);
  });
});
