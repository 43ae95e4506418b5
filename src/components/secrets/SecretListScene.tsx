import { locationService } from '@grafana/runtime';
import {
  SceneObjectBase,
  SceneObjectUrlSyncConfig,
  type SceneObjectState,
  type SceneObjectUrlValue,
  type SceneObjectUrlValues,
} from '@grafana/scenes';
import { formatLabelSelector, parseLabelSelector } from '../../domain/label-selector';
import { DEFAULT_ORDER, formatOrder, nextOrder, parseOrder, type ListOrder, type SortKey } from './list-order';
import { DEFAULT_VIEW, formatView, parseView, type ListView } from './list-view';
import { rememberedView, rememberView } from './remembered-view';
import { SecretListSceneView } from './SecretListSceneView';
import type { SecretsVariant } from './SecretsVariant';
import { SECRET_URL_KEY } from './url-keys';

/** What part of the list a person is looking at, and how. */
export interface ListSelection extends ListView {
  /** Matched in the browser. */
  readonly search: string;
  /** Kubernetes label selector, applied by the server. */
  readonly labelSelector: string;
  /** Service identity, applied by the server. */
  readonly decrypter: string;
  /** Name of a keeper, matched in the browser. */
  readonly keeper: string;
  /** The tool that manages them, such as `terraform`; matched in the browser. */
  readonly manager: string;
  readonly order: ListOrder;
  /** From 1. */
  readonly page: number;
  /** The name of the secret that is looked at beside the list; empty for none. */
  readonly secret: string;
}

interface SecretListState extends SceneObjectState, ListSelection {}

const NO_FILTERS = { search: '', labelSelector: '', decrypter: '', keeper: '', manager: '' } as const;

export const WHOLE_LIST: ListSelection = {
  ...NO_FILTERS,
  ...DEFAULT_VIEW,
  order: DEFAULT_ORDER,
  page: 1,
  secret: '',
};

type Filter = keyof typeof NO_FILTERS;
const FILTERS: readonly Filter[] = ['search', 'labelSelector', 'decrypter', 'keeper', 'manager'];

/** Whether something is filtered out, for all we know. */
export function isFiltered(selection: ListSelection): boolean {
  return FILTERS.some((filter) => selection[filter] !== '');
}

const URL_KEYS = {
  search: 'search',
  labelSelector: 'labels',
  decrypter: 'decrypter',
  keeper: 'keeper',
  manager: 'manager',
  order: 'sort',
  page: 'page',
  secret: SECRET_URL_KEY,
  columns: 'columns',
  density: 'density',
  grouping: 'group',
  owned: 'owned',
} as const satisfies Record<keyof ListSelection, string>;

const VIEW_PARTS = ['columns', 'density', 'grouping', 'owned'] as const satisfies ReadonlyArray<keyof ListView>;

/** Where only one service's secrets are, there is no service to select. */
function urlKeys({ decrypter }: SecretsVariant): string[] {
  return Object.values(URL_KEYS).filter((key) => decrypter === undefined || key !== URL_KEYS.decrypter);
}

/**
 * The list of secrets: what is selected of it lives here and in the URL, so that it survives a reload and can be sent. How it
 * looks is remembered, too; an address that says how it looks is believed before what is remembered.
 */
export class SecretListScene extends SceneObjectBase<SecretListState> {
  static Component = SecretListSceneView;

  readonly variant: SecretsVariant;
  protected override _urlSync: SceneObjectUrlSyncConfig;

  constructor(variant: SecretsVariant, selection: Partial<ListSelection> = {}) {
    super({ ...WHOLE_LIST, ...rememberedView(), ...selection });
    this.variant = variant;
    this._urlSync = new SceneObjectUrlSyncConfig(this, { keys: urlKeys(variant) });
  }

  setSearch(search: string): void {
    this.setState({ search, page: 1 });
  }

  setLabelSelector(labelSelector: string): void {
    this.setState({ labelSelector, page: 1 });
  }

  setDecrypter(decrypter: string): void {
    this.setState({ decrypter, page: 1 });
  }

  setKeeper(keeper: string): void {
    this.setState({ keeper, page: 1 });
  }

  setManager(manager: string): void {
    this.setState({ manager, page: 1 });
  }

  /** Narrows the list to those that have this label, on top of what is selected already. */
  requireLabel(key: string, value: string): void {
    const current = parseLabelSelector(this.state.labelSelector);
    const others = current.ok ? current.selector.filter((term) => !(term.key === key && term.operator === '=')) : [];
    this.setLabelSelector(formatLabelSelector([...others, { key, operator: '=', value }]));
  }

  sortBy(key: SortKey): void {
    this.setState({ order: nextOrder(this.state.order, key), page: 1 });
  }

  setPage(page: number): void {
    this.setState({ page });
  }

  clearFilters(): void {
    this.setState({ ...NO_FILTERS, page: 1 });
  }

  /** Changes how the list looks, here and for the next time. */
  changeView(change: Partial<ListView>): void {
    rememberView(change);
    this.setState({ ...change, page: 1 });
  }

  /** A step in the browser's history: its Back button closes what this opens. */
  showSecret(name: string): void {
    this._urlSync.performBrowserHistoryAction?.(() => this.setState({ secret: name }));
  }

  hideSecret(): void {
    this.setState({ secret: '' });
  }

  /** Puts a view that was only remembered into the address: whoever copies it means what is on show. */
  showViewInUrl(): void {
    const urlState = this.getUrlState();
    const shown = locationService.getSearch();
    const missing = VIEW_PARTS.map((part) => URL_KEYS[part]).filter(
      (key) => urlState[key] !== undefined && !shown.has(key)
    );
    if (missing.length > 0) {
      locationService.partial(Object.fromEntries(missing.map((key) => [key, urlState[key]])), true);
    }
  }

  getUrlState(): SceneObjectUrlValues {
    const now = urlTexts(this.state);
    const whole = urlTexts(WHOLE_LIST);
    return Object.fromEntries(
      SELECTION_KEYS.map((key) => [URL_KEYS[key], now[key] === whole[key] ? undefined : now[key]])
    );
  }

  /** Scenes hands over only what differs from the state; what is not understood falls back to the whole list. */
  updateFromUrl(values: SceneObjectUrlValues): void {
    const given = SELECTION_KEYS.filter((key) => URL_KEYS[key] in values);
    const texts = Object.fromEntries(given.map((key) => [key, first(values[URL_KEYS[key]])]));
    const selection = { ...WHOLE_LIST, ...rememberedView(), ...parseSelection(texts) };
    this.setState(Object.fromEntries(given.map((key) => [key, selection[key]])));
  }
}

const SELECTION_KEYS: ReadonlyArray<keyof ListSelection> = [...FILTERS, 'order', 'page', 'secret', ...VIEW_PARTS];

/** Every part of a selection as the text that stands for it in the URL. */
function urlTexts(selection: ListSelection): Record<keyof ListSelection, string> {
  const { search, labelSelector, decrypter, keeper, manager, order, page, secret } = selection;
  return {
    search,
    labelSelector,
    decrypter,
    keeper,
    manager,
    order: formatOrder(order),
    page: String(page),
    secret,
    ...formatView(selection),
  };
}

/** What the texts say; what is not understood is not there. */
function parseSelection({
  order: sort = '',
  page = '',
  ...texts
}: Partial<Record<keyof ListSelection, string>>): Partial<ListSelection> {
  const { search = '', labelSelector = '', decrypter = '', keeper = '', manager = '', secret = '' } = texts;
  return {
    ...{ search, labelSelector, decrypter, keeper, manager, secret },
    order: parseOrder(sort) ?? DEFAULT_ORDER,
    page: parsePage(page),
    ...parseView(texts),
  };
}

function first(value: SceneObjectUrlValue): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function parsePage(text: string): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 ? page : WHOLE_LIST.page;
}
