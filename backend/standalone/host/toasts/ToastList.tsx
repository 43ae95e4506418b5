import { css } from '@emotion/css';
import type { EventBusSrv, GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import React, { useCallback, useEffect, useRef, useState } from 'react';
import type { Toast } from './toast';
import { onToast } from './toast-events';
import { withoutToast, withToast } from './toast-state';

/** Long enough to read a line; failures stay until someone dismisses them. */
const SHOWN_MS = 5_000;

/** What was said on the event bus, in the corner of the page. */
export function ToastList({ events }: { events: EventBusSrv }) {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);

  useEffect(
    () =>
      onToast(events, (content) => {
        lastId.current += 1;
        const id = lastId.current;
        setToasts((shown) => withToast(shown, id, content));
      }),
    [events]
  );

  const dismiss = useCallback((id: number) => setToasts((shown) => withoutToast(shown, id)), []);

  return (
    <div className={styles.list}>
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} onDismiss={dismiss} />
      ))}
    </div>
  );
}

function ToastItem({ toast, onDismiss }: { toast: Toast; onDismiss: (id: number) => void }) {
  const { id, severity, title, text } = toast;
  const [isHeld, setIsHeld] = useState(false);
  const goesByItself = (severity === 'success' || severity === 'info') && !isHeld;

  useEffect(() => {
    if (!goesByItself) {
      return undefined;
    }
    const timer = window.setTimeout(() => onDismiss(id), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [goesByItself, id, onDismiss]);

  const hold = () => setIsHeld(true);
  const release = () => setIsHeld(false);

  return (
    <Alert
      title={title}
      severity={severity}
      elevated
      onRemove={() => onDismiss(id)}
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      {text}
    </Alert>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    position: 'fixed',
    top: theme.spacing(6),
    right: theme.spacing(1),
    zIndex: theme.zIndex.portal,
    width: `min(400px, calc(100vw - ${theme.spacing(2)}))`,
    overflowWrap: 'anywhere',
  }),
});
