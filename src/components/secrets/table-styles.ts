import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import type { Density } from './list-view';

export type TableStyles = ReturnType<typeof getTableStyles>;

/** Below this width of the place it has, the table becomes cards. */
const CARDS_BELOW = '800px';

/** Grafana aligns headings to the left, which is the wrong side where lines begin on the right. */
const HEADING_ALIGN = 'start';

/** Space above and below what a cell holds, in units of the theme. */
const CELL_SPACE: Readonly<Record<Density, number>> = { comfortable: 1, compact: 0.25 };

export function getTableStyles(theme: GrafanaTheme2, density: Density = 'comfortable') {
  const cards = `@container (max-width: ${CARDS_BELOW})`;
  const padding = theme.spacing(CELL_SPACE[density], 1);
  const verticalAlign = density === 'compact' ? 'middle' : 'top';
  const cell = {
    padding,
    verticalAlign,
    overflowWrap: 'break-word',
    [cards]: {
      display: 'grid',
      gridTemplateColumns: `${theme.spacing(14)} 1fr`,
      justifyItems: 'start',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 0),
      '&[data-label]::before': {
        content: 'attr(data-label)',
        color: theme.colors.text.secondary,
        fontSize: theme.typography.bodySmall.fontSize,
      },
      '&[data-label]:empty': { display: 'none' },
    },
  } as const;
  return {
    container: css({ containerType: 'inline-size', width: '100%' }),
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      fontSize: density === 'compact' ? theme.typography.bodySmall.fontSize : undefined,
      [cards]: { display: 'block' },
    }),
    head: css({
      [cards]: {
        display: 'block',
        marginBottom: theme.spacing(1),
      },
    }),
    /** Where no column sorts, cards have no use for the headings. */
    plainHead: css({ [cards]: { display: 'none' } }),
    headRow: css({
      borderBottom: `1px solid ${theme.colors.border.medium}`,
      [cards]: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), border: 'none' },
    }),
    headCell: css({
      padding: theme.spacing(1),
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightMedium,
      fontSize: theme.typography.bodySmall.fontSize,
      whiteSpace: 'nowrap',
      textAlign: HEADING_ALIGN,
      // Cards show only the headings that sort.
      [cards]: { padding: 0, '&:not([aria-sort])': { display: 'none' } },
    }),
    sortButton: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: 0,
      border: 'none',
      background: 'transparent',
      color: 'inherit',
      font: 'inherit',
      '&:hover': { color: theme.colors.text.primary },
    }),
    hiddenLabel: css({ position: 'absolute', clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden' }),
    body: css({ [cards]: { display: 'grid', gap: theme.spacing(2) } }),
    row: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      '&:hover': { background: theme.colors.action.hover },
      [cards]: {
        display: 'block',
        padding: theme.spacing(2),
        border: `1px solid ${theme.colors.border.weak}`,
        borderRadius: theme.shape.radius.default,
        background: theme.colors.background.secondary,
      },
    }),
    nameCell: css({
      minWidth: theme.spacing(18),
      padding,
      verticalAlign,
      textAlign: HEADING_ALIGN,
      fontWeight: theme.typography.fontWeightMedium,
      [cards]: { display: 'block', padding: theme.spacing(0, 0, 1), fontSize: theme.typography.h5.fontSize },
    }),
    name: css({ overflowWrap: 'anywhere' }),
    cell: css(cell),
    labelsCell: css(cell, { minWidth: theme.spacing(15), [cards]: { minWidth: 0 } }),
    textCell: css(cell, { minWidth: theme.spacing(16), overflowWrap: 'anywhere', [cards]: { minWidth: 0 } }),
    groupRow: css({
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      background: theme.colors.background.secondary,
      [cards]: { display: 'block', border: 'none', background: 'transparent' },
    }),
    groupCell: css({
      padding: theme.spacing(1),
      textAlign: HEADING_ALIGN,
      fontWeight: theme.typography.fontWeightMedium,
      overflowWrap: 'anywhere',
      [cards]: { display: 'block', padding: theme.spacing(1, 0, 0) },
    }),
    groupSize: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    }),
    actionsCell: css({
      padding,
      verticalAlign,
      [cards]: { display: 'block', padding: theme.spacing(1, 0, 0) },
    }),
    actions: css({ display: 'flex', gap: theme.spacing(1) }),
  };
}
