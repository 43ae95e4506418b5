import { useEffect, useState } from 'react';

/**
 * Gives the focus back, when a dialog goes, to what had it before the dialog was drawn. Grafana's dialogs do so
 * themselves, but not where a field inside takes the focus at once: then they take that field for the opener.
 */
export function useReturnFocus(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus();
      }
    },
    [opener]
  );
}
