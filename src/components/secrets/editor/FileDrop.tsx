import React, { useState, type DragEvent, type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface FileDropProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/** A place to drop files on, around something that can do the same by keyboard. Texts go to whatever is inside. */
export function FileDrop({ onFiles, children }: FileDropProps) {
  const styles = useStyles2(getStyles);
  const [over, setOver] = useState(false);

  const onDragOver = (event: DragEvent) => {
    if (event.dataTransfer.types.includes('Files')) {
      event.preventDefault();
      setOver(true);
    }
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) {
      event.preventDefault();
      onFiles(files);
    }
  };
  return (
    <div
      className={cx(styles.zone, over && styles.over)}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  zone: css({ borderRadius: theme.shape.radius.default }),
  over: css({ outline: `2px dashed ${theme.colors.primary.border}`, outlineOffset: theme.spacing(0.5) }),
});
