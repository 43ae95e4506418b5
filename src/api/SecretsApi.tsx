import React, { createContext, useContext, type ReactNode } from 'react';
import type { KeepersClient } from './keepers-client';
import type { ProviderKind } from './provider';
import type { SecretsClient } from './secrets-client';

/** The API in use, once it is known which that is. */
export interface SecretsApi {
  readonly client: SecretsClient;
  readonly keepers: KeepersClient;
  readonly providerKind: ProviderKind;
  readonly namespace: string;
}

const SecretsApiContext = createContext<SecretsApi | undefined>(undefined);

export function SecretsApiProvider({ api, children }: { readonly api: SecretsApi; readonly children: ReactNode }) {
  return <SecretsApiContext.Provider value={api}>{children}</SecretsApiContext.Provider>;
}

export function useSecretsApi(): SecretsApi {
  const api = useContext(SecretsApiContext);
  if (api === undefined) {
    throw new Error('useSecretsApi needs a SecretsApiProvider around it');
  }
  return api;
}
