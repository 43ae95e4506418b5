import React, { useEffect } from 'react';
import type { AppRootProps } from '@grafana/data';
import { SceneApp, useSceneApp } from '@grafana/scenes';
import { onlineManager, QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router-dom';
import { BackendSettings, type PluginSettings } from '../api/BackendSettings';
import { DecrypterSettings } from '../api/DecrypterSettings';
import { queryClient } from '../api/query-client';
import { SECRET_URL_KEY } from '../components/secrets/url-keys';
import { createNotFoundPage } from './notFoundPage';
import { APP_URL, SECRETS_URL, SETTINGS_SECRETS_URL, SETTINGS_URL } from './routes';
import { createSecretsPage } from './secrets/secretsPage';
import { createSettingsPage } from './settings/settingsPage';

/** At module level, because Scenes keeps one app per factory. */
export function createSceneApp(): SceneApp {
  const notFound = createNotFoundPage();
  return new SceneApp({ pages: [createSecretsPage(notFound), createSettingsPage(notFound), notFound] });
}

/** Addresses that stand for the first thing below them. */
const FIRST_BELOW: ReadonlyMap<string, string> = new Map([
  [APP_URL, SECRETS_URL],
  [SETTINGS_URL, SETTINGS_SECRETS_URL],
]);

/** The name, as it is written in an address, of the secret whose own page somebody guessed: `…/secrets/payments`. */
function secretInPath(pathname: string): string | undefined {
  const [name = '', ...deeper] = pathname.startsWith(`${SECRETS_URL}/`)
    ? pathname
        .slice(SECRETS_URL.length + 1)
        .replace(/\/$/, '')
        .split('/')
    : [];
  return name === '' || deeper.length > 0 ? undefined : encodeURIComponent(name);
}

interface AppTreeProps {
  readonly settings: PluginSettings | undefined;
  readonly queryClient: QueryClient;
  readonly sceneApp: () => SceneApp;
}

/** The app with everything it keeps handed in, so that a test can have its own. */
export function AppTree({ settings, queryClient, sceneApp }: AppTreeProps) {
  const scene = useSceneApp(sceneApp);
  const { pathname, search } = useLocation();
  useEffect(() => {
    // Its own guess is "online", and it hears only of changes.
    onlineManager.setOnline(navigator.onLine);
  }, []);
  const below = FIRST_BELOW.get(pathname.replace(/\/$/, ''));
  if (below !== undefined) {
    return <Navigate to={{ pathname: below, search }} replace />;
  }
  const secret = secretInPath(pathname);
  if (secret !== undefined) {
    return <Navigate to={{ pathname: SECRETS_URL, search: `?${SECRET_URL_KEY}=${secret}` }} replace />;
  }
  return (
    <BackendSettings settings={settings}>
      <DecrypterSettings setting={settings?.decrypters}>
        <QueryClientProvider client={queryClient}>
          <scene.Component model={scene} />
        </QueryClientProvider>
      </DecrypterSettings>
    </BackendSettings>
  );
}

// React.lazy asks for a default export.
export default function App({ meta }: AppRootProps<PluginSettings>) {
  return <AppTree settings={meta.jsonData} queryClient={queryClient} sceneApp={createSceneApp} />;
}
