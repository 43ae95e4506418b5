import { useMemo } from 'react';
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { ApiFailure } from './api-error';
import { queryKeys } from './query-keys';
import type { Secret, SecretDraft } from './secret';
import type { SecretsClient } from './secrets-client';
import { useSecretsApi } from './SecretsApi';

export interface SecretWrites {
  create(draft: SecretDraft): Promise<Secret>;
  /** Refuses with `conflict` when the secret is no longer the one that was read. */
  update(read: Secret, draft: SecretDraft): Promise<Secret>;
  delete(name: string): Promise<void>;
}

/**
 * Writes, each followed by a fresh list, and a change by fresh details of what was changed. They are plain calls and no
 * TanStack mutations: a mutation keeps its variables in a cache, retries and even pauses with them, and these hold values.
 */
export function useSecretWrites(): SecretWrites {
  const api = useSecretsApi();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const { client } = api;
    const thenRefresh = async <T>(write: Promise<T>, ...stale: readonly QueryKey[]): Promise<T> => {
      try {
        return await write;
      } finally {
        // After a failure too: a write that was not answered in time may still have happened.
        for (const queryKey of [queryKeys.lists(api), ...stale]) {
          void queryClient.invalidateQueries({ queryKey });
        }
      }
    };
    return {
      create: (draft) => thenRefresh(client.create(draft)),
      update: (read, draft) => thenRefresh(updateUnlessChanged(client, read, draft), queryKeys.details(api, read.name)),
      delete: (name) => thenRefresh(client.delete(name)),
    };
  }, [api, queryClient]);
}

/** Grafana's store lets the last write win, whatever `resourceVersion` says; its version number tells of other writes. */
async function updateUnlessChanged(client: SecretsClient, read: Secret, draft: SecretDraft): Promise<Secret> {
  const now = await client.get(read.name);
  if (now.version !== read.version || now.resourceVersion !== read.resourceVersion) {
    throw new ApiFailure({ kind: 'conflict' });
  }
  return client.update(read, draft);
}
