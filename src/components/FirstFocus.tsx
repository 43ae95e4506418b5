import React, { useLayoutEffect, useRef, type ReactNode } from 'react';
import { css } from '@emotion/css';

/** Takes the focus when it comes, so that a keyboard and a screen reader go on from there; nothing of it can be pressed by that. */
export function FirstFocus({ children }: { readonly children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => content.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={content} tabIndex={-1} className={firstFocus}>
      {children}
    </div>
  );
}

// All of it has the focus, and looks like it.
const firstFocus = css({ '&:focus': { outline: 'none', boxShadow: 'none' } });
