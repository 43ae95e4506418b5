import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { SecretListScene } from '../../components/secrets/SecretListScene';
import { ACCESS_TOKENS_URL, CONNECTION_URL, KEEPERS_URL, SETTINGS_SECRETS_URL, SETTINGS_URL } from '../routes';
import { ConnectionTab } from './connection/ConnectionTab';
import { KeepersTab } from './keepers/KeepersTab';
import { K6_SECRETS } from './secrets/k6-secrets';
import { TokensTab } from './tokens/TokensTab';

/** The filters of one tab mean nothing to another. */
const NO_URL_KEYS: string[] = [];

export function createSettingsPage(notFound: SceneAppPage): SceneAppPage {
  return new SceneAppPage({
    title: t('settings.title', 'Settings'),
    url: SETTINGS_URL,
    routePath: 'settings/*',
    preserveUrlKeys: NO_URL_KEYS,
    tabs: [
      new SceneAppPage({
        title: t('settings.secrets', 'Secrets'),
        url: SETTINGS_SECRETS_URL,
        routePath: 'secrets/*',
        preserveUrlKeys: NO_URL_KEYS,
        getScene: () => new EmbeddedScene({ body: new SecretListScene(K6_SECRETS) }),
        getFallbackPage: () => notFound,
      }),
      new SceneAppPage({
        title: t('settings.keepers', 'Keepers'),
        url: KEEPERS_URL,
        routePath: 'keepers/*',
        preserveUrlKeys: NO_URL_KEYS,
        getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: KeepersTab }) }),
        getFallbackPage: () => notFound,
      }),
      new SceneAppPage({
        title: t('settings.access-tokens', 'Access tokens'),
        url: ACCESS_TOKENS_URL,
        routePath: 'access-tokens/*',
        preserveUrlKeys: NO_URL_KEYS,
        getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: TokensTab }) }),
        getFallbackPage: () => notFound,
      }),
      new SceneAppPage({
        title: t('settings.connection', 'Connection'),
        url: CONNECTION_URL,
        routePath: 'connection/*',
        preserveUrlKeys: NO_URL_KEYS,
        getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: ConnectionTab }) }),
        getFallbackPage: () => notFound,
      }),
    ],
    getFallbackPage: () => notFound,
  });
}
