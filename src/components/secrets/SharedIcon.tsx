import React from 'react';
import { css, cx } from '@emotion/css';
import type { IconName } from '@grafana/data';
import { Icon } from '@grafana/ui';

/** The icons that stand in many rows. */
const SHARED_ICONS = ['copy', 'brackets-curly', 'pen', 'trash-alt'] as const satisfies readonly IconName[];
export type SharedIconName = (typeof SHARED_ICONS)[number];

/** The side of a small icon of `@grafana/ui`, in pixels. */
const SIZE = 14;

function idOf(name: SharedIconName): string {
  return `strongroom-icon-${name}`;
}

/** Has to be on the page once for every `SharedIcon` to be seen. */
export function SharedIcons() {
  return (
    <div hidden>
      {SHARED_ICONS.map((name) => (
        <Icon key={name} id={idOf(name)} name={name} size="sm" />
      ))}
    </div>
  );
}

interface SharedIconProps {
  readonly name: SharedIconName;
  readonly className?: string;
}

/**
 * An icon of Grafana's, drawn from the one that `SharedIcons` keeps. An `Icon` reads and parses its picture wherever it
 * stands, and in a table of them that took longer than everything else.
 */
export function SharedIcon({ name, className }: SharedIconProps) {
  return (
    <svg aria-hidden width={SIZE} height={SIZE} className={cx(icon, className)}>
      <use href={`#${idOf(name)}`} />
    </svg>
  );
}

const icon = css({ flexShrink: 0 });
