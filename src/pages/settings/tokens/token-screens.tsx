import React, { type ReactNode } from 'react';
import { t, Trans } from '@grafana/i18n';
import { EmptyState, Text, TextLink } from '@grafana/ui';
import { StrongroomMark } from '../../../components/StrongroomMark';
import { TOKENS_WRITE } from '../../../domain/permissions';
import { CONNECTION_URL } from '../../routes';

/** No token was ever made. */
export function FirstToken({ createButton }: { readonly createButton: ReactNode }) {
  return (
    <EmptyState
      variant="call-to-action"
      image={<StrongroomMark />}
      message={t('tokens.empty.title', 'Create your first access token')}
      button={createButton}
    >
      {t('tokens.empty.text', 'Until there is one, no service outside this Grafana can read a secret.')}
    </EmptyState>
  );
}

/** The user may not see the tokens, which is not to say that there are none. */
export function TokensHidden() {
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      button={undefined}
      message={t('tokens.hidden.title', 'Access tokens are hidden from you')}
    >
      <Text element="p" textAlignment="center" color="secondary">
        <Trans i18nKey="tokens.hidden.text" values={{ permission: TOKENS_WRITE }}>
          To see, create and revoke them you need the permission <code>{'{{permission}}'}</code>: ask your administrator
          for it.
        </Trans>
      </Text>
    </EmptyState>
  );
}

/** Grafana keeps the secrets itself, and hands their values to its own services alone. */
export function NoTokens() {
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      button={undefined}
      message={t('tokens.none.title', 'There are no access tokens for the secrets of this Grafana')}
    >
      <Text element="p" textAlignment="center" color="secondary">
        <Trans i18nKey="tokens.none.text">
          This Grafana serves the API for secrets itself, and lets its own services read them without tokens. Access
          tokens are a part of Strongroom&apos;s backend, for the secrets that it keeps.
        </Trans>{' '}
        <TextLink href={CONNECTION_URL} inline>
          <Trans i18nKey="tokens.none.connection">See which API is in use</Trans>
        </TextLink>
      </Text>
    </EmptyState>
  );
}
