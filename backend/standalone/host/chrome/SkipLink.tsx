import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** The first stop of the Tab key: past the chrome, to the page. Seen only while it has the focus. */
export function SkipLink({ targetId }: { targetId: string }) {
  const styles = useStyles2(getStyles);
  return (
    <a href={`#${targetId}`} className={styles.link}>
      Skip to main content
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    position: 'fixed',
    top: theme.spacing(-8),
    left: theme.spacing(1),
    zIndex: theme.zIndex.portal,
    padding: theme.spacing(1, 2),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.primary.main,
    color: theme.colors.primary.contrastText,
    '&:focus': { top: theme.spacing(0.5) },
  }),
});
