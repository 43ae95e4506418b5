import { useTheme2 } from '@grafana/ui';
import React, { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useMediaQuery } from './use-media-query';

/** Whether the browser should draw the menu beside wide pages. On narrow ones it always starts closed. */
const STORAGE_KEY = 'strongroom-secrets-app.standalone.menu';
const CLOSED = 'closed';

interface MenuState {
  /** Beside the page where there is room, over it elsewhere. */
  readonly layout: 'docked' | 'overlay';
  readonly isOpen: boolean;
  setOpen(isOpen: boolean): void;
}

const MenuContext = createContext<MenuState>({ layout: 'docked', isOpen: false, setOpen: () => {} });

export const useMenu = () => useContext(MenuContext);

export function MenuProvider({ children }: { children: ReactNode }) {
  const theme = useTheme2();
  const isWide = useMediaQuery(`(min-width: ${theme.breakpoints.values.xl}px)`);
  const [isDockOpen, setDockOpen] = useState(readDockOpen);
  const [isOverlayOpen, setOverlayOpen] = useState(false);

  const setOpen = useCallback(
    (isOpen: boolean) => {
      if (isWide) {
        setDockOpen(isOpen);
        rememberDockOpen(isOpen);
      } else {
        setOverlayOpen(isOpen);
      }
    },
    [isWide]
  );

  const menu = useMemo<MenuState>(
    () =>
      isWide
        ? { layout: 'docked', isOpen: isDockOpen, setOpen }
        : { layout: 'overlay', isOpen: isOverlayOpen, setOpen },
    [isDockOpen, isOverlayOpen, isWide, setOpen]
  );

  return <MenuContext.Provider value={menu}>{children}</MenuContext.Provider>;
}

function readDockOpen(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== CLOSED;
  } catch {
    return true;
  }
}

function rememberDockOpen(isOpen: boolean) {
  try {
    window.localStorage.setItem(STORAGE_KEY, isOpen ? 'open' : CLOSED);
  } catch {
    // A browser that refuses storage forgets the choice with the page.
  }
}
