import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { MENU_WIDTH, TOP_BAR_HEIGHT } from './dimensions';
import { useMenu } from './MenuContext';
import { MenuPanel } from './MenuPanel';
import { SkipLink } from './SkipLink';
import { TopBar } from './TopBar';

const CONTENT_ID = 'pageContent';

/** What surrounds every page: top bar, menu, and the main landmark with the page in it. */
export function AppChrome({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const { layout, isOpen } = useMenu();
  const isDocked = layout === 'docked' && isOpen;
  return (
    // Drawers of `@grafana/ui` look for this class.
    <div className={cx('main-view', styles.view, isDocked && styles.besideMenu)}>
      <SkipLink targetId={CONTENT_ID} />
      <MenuPanel />
      <TopBar />
      <main id={CONTENT_ID} tabIndex={-1} className={styles.main}>
        {children}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  view: css({ minHeight: '100vh', paddingTop: TOP_BAR_HEIGHT, background: theme.colors.background.canvas }),
  besideMenu: css({ paddingLeft: MENU_WIDTH }),
  main: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }),
});
