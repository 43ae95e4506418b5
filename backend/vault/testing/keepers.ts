import type { KeeperDraft } from '../keeper.ts';

/** A draft that says something in every field. */
export function keeperDraft(name: string, changes: Partial<KeeperDraft> = {}): KeeperDraft {
  const assumeRole = { assumeRoleArn: `arn:aws:iam::000000000000:role/${name}`, externalID: 'ext-1' };
  return {
    namespace: 'default',
    name,
    spec: { description: `Account of ${name}`, aws: { region: 'eu-west-1', assumeRole, kmsKeyId: 'alias/k' } },
    labels: { team: 'sre', 'example.com/tier': 'gold' },
    annotations: { 'example.com/note': ' kept as written ' },
    ownerReferences: [{ apiVersion: 'example.com/v1', kind: 'Account', name: 'a' }],
    ...changes,
  };
}
