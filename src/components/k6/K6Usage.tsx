import React, { useId, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { RadioButtonGroup, Text, useStyles2 } from '@grafana/ui';
import {
  k6CloudCommands,
  k6ConfigFile,
  k6EnvironmentCommands,
  k6RawCommand,
  K6_CONFIG_FILE,
  K6_FILE_COMMAND,
  K6_VERSIONS,
  type K6Access,
  type K6Version,
} from '../../domain/k6-usage';
import { CodeBlock } from '../CodeBlock';

/** How k6 on any machine is told where secrets are, for each of its versions. */
export function K6Usage({ access }: { readonly access: K6Access }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [version, setVersion] = useState<K6Version>('2');
  return (
    <div className={styles.usage}>
      <div className={styles.version}>
        <span id={id} className={styles.label}>
          <Trans i18nKey="k6.version">Version of k6</Trans>
        </span>
        <RadioButtonGroup
          aria-labelledby={id}
          options={K6_VERSIONS.map((value) => ({ value, label: versionText(value) }))}
          value={version}
          onChange={setVersion}
        />
      </div>
      <CodeBlock label={K6_CONFIG_FILE} fileName={K6_CONFIG_FILE} code={k6ConfigFile(access)} />
      <Text element="p" color="secondary" variant="bodySmall">
        <Trans i18nKey="k6.file-mode">
          There is a token in this file: let nobody else read it (<code>chmod 600</code>), and keep it out of version
          control.
        </Trans>
      </Text>
      <CodeBlock label={t('k6.with-file', 'Run with the file')} code={K6_FILE_COMMAND} />
      <CodeBlock
        label={t('k6.with-large-values', 'Run with the file, for values above some 24 000 bytes')}
        code={k6RawCommand(access)}
      />
      <CodeBlock
        label={t('k6.with-environment', 'Run with the environment, without a file')}
        code={k6EnvironmentCommands(access, version)}
      />
      {version === '2' ? (
        <CodeBlock
          label={t('k6.as-cloud', 'Run with the secret source of Grafana Cloud, as scripts there find it')}
          code={k6CloudCommands(access)}
        />
      ) : (
        <Text element="p" color="secondary" variant="bodySmall">
          <Trans i18nKey="k6.cloud-since">
            The secret source <code>cloud</code> came with k6 2.0.
          </Trans>
        </Text>
      )}
    </div>
  );
}

function versionText(version: K6Version): string {
  switch (version) {
    case '1.5':
      return t('k6.version-1-5', '1.5, 1.6');
    case '1.7':
      return t('k6.version-1-7', '1.7 and later 1.x');
    case '2':
      return t('k6.version-2', '2.x');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  usage: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), minWidth: 0 }),
  version: css({ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: theme.spacing(0.5) }),
  label: css({ fontSize: theme.typography.bodySmall.fontSize, fontWeight: theme.typography.fontWeightMedium }),
});
