import { auditDirectory } from '../audit/chain-id.ts';
import { AuditTrail } from '../audit/trail.ts';
import { KeyMaintenance } from '../vault/key-maintenance.ts';
import { keySourceOf } from '../vault/key-source.ts';
import { describePostgres } from '../vault/testing/postgres.ts';
import { enterVaultPlace } from '../vault/testing/vault-place.ts';
import { auditCommand } from './audit-command.ts';

describePostgres('audit verify, beside another backend', (server) => {
  it('reads the key ring anew where the other one has rotated the key of its chain', async () => {
    const place = await enterVaultPlace(await server().createDatabase());
    try {
      const rotating = await place.open();
      const elsewhere = place.next();
      const verifying = await elsewhere.open();
      const { store, keys } = verifying;
      const directory = auditDirectory(elsewhere.dataDir);
      const logger = { error: () => undefined };
      const trail = await AuditTrail.open({ store, directory, keys, logger });
      await trail.record({
        time: '2026-01-02T00:00:00.000Z',
        operation: 'store.unseal',
        outcome: 'allowed',
        actor: 'x',
      });

      const maintenance = new KeyMaintenance({
        store: rotating.store,
        source: keySourceOf(place),
        holder: rotating.keys,
        clock: () => place.now,
      });
      const newId = await maintenance.rotate('user:ada');
      while ((await maintenance.rewrapSome('user:ada')).left > 0) {
        // There is another batch.
      }
      expect(keys.requireOpen().ids.has(newId)).toBe(false);

      const audit = auditCommand({ store, directory, keys, move: () => trail.move() });
      expect(await audit(['verify'])).toEqual({ kind: 'done', output: '1 lines, all as they were written\n' });
      expect(keys.requireOpen().ids.has(newId)).toBe(true);
      await trail.close();
    } finally {
      await place.leave();
    }
  });
});
