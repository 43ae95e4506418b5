import React, { useLayoutEffect, useRef, type ReactNode } from 'react';
import { css } from '@emotion/css';

interface FirstFocusProps {
  /** It is more than there is room for, and begins in sight: to bring it there would move it to its middle. */
  readonly isLong?: boolean;
  readonly children: ReactNode;
}

/**
 * Takes the focus when it comes, and comes into sight, so that a keyboard and a screen reader go on from there; nothing of it can
 * be pressed by that.
 */
export function FirstFocus({ isLong = false, children }: FirstFocusProps) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => content.current?.focus({ preventScroll: isLong }), [isLong]);
  return (
    <div ref={content} tabIndex={-1} className={firstFocus}>
      {children}
    </div>
  );
}

// All of it has the focus, and looks like it.
const firstFocus = css({ '&:focus': { outline: 'none', boxShadow: 'none' } });
