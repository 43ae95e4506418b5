import React, { type ReactNode, type Ref } from 'react';
import type { IconName } from '@grafana/data';
import { Button, type ButtonProps } from '@grafana/ui';

interface BlockableButtonProps {
  /** Why it cannot be used now; undefined when it can. */
  readonly blocked: string | undefined;
  readonly onClick?: () => void;
  readonly type?: 'button' | 'submit';
  readonly children?: ReactNode;
  readonly 'aria-label'?: string;
  readonly icon?: IconName;
  readonly variant?: ButtonProps['variant'];
  readonly fill?: ButtonProps['fill'];
  readonly size?: ButtonProps['size'];
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that stays in place when it cannot be used, reachable by keyboard, and says why. */
export function BlockableButton({ blocked, buttonRef, children, ...props }: BlockableButtonProps) {
  if (blocked === undefined) {
    return (
      <Button {...props} ref={buttonRef}>
        {children}
      </Button>
    );
  }
  return (
    <Button {...props} ref={buttonRef} disabled tooltip={blocked} aria-description={blocked}>
      {children}
    </Button>
  );
}
