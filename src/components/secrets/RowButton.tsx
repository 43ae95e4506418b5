import React, { type ReactNode, type Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { BlockableButton } from '../BlockableButton';
import { SharedIcon, type SharedIconName } from './SharedIcon';

interface RowButtonProps {
  readonly icon: SharedIconName;
  readonly 'aria-label': string;
  /** Why it cannot be used now; undefined when it can. */
  readonly blocked?: string;
  readonly onClick: () => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
}

/**
 * Looks like a small button of `@grafana/ui`. One of those makes its styles anew each time it is drawn, which a page of rows
 * with several each has no time for.
 */
export function RowButton({ icon, blocked, buttonRef, children, ...props }: RowButtonProps) {
  const styles = useStyles2(getStyles);
  if (blocked !== undefined) {
    return (
      <BlockableButton
        {...props}
        size="sm"
        variant="secondary"
        fill="outline"
        icon={icon}
        blocked={blocked}
        buttonRef={buttonRef}
      >
        {children}
      </BlockableButton>
    );
  }
  return (
    <button {...props} type="button" ref={buttonRef} className={styles.button}>
      <SharedIcon name={icon} className={children === undefined ? styles.onlyIcon : undefined} />
      {children}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  onlyIcon: css({ margin: theme.spacing(0, -0.5) }),
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: theme.spacing(theme.components.height.sm),
    padding: theme.spacing(0, 0.875),
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    color: theme.colors.secondary.text,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
    '&:hover, &:focus': {
      background: theme.colors.secondary.transparent,
      borderColor: theme.colors.emphasize(theme.colors.border.strong, 0.25),
    },
  }),
});
