import { useEffect, type RefObject } from 'react';

/** The key that leads to the search from wherever nothing is being written, as on many pages. */
export const SEARCH_KEY = '/';

/** @param covered something lies over the list, and keeps the keyboard to itself */
export function useSearchKey(search: RefObject<HTMLInputElement | null>, covered: boolean): void {
  useEffect(() => {
    if (covered) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (event.key !== SEARCH_KEY || !isPlain || event.defaultPrevented || isWritten(event.target)) {
        return;
      }
      // Or it would be written into the search.
      event.preventDefault();
      search.current?.focus();
      search.current?.select();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [search, covered]);
}

/** Whether a key is part of what somebody writes there. */
function isWritten(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
