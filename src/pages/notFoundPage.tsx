import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { EmbeddedScene, SceneAppPage, SceneReactObject } from '@grafana/scenes';
import { EmptyState, LinkButton } from '@grafana/ui';
import { APP_URL, SECRETS_URL } from './routes';

/** For an address that no page has. */
export function createNotFoundPage(): SceneAppPage {
  const page: SceneAppPage = new SceneAppPage({
    title: t('not-found.title', 'Page not found'),
    url: APP_URL,
    routePath: '*',
    getScene: () => new EmbeddedScene({ body: new SceneReactObject({ component: NotFound }) }),
    // Scenes looks for a page below this one's own route, where there is none either.
    getFallbackPage: () => page,
  });
  return page;
}

function NotFound() {
  return (
    <EmptyState
      variant="not-found"
      hideImage
      message={t('not-found.message', 'There is no page at this address')}
      button={
        <LinkButton href={SECRETS_URL}>
          <Trans i18nKey="not-found.back">Go to the secrets</Trans>
        </LinkButton>
      }
    />
  );
}
