import { t } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage } from '@grafana/scenes';
import { SecretListScene } from '../../components/secrets/SecretListScene';
import { SECRETS_URL } from '../routes';
import { ALL_SECRETS } from './all-secrets';

export function createSecretsPage(notFound: SceneAppPage): SceneAppPage {
  return new SceneAppPage({
    title: t('secrets.page.title', 'Secrets'),
    subTitle: t(
      'secrets.page.subtitle',
      'Values that Grafana services need and people should not see. They go in here and never come back out.'
    ),
    url: SECRETS_URL,
    routePath: 'secrets/*',
    getScene: () => new EmbeddedScene({ body: new SecretListScene(ALL_SECRETS) }),
    getFallbackPage: () => notFound,
  });
}
