import React from 'react';
import { Trans } from '@grafana/i18n';
import { Stack, Text, TextLink } from '@grafana/ui';
import { SECRETS_URL } from '../../routes';

/** What the tab is for, and what it takes to use it. */
export function K6Introduction() {
  return (
    <Stack direction="column" gap={1}>
      <Text element="p">
        <Trans i18nKey="settings.k6.introduction">
          Passwords, tokens and keys that test scripts in Grafana Cloud k6 refer to by name. Values go in here and never
          come back out.
        </Trans>{' '}
        <TextLink href={SECRETS_URL}>
          <Trans i18nKey="settings.k6.all-secrets">See the secrets of all services</Trans>
        </TextLink>
      </Text>
      <Text element="p" color="secondary" variant="bodySmall">
        <Trans i18nKey="settings.k6.permissions">
          To see, create, edit and delete them you need the permissions read, create, write and delete of{' '}
          <code>secret.securevalues</code>. Your administrator grants them.
        </Trans>
      </Text>
    </Stack>
  );
}
