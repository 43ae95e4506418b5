import { useState } from 'react';
import { config } from '@grafana/runtime';
import { useBackendUrl } from '../../api/BackendSettings';
import { useSecretsApi } from '../../api/SecretsApi';

/**
 * Where values are read, as far as the page can tell: beside the API group. Whoever serves that itself is where the page
 * came from; else it is the backend, at the address by which Grafana knows it.
 */
export function useK6Address(): { readonly address: string; readonly setAddress: (address: string) => void } {
  const { providerKind } = useSecretsApi();
  const backendUrl = useBackendUrl();
  const own = `${window.location.origin}${config.appSubUrl}`;
  const [typed, setTyped] = useState((providerKind === 'backend' ? backendUrl : undefined) ?? own);
  return { address: typed, setAddress: setTyped };
}
