import React, { useState } from 'react';
import { Trans } from '@grafana/i18n';
import { Button, Stack, Text, TextLink } from '@grafana/ui';
import { SECRETS_URL } from '../../routes';
import { CheckScriptDrawer } from './CheckScriptDrawer';
import { K6Roles } from './K6Roles';
import { UseInTestDrawer } from './UseInTestDrawer';

/** What the tab is for, what it takes to use it, and how its secrets get into a test. */
export function K6Introduction() {
  const [open, setOpen] = useState<'use' | 'check'>();
  const close = () => setOpen(undefined);
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
      <K6Roles />
      <Stack direction="row" gap={1} wrap="wrap">
        <Button variant="secondary" icon="brackets-curly" onClick={() => setOpen('use')}>
          <Trans i18nKey="settings.k6.use.open">Use in a test</Trans>
        </Button>
        <Button variant="secondary" icon="search" onClick={() => setOpen('check')}>
          <Trans i18nKey="settings.k6.check.open">Check my script</Trans>
        </Button>
      </Stack>
      {open === 'use' && <UseInTestDrawer onClose={close} />}
      {open === 'check' && <CheckScriptDrawer onClose={close} />}
    </Stack>
  );
}
