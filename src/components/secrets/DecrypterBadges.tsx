import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Trans } from '@grafana/i18n';
import { Badge, useStyles2 } from '@grafana/ui';
import { useDecrypters } from '../../api/DecrypterSettings';
import { Marked } from './Marked';

/** Who may read the value, by the names people know. */
export function DecrypterBadges({ decrypters }: { readonly decrypters: readonly string[] }) {
  const styles = useStyles2(getStyles);
  const { registry } = useDecrypters();
  if (decrypters.length === 0) {
    return (
      <Badge
        color="orange"
        icon="exclamation-triangle"
        text={<Trans i18nKey="secrets.decrypters.nobody">Nobody can read it</Trans>}
      />
    );
  }
  return (
    <div className={styles.badges}>
      {decrypters.map((id) => (
        <Badge key={id} color="blue" text={<Marked text={registry.nameOf(id)} />} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badges: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
});
