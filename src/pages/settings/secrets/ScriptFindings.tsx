import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Text, useStyles2 } from '@grafana/ui';
import type { Secret } from '../../../api/secret';
import { CheckedNameRow } from './CheckedNameRow';
import { checkScript } from './script-check';

interface ScriptFindingsProps {
  readonly script: string;
  readonly secrets: readonly Secret[];
  readonly onCreate: (name: string) => void;
}

/** What a script asks for, name by name, and where nobody can tell without running it. */
export function ScriptFindings({ script, secrets, onCreate }: ScriptFindingsProps) {
  const styles = useStyles2(getStyles);
  const { names, notCheckable } = useMemo(() => checkScript(script, secrets), [script, secrets]);
  return (
    <section className={styles.findings} aria-label={t('settings.k6.check.findings', 'Secrets in the script')}>
      {notCheckable.length > 0 && (
        <Alert
          bottomSpacing={0}
          severity="warning"
          title={t('settings.k6.check.not-checkable', '', {
            count: notCheckable.length,
            lines: notCheckable.join(', '),
            defaultValue_one: 'Line {{lines}} is not checkable',
            defaultValue_other: 'Lines {{lines}} are not checkable',
          })}
        >
          {t(
            'settings.k6.check.not-checkable-text',
            'What is asked for there shows only when the script runs. It may be any secret, or one that does not exist.'
          )}
        </Alert>
      )}
      {names.length > 0 && (
        <ul className={styles.names}>
          {names.map((checked) => (
            <CheckedNameRow key={checked.name} checked={checked} onCreate={onCreate} />
          ))}
        </ul>
      )}
      {names.length === 0 && notCheckable.length === 0 && (
        <Text element="p">
          {t('settings.k6.check.nothing', 'This script asks for no secrets by the module k6/secrets.')}
        </Text>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  findings: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
  names: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), margin: 0, listStyle: 'none' }),
});
