import React from 'react';
import { locationUtil } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { LinkButton, Text } from '@grafana/ui';
import { CONFIGURE_ACTION, mayConfigurePlugin } from '../api/permissions';
import { CONFIGURATION_URL } from './configuration-page';

/** The way to the plugin's configuration, for whoever may change it; for others, whom to ask. */
export function ConfigurationLink() {
  if (mayConfigurePlugin()) {
    return (
      <LinkButton variant="secondary" icon="cog" href={locationUtil.assureBaseUrl(CONFIGURATION_URL)}>
        <Trans i18nKey="configuration.open">Open the configuration</Trans>
      </LinkButton>
    );
  }
  return (
    <Text element="p" color="secondary">
      <Trans i18nKey="configuration.ask" values={{ permission: CONFIGURE_ACTION }}>
        The configuration of this plugin takes the permission <code>{'{{permission}}'}</code>: ask your administrator.
      </Trans>
    </Text>
  );
}
