import React, { useEffect } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { SceneComponentProps } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import { ProviderGate } from '../ProviderGate';
import { SecretsPage } from './SecretsPage';
import { SecretTableSkeleton } from './SecretTableSkeleton';
import type { SecretListScene } from './SecretListScene';
import { SecretsVariantProvider } from './SecretsVariant';

export function SecretListSceneView({ model }: SceneComponentProps<SecretListScene>) {
  const styles = useStyles2(getStyles);
  const selection = model.useState();
  const { Introduction } = model.variant;
  useEffect(() => model.showViewInUrl(), [model]);
  return (
    <div className={styles.page}>
      {Introduction && <Introduction />}
      <ProviderGate loading={<SecretTableSkeleton />}>
        <SecretsVariantProvider variant={model.variant}>
          <SecretsPage selection={selection} list={model} />
        </SecretsVariantProvider>
      </ProviderGate>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  // Scenes puts a page into a row, where it would be as narrow as it can.
  page: css({ flex: '1 1 0', minWidth: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
});
