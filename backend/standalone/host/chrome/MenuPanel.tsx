import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, IconButton, useStyles2 } from '@grafana/ui';
import React, { useLayoutEffect, useRef } from 'react';
import { MENU_WIDTH, TOP_BAR_HEIGHT } from './dimensions';
import { useMenu } from './MenuContext';
import { MenuTree } from './MenuTree';

/** The menu: beside the page where there is room, a dialog over it where there is not. */
export function MenuPanel() {
  const { layout, isOpen } = useMenu();
  if (!isOpen) {
    return null;
  }
  return layout === 'docked' ? <DockedMenu /> : <OverlayMenu />;
}

function DockedMenu() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.docked}>
      <MenuContent />
    </div>
  );
}

/** A modal `dialog` keeps the focus inside, closes on Esc and gives the focus back by itself. */
function OverlayMenu() {
  const styles = useStyles2(getStyles);
  const { setOpen } = useMenu();
  const dialog = useRef<HTMLDialogElement>(null);

  // Before the dialog leaves the page: one that is gone cannot give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  // A click beside the menu lands on the dialog itself.
  const closeIfDone = ({ target, currentTarget }: React.MouseEvent) => {
    if (target === currentTarget || (target instanceof Element && target.closest('a'))) {
      setOpen(false);
    }
  };

  return (
    <dialog
      ref={dialog}
      aria-label="Menu"
      className={styles.overlay}
      onClose={() => setOpen(false)}
      onClick={closeIfDone}
    >
      <MenuContent />
    </dialog>
  );
}

function MenuContent() {
  const styles = useStyles2(getStyles);
  const { setOpen } = useMenu();
  return (
    <nav aria-label="Main menu" className={styles.content}>
      <div className={styles.header}>
        <a href="/" className={styles.brand}>
          <Icon name="grafana" size="xl" />
          <span>Grafana</span>
        </a>
        <IconButton name="times" size="lg" aria-label="Close menu" onClick={() => setOpen(false)} />
      </div>
      <div className={styles.items}>
        <MenuTree items={config.bootData.navTree} />
      </div>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  docked: css({
    position: 'fixed',
    top: 0,
    bottom: 0,
    left: 0,
    width: MENU_WIDTH,
    zIndex: theme.zIndex.navbarFixed,
    background: theme.colors.background.primary,
    borderRight: `1px solid ${theme.colors.border.weak}`,
  }),
  overlay: css({
    position: 'fixed',
    inset: 0,
    margin: 0,
    padding: 0,
    width: `min(${MENU_WIDTH}px, 100vw)`,
    height: '100%',
    maxHeight: 'none',
    border: 'none',
    color: theme.colors.text.primary,
    background: theme.colors.background.primary,
    boxShadow: theme.shadows.z3,
    '&::backdrop': { background: theme.components.overlay.background },
  }),
  content: css({ display: 'flex', flexDirection: 'column', height: '100%' }),
  header: css({
    display: 'flex',
    flexShrink: 0,
    alignItems: 'center',
    justifyContent: 'space-between',
    height: TOP_BAR_HEIGHT,
    padding: theme.spacing(0, 1, 0, 2),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  brand: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), color: theme.colors.text.maxContrast }),
  items: css({ flexGrow: 1, overflowY: 'auto', padding: theme.spacing(1) }),
});
