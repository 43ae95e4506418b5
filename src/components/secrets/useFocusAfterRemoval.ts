import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface FocusAfterRemoval {
  readonly container: RefObject<HTMLElement | null>;
  /** The names on the rows, in their order. Each row carries its own as `data-secret`, or by another key. */
  readonly names: readonly string[];
  readonly rowKey?: 'secret' | 'token' | 'keeper';
  /** Something lies over the list and has the focus. */
  readonly covered: boolean;
}

/**
 * Keeps the keyboard where it was when what had the focus goes away: on the row that takes the place of its row, or on the
 * container where there is none. A browser would start again at the top of the page.
 */
export function useFocusAfterRemoval({ container, names, rowKey = 'secret', covered }: FocusAfterRemoval) {
  const focused = useRef<{ readonly element: Element; readonly row: number | undefined }>(undefined);
  const wasCovered = useRef(covered);

  useEffect(() => {
    const isUncovered = wasCovered.current && !covered;
    wasCovered.current = covered;
    if (covered || document.activeElement !== document.body) {
      return;
    }
    const place = focused.current;
    if (place?.element.isConnected === true) {
      // One dialog led to another, and the last of them no longer knows where it all began.
      if (isUncovered && place.element instanceof HTMLElement) {
        place.element.focus();
      }
      return;
    }
    if (place === undefined && !isUncovered) {
      return;
    }
    const next = place?.row === undefined ? undefined : names[Math.min(place.row, names.length - 1)];
    const row = rows(container.current, rowKey).find(({ dataset }) => dataset[rowKey] === next);
    const target = [...(row?.querySelectorAll('button') ?? [])].at(-1) ?? container.current;
    target?.focus();
  }, [container, names, rowKey, covered]);

  return {
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const name = target.closest<HTMLElement>(`[data-${rowKey}]`)?.dataset[rowKey];
      focused.current = { element: target, row: name === undefined ? undefined : names.indexOf(name) };
    },
  };
}

function rows(container: HTMLElement | null, rowKey: string): HTMLElement[] {
  return [...(container?.querySelectorAll<HTMLElement>(`[data-${rowKey}]`) ?? [])];
}
