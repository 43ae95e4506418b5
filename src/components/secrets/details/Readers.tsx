import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import { useDecrypters } from '../../../api/DecrypterSettings';
import { decrypterDescription } from '../../decrypter-text';
import { DecrypterBadges } from '../DecrypterBadges';

/** Who may read the value: by name, by the identity that the API knows, and what that allows. */
export function Readers({ decrypters }: { readonly decrypters: readonly string[] }) {
  const styles = useStyles2(getStyles);
  const { registry } = useDecrypters();
  if (decrypters.length === 0) {
    return <DecrypterBadges decrypters={decrypters} />;
  }
  return (
    <ul className={styles.list}>
      {decrypters.map((id) => {
        const known = registry.find(id);
        return (
          <li key={id}>
            {known ? (
              <>
                {known.name} <code>{id}</code>
              </>
            ) : (
              <code>{id}</code>
            )}
            <div className={styles.explanation}>
              {known
                ? decrypterDescription(known)
                : t('secrets.details.unknown-reader', 'A service that this page does not know. It may read the value.')}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'grid', gap: theme.spacing(1), margin: 0, padding: 0, listStyle: 'none' }),
  explanation: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
