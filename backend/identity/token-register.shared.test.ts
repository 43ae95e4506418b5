import { describePostgres } from '../vault/testing/postgres.ts';
import { enterVaultPlace, type VaultPlace } from '../vault/testing/vault-place.ts';
import { LAST_USED_STEP_SECONDS } from './token-record.ts';
import { TokenRegister } from './token-register.ts';
import { presentedToken } from './token-text.ts';

describePostgres('token registers of two backends', (server) => {
  let place: VaultPlace;
  let one: TokenRegister;
  let other: TokenRegister;
  beforeEach(async () => {
    place = await enterVaultPlace(await server().createDatabase());
    const clock = (): number => place.now;
    one = new TokenRegister((await place.open()).store, clock);
    other = new TokenRegister((await place.next().open()).store, clock);
  });
  afterEach(() => place.leave());

  const permissions = [{ action: 'secret.securevalues:read', scope: { name: 'a' } } as const];
  const draft = { kind: 'management', role: 'None', permissions, namespace: 'default', lifetimeSeconds: 3600 } as const;

  it('know each other’s tokens at once, when they were used, and that they are revoked', async () => {
    const { token, text } = await one.create(draft, 'user:ada');
    const shown = text.use((bytes) => presentedToken(bytes));
    const isRight = async (register: TokenRegister) => (await register.check(shown, 'management')).ok;

    expect(await isRight(other)).toBe(true);
    const [used] = await one.list();
    expect(used).toMatchObject({ id: token.id, lastUsedAt: token.createdAt, permissions });
    place.now += LAST_USED_STEP_SECONDS * 1000;
    expect(await Promise.all([isRight(one), isRight(other)])).toEqual([true, true]);
    expect(await other.list()).toEqual([{ ...used, lastUsedAt: token.createdAt + LAST_USED_STEP_SECONDS }]);

    expect(await other.revoke(token.id, 'user:ada')).toBe(true);
    expect(await isRight(one)).toBe(false);
    const [revoked] = await one.list();
    place.now += 5000;
    expect(await one.revoke(token.id, 'user:ada')).toBe(true);
    expect(await other.list()).toEqual([revoked]);
  });
});
