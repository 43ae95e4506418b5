import { useCallback, useEffect, useRef, useState } from 'react';
import { locationService } from '@grafana/runtime';

type Destination = { readonly kind: 'close' } | { readonly kind: 'navigate'; readonly path: string };

/** A place in the browser's history, as the `history` package names it. */
type Path = Readonly<Record<'pathname' | 'search' | 'hash', string>>;

export interface LeaveGuard {
  /** Whether the person has to say if what was typed may go. */
  readonly asking: boolean;
  /** Names what can be lost; without it nothing can. */
  readonly protect: (hasChanges: () => boolean) => void;
  readonly requestLeave: () => void;
  readonly stay: () => void;
  readonly leave: () => void;
}

/** Holds on to a form with changes when it is closed, navigated away from, or the tab is closed. */
export function useLeaveGuard(onClose: () => void): LeaveGuard {
  const [destination, setDestination] = useState<Destination>();
  const hasChanges = useRef<() => boolean>(nothingToLose);
  const protect = useCallback((changes: () => boolean) => {
    hasChanges.current = changes;
  }, []);

  useEffect(() => {
    const unblock = locationService.getHistory().block(({ pathname, search, hash }: Path) => {
      if (!hasChanges.current()) {
        return undefined;
      }
      setDestination({ kind: 'navigate', path: `${pathname}${search}${hash}` });
      return false;
    });
    const onUnload = (event: BeforeUnloadEvent) => {
      if (hasChanges.current()) {
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', onUnload);
    return () => {
      unblock();
      window.removeEventListener('beforeunload', onUnload);
    };
  }, []);

  return {
    asking: destination !== undefined,
    protect,
    requestLeave: () => (hasChanges.current() ? setDestination({ kind: 'close' }) : onClose()),
    stay: () => setDestination(undefined),
    leave: () => {
      protect(nothingToLose);
      onClose();
      if (destination?.kind === 'navigate') {
        locationService.push(destination.path);
      }
    },
  };
}

function nothingToLose(): boolean {
  return false;
}
