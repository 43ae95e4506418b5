import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { LoadingPlaceholder, Text, useStyles2 } from '@grafana/ui';
import { mayManageTokens } from '../../../api/permissions';
import { ProviderGate } from '../../../components/ProviderGate';
import { AccessTokens } from './AccessTokens';
import { TokensHidden } from './token-screens';

/** The tokens by which services read secrets. */
export function TokensTab() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.tab}>
      <Text element="p">
        <Trans i18nKey="tokens.introduction">
          With an access token, a service outside this Grafana reads the values of the secrets that name it: k6 on a
          laptop or in a pipeline, an agent of Synthetic Monitoring, a program of your own. A token reads and does
          nothing else.
        </Trans>
      </Text>
      {mayManageTokens() ? (
        <ProviderGate loading={<LoadingPlaceholder text={t('tokens.loading', 'Loading access tokens')} />}>
          <AccessTokens />
        </ProviderGate>
      ) : (
        <TokensHidden />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Scenes puts a page into a row, where it would be as narrow as it can.
  tab: css({ flex: '1 1 0', minWidth: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
});
