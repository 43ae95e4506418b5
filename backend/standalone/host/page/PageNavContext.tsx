import type { NavModelItem } from '@grafana/data';
import React, { createContext, useContext, useLayoutEffect, useState, type ReactNode } from 'react';

type SetPageNav = (page: NavModelItem | undefined) => void;

const PageNavContext = createContext<NavModelItem | undefined>(undefined);
const SetPageNavContext = createContext<SetPageNav>(() => {});

/** What the page on show calls itself, for the breadcrumbs above it. */
export const usePageNav = () => useContext(PageNavContext);

/** Tells the chrome about the page for as long as it is shown. */
export function usePublishPageNav(page: NavModelItem | undefined): void {
  const setPageNav = useContext(SetPageNavContext);
  useLayoutEffect(() => {
    setPageNav(page);
    return () => setPageNav(undefined);
  }, [page, setPageNav]);
}

// Two contexts: a page that publishes must not be drawn again because it published.
export function PageNavProvider({ children }: { children: ReactNode }) {
  const [page, setPage] = useState<NavModelItem>();
  return (
    <SetPageNavContext.Provider value={setPage}>
      <PageNavContext.Provider value={page}>{children}</PageNavContext.Provider>
    </SetPageNavContext.Provider>
  );
}
