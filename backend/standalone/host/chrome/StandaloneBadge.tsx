import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Badge, useStyles2 } from '@grafana/ui';
import React from 'react';

/** Says that this is no Grafana, and which one it plays. */
export function StandaloneBadge() {
  const styles = useStyles2(getStyles);
  const { version, edition } = config.buildInfo;
  return (
    <Badge
      className={styles.badge}
      color="blue"
      text="Stand-alone"
      tooltip={`Strongroom on its own: this page plays Grafana ${version} (${edition})`}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({ [theme.breakpoints.down('md')]: { display: 'none' } }),
});
