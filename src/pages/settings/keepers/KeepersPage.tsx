import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { keeperPermissions } from '../../../api/permissions';
import { ProviderGate } from '../../../components/ProviderGate';
import { KeepersHidden } from './keeper-screens';
import { Keepers } from './Keepers';

/** Where the values of secrets are kept, and where new ones go. */
export function KeepersPage() {
  const styles = useStyles2(getStyles);
  // They are those of the page load.
  const permissions = useMemo(() => keeperPermissions(), []);
  return (
    <div className={styles.page}>
      <Text element="p">
        <Trans i18nKey="keepers.introduction">
          A keeper is where the values of secrets are kept: the server itself, or a store of your own. One keeper is
          active, and the values of new secrets go to it. A secret stays with its keeper for life.
        </Trans>
      </Text>
      {permissions.read ? (
        <ProviderGate loading={<LoadingPlaceholder text={t('keepers.loading', 'Loading keepers')} />}>
          <Keepers permissions={permissions} />
        </ProviderGate>
      ) : (
        <KeepersHidden />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Scenes puts a page into a row, where it would be as narrow as it can.
  page: css({ flex: '1 1 0', minWidth: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
});
