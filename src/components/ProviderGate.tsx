import React, { useMemo, type ReactNode } from 'react';
import { config } from '@grafana/runtime';
import { apiErrorOf } from '../api/api-error';
import { KeepersClient } from '../api/keepers-client';
import { useProvider } from '../api/queries';
import { SecretsApiProvider, type SecretsApi } from '../api/SecretsApi';
import { SecretsClient } from '../api/secrets-client';
import { useBackendConfigured } from '../api/BackendSettings';
import { ErrorAlert } from './ErrorAlert';
import { readErrorText } from './error-text';
import { NotAvailable } from './NotAvailable';

interface ProviderGateProps {
  /** Shown while it is being found out which API there is. */
  readonly loading: ReactNode;
  readonly children: ReactNode;
}

/** Lets a page through once it is known which API serves it. */
export function ProviderGate({ loading, children }: ProviderGateProps) {
  const { data: provider, error, isFetching, refetch } = useProvider(useBackendConfigured());
  const { namespace } = config;
  const api = useMemo<SecretsApi | undefined>(
    () =>
      provider === undefined || provider.kind === 'none'
        ? undefined
        : {
            client: new SecretsClient(provider.basePath, namespace),
            keepers: new KeepersClient(provider.basePath, namespace),
            providerKind: provider.kind,
            namespace,
          },
    [provider, namespace]
  );

  if (isFetching) {
    return loading;
  }
  if (error) {
    return <ErrorAlert text={readErrorText(apiErrorOf(error))} onRetry={refetch} />;
  }
  if (api === undefined) {
    return <NotAvailable backend={provider?.kind === 'none' ? provider.backend : 'not-configured'} onRetry={refetch} />;
  }
  return <SecretsApiProvider api={api}>{children}</SecretsApiProvider>;
}
