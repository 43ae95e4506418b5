import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, ToolbarButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Breadcrumbs } from './Breadcrumbs';
import { MENU_WIDTH, TOP_BAR_HEIGHT } from './dimensions';
import { useMenu } from './MenuContext';
import { RoleSwitch } from './RoleSwitch';
import { StandaloneBadge } from './StandaloneBadge';
import { ThemeSwitch } from './ThemeSwitch';
import { UserMenu } from './UserMenu';

export function TopBar() {
  const styles = useStyles2(getStyles);
  const { layout, isOpen, setOpen } = useMenu();
  const isDocked = layout === 'docked' && isOpen;
  return (
    <header className={cx(styles.bar, isDocked && styles.besideMenu)}>
      {!isDocked && (
        <>
          <ToolbarButton icon="bars" aria-label="Open menu" aria-expanded={isOpen} onClick={() => setOpen(true)} />
          <a href="/" className={styles.home} aria-label="Home">
            <Icon name="grafana" size="lg" />
          </a>
        </>
      )}
      <Breadcrumbs />
      <div className={styles.controls}>
        <StandaloneBadge />
        <RoleSwitch />
        <ThemeSwitch />
        <UserMenu />
      </div>
    </header>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    position: 'fixed',
    top: 0,
    left: 0,
    right: 0,
    zIndex: theme.zIndex.navbarFixed,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: TOP_BAR_HEIGHT,
    padding: theme.spacing(0, 1),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  besideMenu: css({ left: MENU_WIDTH, paddingLeft: theme.spacing(2) }),
  home: css({ display: 'flex', padding: theme.spacing(0.5) }),
  controls: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), marginLeft: 'auto' }),
});
