import type { ProviderKind } from './provider';
import type { ListQuery } from './secrets-client';
import type { SecretsApi } from './SecretsApi';

type Scope = Pick<SecretsApi, 'providerKind' | 'namespace'>;

/** Keys carry the provider and the namespace, so that no answer is ever shown as that of another store. */
export const queryKeys = {
  providers: ['provider'] as const,
  provider: (backendConfigured: boolean) => [...queryKeys.providers, { backendConfigured }] as const,
  connection: (kind: ProviderKind) => ['connection', kind] as const,
  pluginSettings: ['plugin-settings'] as const,
  lists: ({ providerKind, namespace }: Scope) => ['secrets', providerKind, namespace, 'list'] as const,
  list: (scope: Scope, query: ListQuery) => [...queryKeys.lists(scope), query] as const,
  keepers: ({ providerKind, namespace }: Scope) => ['keepers', providerKind, namespace] as const,
  keeperList: (scope: Scope) => [...queryKeys.keepers(scope), 'list'] as const,
  keeper: (scope: Scope, name: string) => [...queryKeys.keepers(scope), 'one', name] as const,
  keeperObstacle: (scope: Scope, name: string) => [...queryKeys.keepers(scope), 'obstacle', name] as const,
  tokens: ({ providerKind, namespace }: Scope) => ['tokens', providerKind, namespace] as const,
  secret: ({ providerKind, namespace }: Scope, name: string) =>
    ['secrets', providerKind, namespace, 'one', name] as const,
  /** Apart from the one above: no form may start from what was read to be looked at. */
  details: ({ providerKind, namespace }: Scope, name: string) =>
    ['secrets', providerKind, namespace, 'details', name] as const,
};
