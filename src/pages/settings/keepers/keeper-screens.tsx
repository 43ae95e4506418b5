import React from 'react';
import { t, Trans } from '@grafana/i18n';
import { EmptyState, Text, TextLink } from '@grafana/ui';
import { KEEPER_ACTIONS } from '../../../domain/permissions';
import { CONNECTION_URL } from '../../routes';

/** The user may not see the keepers, which is not to say that there are none. */
export function KeepersHidden() {
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      button={undefined}
      message={t('keepers.hidden.title', 'Keepers are hidden from you')}
    >
      <Text element="p" textAlignment="center" color="secondary">
        <Trans i18nKey="keepers.hidden.text" values={{ permission: KEEPER_ACTIONS.read }}>
          To see them you need the permission <code>{'{{permission}}'}</code>: ask your administrator for it.
        </Trans>
      </Text>
    </EmptyState>
  );
}

/** A server that has secrets and no keepers: an older one, or one that has them switched off. */
export function NoKeepers() {
  return (
    <EmptyState
      variant="call-to-action"
      hideImage
      button={undefined}
      message={t('keepers.none.title', 'The server has no keepers but itself')}
    >
      <Text element="p" textAlignment="center" color="secondary">
        <Trans i18nKey="keepers.none.text">
          It keeps every value in its own store. A later version, or another edition, may let you choose.
        </Trans>{' '}
        <TextLink href={CONNECTION_URL} inline>
          <Trans i18nKey="keepers.none.connection">See which API is in use</Trans>
        </TextLink>
      </Text>
    </EmptyState>
  );
}
