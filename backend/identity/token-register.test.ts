import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SqlVault } from '../vault/sql-vault.ts';
import { enterVaultPlace, type VaultPlace } from '../vault/testing/vault-place.ts';
import { TokenDigest } from './token-digest.ts';
import type { TokenDraft } from './token-draft.ts';
import { LAST_USED_STEP_SECONDS } from './token-record.ts';
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

let place: VaultPlace;
let vault: SqlVault;
let register: TokenRegister;

async function open(): Promise<void> {
  vault = await place.open();
  register = new TokenRegister(vault.db, () => place.now);
}

beforeEach(async () => {
  place = await enterVaultPlace();
  await open();
});
afterEach(() => place.leave());

async function mint(draft = DRAFT): Promise<PresentedToken> {
  const { text } = await register.create(draft, 'user:ada');
  return text.use((bytes) => presentedToken(bytes));
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
    const token = await register.verify(shown);
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
    expect(await register.verify(shown)).toEqual(before[0]);
  });

  it('is nothing with another secret, another id, or in another form', async () => {
    const shown = await mint();
    const other = await mint();
    expect(await register.verify(await forge(shown))).toBeUndefined();
    expect(await register.verify(presentedToken(`svs_aaaaaaaaaaaa_${'A'.repeat(43)}`))).toBeUndefined();
    expect(await register.verify(presentedToken('svs_'))).toBeUndefined();
    const { parts } = shown;
    const swapped = parts && other.parts && { ...shown, parts: { id: parts.id, secret: other.parts.secret } };
    expect(swapped && (await register.verify(swapped))).toBeUndefined();
    expect(await lastUsed()).toEqual([undefined, undefined]);
  });

  it('works from the second of its making to the one before its expiry', async () => {
    place.now += 999;
    const shown = await mint();
    place.now += HOUR_MS - 1000;
    expect(await register.verify(shown)).toBeDefined();
    place.now += 1;
    expect(await register.verify(shown)).toBeUndefined();
    place.now -= HOUR_MS;
    expect(await register.verify(shown)).toBeDefined();
    place.now -= 1000;
    expect(await register.verify(shown)).toBeUndefined();
  });

  it('can be revoked, once and for all', async () => {
    const [shown, other] = [await mint(), await mint()];
    const id = shown.parts?.id ?? '';
    expect(isTokenId(id) && (await register.revoke(id))).toBe(true);
    expect(await register.verify(shown)).toBeUndefined();
    expect(await register.verify(other)).toBeDefined();

    const revokedAt = place.now / 1000;
    place.now += HOUR_MS;
    expect(isTokenId(id) && (await register.revoke(id))).toBe(true);
    expect((await register.list()).find((token) => token.id === id)?.revokedAt).toBe(revokedAt);
  });

  it('cannot be revoked where there is none', async () => {
    const id = 'aaaaaaaaaaaa';
    expect(isTokenId(id) && (await register.revoke(id))).toBe(false);
  });
});

describe('isActive', () => {
  it('follows expiry and revocation', async () => {
    const id = (await mint()).parts?.id ?? '';
    const isActive = async () => isTokenId(id) && (await register.isActive(id));
    expect(await isActive()).toBe(true);
    place.now += HOUR_MS;
    expect(await isActive()).toBe(false);
    place.now -= HOUR_MS;
    expect(await isActive()).toBe(true);
    expect(isTokenId(id) && (await register.revoke(id))).toBe(true);
    expect(await isActive()).toBe(false);
  });

  it('is false for a token that there never was', async () => {
    const id = 'aaaaaaaaaaaa';
    expect(isTokenId(id) && (await register.isActive(id))).toBe(false);
  });
});

describe('the comparison', () => {
  it('is made once, in constant time, whether there is such a token or not', async () => {
    const shown = await mint();
    const compare = jest.spyOn(TokenDigest.prototype, 'equals');
    try {
      for (const token of [shown, await forge(shown), presentedToken(`svs_aaaaaaaaaaaa_${'A'.repeat(43)}`)]) {
        compare.mockClear();
        await register.verify(token);
        expect(compare).toHaveBeenCalledTimes(1);
      }
    } finally {
      compare.mockRestore();
    }
  });
});

describe('the time of last use', () => {
  it('is noted in steps', async () => {
    const shown = await mint();
    const first = place.now / 1000;
    const useAfter = async (seconds: number) => {
      place.now += seconds * 1000;
      await register.verify(shown);
      return lastUsed();
    };
    expect(await useAfter(0)).toEqual([first]);
    expect(await useAfter(LAST_USED_STEP_SECONDS - 1)).toEqual([first]);
    expect(await useAfter(1)).toEqual([first + LAST_USED_STEP_SECONDS]);
  });

  it('keeps nobody out where it cannot be noted', async () => {
    const shown = await mint();
    tamper(`create trigger full before update on token begin select raise(abort, 'full'); end`);
    expect(await register.verify(shown)).toBeDefined();
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
    await expect(register.verify(shown)).rejects.toMatchObject({ name: 'VaultError', code: 'corrupt' });
  });
});
