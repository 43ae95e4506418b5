import { formatGrouping, NO_GROUPING, parseGrouping, type Grouping } from './grouping';

/** The columns that can be left out, in the order in which they are shown. */
export const COLUMNS = [
  'description',
  'labels',
  'decrypters',
  'keeper',
  'manager',
  'version',
  'created',
  'modified',
] as const;
export type Column = (typeof COLUMNS)[number];

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** How a person wants the list to look, whatever is in it. */
export interface ListView {
  /** Beside the name, which is always there. */
  readonly columns: readonly Column[];
  readonly density: Density;
  readonly grouping: Grouping;
  /** Shows what other resources made for themselves, too. */
  readonly owned: boolean;
}

export const DEFAULT_VIEW: ListView = {
  columns: ['description', 'labels', 'decrypters', 'keeper', 'created', 'modified'],
  density: 'comfortable',
  grouping: NO_GROUPING,
  owned: false,
};

/** A view as texts: the values of the URL, and what is remembered. */
export type ViewTexts = { readonly [Key in keyof ListView]: string };

const NAME = 'name';

export function formatView({ columns, density, grouping, owned }: ListView): ViewTexts {
  return {
    // Never empty, which in an address would look like a mistake.
    columns: [NAME, ...columns].join(','),
    density,
    grouping: formatGrouping(grouping),
    owned: String(owned),
  };
}

/** The parts of a view that the texts name; what is not understood is not there. */
export function parseView(texts: Partial<Record<keyof ListView, unknown>>): Partial<ListView> {
  const columns = textOf(texts.columns)?.split(',');
  const density = DENSITIES.find((one) => one === texts.density);
  const grouping = parseGrouping(textOf(texts.grouping) ?? '');
  const owned = [true, false].find((one) => String(one) === texts.owned);
  return {
    ...(columns?.includes(NAME) ? { columns: COLUMNS.filter((one) => columns.includes(one)) } : {}),
    ...(density === undefined ? {} : { density }),
    ...(grouping === undefined ? {} : { grouping }),
    ...(owned === undefined ? {} : { owned }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
