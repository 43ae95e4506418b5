import React from 'react';
import { useTheme2 } from '@grafana/ui';

const SIZE = 96;

/** The door of a strongroom, drawn in the theme's colours. Decoration: whoever cannot see it misses nothing. */
export function StrongroomMark() {
  const { colors } = useTheme2();
  return (
    <svg viewBox="0 0 64 64" width={SIZE} height={SIZE} fill="none" aria-hidden>
      <path d="M3 17h6v9H3zM3 38h6v9H3z" fill={colors.border.strong} />
      <rect x="6" y="4" width="54" height="56" rx="9" fill={colors.background.secondary} />
      <rect x="7" y="5" width="52" height="54" rx="8" stroke={colors.border.strong} strokeWidth="2" />
      <g stroke={colors.text.secondary} strokeWidth="3" strokeLinecap="round">
        <path d="M33 12.5v39M16.1 22.2l33.8 19.6M16.1 41.8l33.8-19.6" />
        <circle cx="33" cy="32" r="13" strokeWidth="3.5" />
      </g>
      <circle cx="33" cy="32" r="7.5" fill={colors.warning.main} />
      <path
        d="M33 27.6a2.9 2.9 0 0 1 1.5 5.4l.9 3.6h-4.8l.9-3.6a2.9 2.9 0 0 1 1.5-5.4z"
        fill={colors.background.primary}
      />
    </svg>
  );
}
