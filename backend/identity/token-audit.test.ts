import { nextStaged } from '../audit/outbox.ts';
import { withOrigin } from '../audit/origin.ts';
import type { SqlVault } from '../vault/sql-vault.ts';
import { describeDatabases, type VaultPlace } from '../vault/testing/vault-place.ts';
import type { DecrypterTokenDraft } from './decrypter-draft.ts';
import { TokenRegister } from './token-register.ts';
import { isTokenId } from './token-text.ts';

const MANAGEMENT = {
  kind: 'management',
  role: 'Viewer',
  permissions: [],
  namespace: 'org-2',
  lifetimeSeconds: 60,
} as const;
const DECRYPTER: DecrypterTokenDraft = {
  kind: 'decrypter',
  decrypter: 'k6-cloud',
  only: [],
  sources: [],
  namespace: 'default',
  lifetimeSeconds: 60,
};

describeDatabases((enter) => {
  let place: VaultPlace;
  let vault: SqlVault;
  let register: TokenRegister;
  beforeEach(async () => {
    place = await enter();
    vault = await place.open();
    register = new TokenRegister(vault.store, () => place.now);
  });
  afterEach(() => place.leave());

  const noted = async (): Promise<unknown[]> =>
    (await nextStaged(vault.db, vault.store.chainId)).map(({ entry }) => entry);
  const line = (operation: string, actor: string, tokenId: string, namespace: string): object => ({
    time: new Date(place.now).toISOString(),
    outcome: 'allowed',
    ...{ operation, actor, tokenId, namespace },
  });

  it('has a line for each token that is made and revoked, with who did it', async () => {
    const management = await register.create(MANAGEMENT, 'command-line');
    const { token: decrypter, text } = await withOrigin({ requestId: 'r-1', source: '192.0.2.1' }, () =>
      register.createDecrypter(DECRYPTER, 'user:ada')
    );
    await register.revoke(management.token.id, 'command-line');
    await register.revokeDecrypter(decrypter.id, 'default', 'user:bob');
    expect(await noted()).toEqual([
      line('token.create', 'command-line', management.token.id, 'org-2'),
      { ...line('token.create', 'user:ada', decrypter.id, 'default'), requestId: 'r-1', source: '192.0.2.1' },
      line('token.revoke', 'command-line', management.token.id, 'org-2'),
      line('token.revoke', 'user:bob', decrypter.id, 'default'),
    ]);
    const secret = text.use(String).slice(-43);
    expect(JSON.stringify(await noted())).not.toContain(secret);
  });

  it('has no line where nothing was revoked', async () => {
    const { token } = await register.createDecrypter(DECRYPTER, 'user:ada');
    await register.revokeDecrypter(token.id, 'org-2', 'user:bob');
    const absent = 'aaaaaaaaaaaa';
    expect(isTokenId(absent) && (await register.revoke(absent, 'user:bob'))).toBe(false);
    expect(await noted()).toHaveLength(1);
    await register.revoke(token.id, 'user:ada');
    await register.revoke(token.id, 'user:bob');
    expect(await noted()).toMatchObject([
      { operation: 'token.create' },
      { operation: 'token.revoke', actor: 'user:ada' },
    ]);
  });

  it('makes and revokes no token that it cannot note', async () => {
    const { token } = await register.create(MANAGEMENT, 'user:ada');
    await place.execute('alter table audit_outbox rename to audit_outbox_gone');
    await expect(register.create(MANAGEMENT, 'user:ada')).rejects.toThrow();
    await expect(register.createDecrypter(DECRYPTER, 'user:ada')).rejects.toThrow();
    await expect(register.revoke(token.id, 'user:ada')).rejects.toThrow();
    expect(await register.list()).toEqual([token]);
    await place.execute('alter table audit_outbox_gone rename to audit_outbox');
    expect(await noted()).toHaveLength(1);
  });
});
