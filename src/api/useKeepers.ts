import { useMemo } from 'react';
import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { ApiFailure } from './api-error';
import type { KeeperDraft, SecretKeeper } from './keeper';
import type { KeepersClient } from './keepers-client';
import { keeperPermissions, secretPermissions } from './permissions';
import { queryKeys } from './query-keys';
import type { Secret } from './secret';
import type { ListQuery } from './secrets-client';
import { useSecretsApi, type SecretsApi } from './SecretsApi';

const ALL_SECRETS: ListQuery = { labelSelector: '', decrypter: '' };

/** The keepers of the namespace, without the built-in one, which is no object. */
export function useKeeperList(): UseQueryResult<readonly SecretKeeper[]> {
  const api = useSecretsApi();
  return useQuery({ queryKey: queryKeys.keeperList(api), queryFn: ({ signal }) => api.keepers.list(signal) });
}

/**
 * The keeper that the value of a new secret goes to, where it is not the server itself; undefined also for somebody who may
 * not know, and as long as it is not known.
 */
export function useActiveKeeper(): SecretKeeper | undefined {
  const api = useSecretsApi();
  const { data } = useQuery({
    queryKey: queryKeys.keeperList(api),
    queryFn: ({ signal }) => api.keepers.list(signal),
    enabled: keeperPermissions().read,
  });
  return data?.find(({ active }) => active);
}

/** One keeper as it is now: a form that changes it must not start from an old copy. */
export function useFreshKeeper(name: string): UseQueryResult<SecretKeeper> {
  const api = useSecretsApi();
  return useQuery({
    queryKey: queryKeys.keeper(api, name),
    queryFn: ({ signal }) => api.keepers.get(name, signal),
    staleTime: 0,
    gcTime: 0,
    // A form is open on it: what is typed there must not be pulled from under the person.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** How many secrets each keeper has, by its name; undefined where that is not known, or not for the user to know. */
export function useSecretsPerKeeper(): ReadonlyMap<string, number> | undefined {
  const api = useSecretsApi();
  const { data } = useQuery({
    queryKey: queryKeys.list(api, ALL_SECRETS),
    queryFn: ({ signal }) => api.client.list(ALL_SECRETS, signal),
    enabled: secretPermissions().read,
    select: countedByKeeper,
  });
  return data;
}

function countedByKeeper(secrets: readonly Secret[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { keeper } of secrets) {
    if (keeper !== undefined) {
      counts.set(keeper, (counts.get(keeper) ?? 0) + 1);
    }
  }
  return counts;
}

/** Why a keeper is not to be deleted: Grafana's own server would, and its secrets could never be read or changed again. */
export type KeeperObstacle =
  { readonly kind: 'none' } | { readonly kind: 'active' } | { readonly kind: 'in-use'; readonly secrets: number };

/** What stands in the way of a deletion, as it is now. */
export function useKeeperObstacle(name: string): UseQueryResult<KeeperObstacle> {
  const api = useSecretsApi();
  return useQuery({
    queryKey: queryKeys.keeperObstacle(api, name),
    queryFn: ({ signal }) => findObstacle(api, name, signal),
    staleTime: 0,
    gcTime: 0,
    // What is typed into the question must not be pulled from under the person; a deletion looks once more.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

async function findObstacle(
  { client, keepers }: SecretsApi,
  name: string,
  signal?: AbortSignal
): Promise<KeeperObstacle> {
  const [{ active }, secrets] = await Promise.all([keepers.get(name, signal), client.list(ALL_SECRETS, signal)]);
  const kept = secrets.filter(({ keeper }) => keeper === name).length;
  if (active) {
    return { kind: 'active' };
  }
  return kept > 0 ? { kind: 'in-use', secrets: kept } : { kind: 'none' };
}

export interface KeeperWrites {
  create(draft: KeeperDraft): Promise<SecretKeeper>;
  /** Refuses with `conflict` when the keeper is no longer the one that was read. */
  update(read: SecretKeeper, draft: KeeperDraft): Promise<SecretKeeper>;
  activate(name: string): Promise<void>;
  /** Does nothing where the answer is not `none`. */
  delete(name: string): Promise<KeeperObstacle>;
}

/** Writes, each followed by a fresh list. */
export function useKeeperWrites(): KeeperWrites {
  const api = useSecretsApi();
  const queryClient = useQueryClient();
  return useMemo(() => {
    const { keepers } = api;
    const thenRefresh = async <T>(write: Promise<T>): Promise<T> => {
      try {
        return await write;
      } finally {
        // After a failure too: a write that was not answered in time may still have happened.
        void queryClient.invalidateQueries({ queryKey: queryKeys.keeperList(api) });
      }
    };
    return {
      create: (draft) => thenRefresh(keepers.create(draft)),
      update: (read, draft) => thenRefresh(updateUnlessChanged(keepers, read, draft)),
      activate: (name) => thenRefresh(keepers.activate(name)),
      delete: (name) => thenRefresh(deleteUnlessUsed(api, name)),
    };
  }, [api, queryClient]);
}

/** Grafana's store lets the last write win, whatever `resourceVersion` says, and that is no more than a second anyway. */
async function updateUnlessChanged(
  keepers: KeepersClient,
  read: SecretKeeper,
  draft: KeeperDraft
): Promise<SecretKeeper> {
  if (contentOf(await keepers.get(read.name)) !== contentOf(read)) {
    throw new ApiFailure({ kind: 'conflict' });
  }
  return keepers.update(read, draft);
}

/** All of a keeper but whether it is active, which an update leaves alone. */
function contentOf({ active: _, ...content }: SecretKeeper): string {
  return JSON.stringify(content);
}

async function deleteUnlessUsed(api: SecretsApi, name: string): Promise<KeeperObstacle> {
  const obstacle = await findObstacle(api, name);
  if (obstacle.kind === 'none') {
    await api.keepers.delete(name);
  }
  return obstacle;
}
