import {
  SceneObjectBase,
  SceneObjectUrlSyncConfig,
  type SceneObjectState,
  type SceneObjectUrlValue,
  type SceneObjectUrlValues,
} from '@grafana/scenes';
import { formatLabelSelector, parseLabelSelector } from '../../domain/label-selector';
import { DEFAULT_ORDER, formatOrder, nextOrder, parseOrder, type ListOrder, type SortKey } from './list-order';
import { SecretListSceneView } from './SecretListSceneView';
import type { SecretsVariant } from './SecretsVariant';

/** What part of the list a person is looking at. */
export interface ListSelection {
  /** Matched in the browser. */
  readonly search: string;
  /** Kubernetes label selector, applied by the server. */
  readonly labelSelector: string;
  /** Service identity, applied by the server. */
  readonly decrypter: string;
  readonly order: ListOrder;
  /** From 1. */
  readonly page: number;
}

interface SecretListState extends SceneObjectState, ListSelection {}

export const WHOLE_LIST: ListSelection = {
  search: '',
  labelSelector: '',
  decrypter: '',
  order: DEFAULT_ORDER,
  page: 1,
};

/** Whether something is filtered out, for all we know. */
export function isFiltered({ search, labelSelector, decrypter }: ListSelection): boolean {
  return search !== '' || labelSelector !== '' || decrypter !== '';
}

const URL_KEYS = { search: 'search', labels: 'labels', decrypter: 'decrypter', sort: 'sort', page: 'page' } as const;

/** Where only one service's secrets are, there is no service to select. */
function urlKeys({ decrypter }: SecretsVariant): string[] {
  return Object.values(URL_KEYS).filter((key) => decrypter === undefined || key !== URL_KEYS.decrypter);
}

/** The list of secrets: what is selected of it lives here and in the URL, so that it survives a reload and can be sent. */
export class SecretListScene extends SceneObjectBase<SecretListState> {
  static Component = SecretListSceneView;

  readonly variant: SecretsVariant;
  protected override _urlSync: SceneObjectUrlSyncConfig;

  constructor(variant: SecretsVariant, selection: Partial<ListSelection> = {}) {
    super({ ...WHOLE_LIST, ...selection });
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
    this.setState({ search: '', labelSelector: '', decrypter: '', page: 1 });
  }

  getUrlState(): SceneObjectUrlValues {
    const { search, labelSelector, decrypter, order, page } = this.state;
    return {
      [URL_KEYS.search]: unlessDefault(search, WHOLE_LIST.search),
      [URL_KEYS.labels]: unlessDefault(labelSelector, WHOLE_LIST.labelSelector),
      [URL_KEYS.decrypter]: unlessDefault(decrypter, WHOLE_LIST.decrypter),
      [URL_KEYS.sort]: unlessDefault(formatOrder(order), formatOrder(DEFAULT_ORDER)),
      [URL_KEYS.page]: unlessDefault(String(page), String(WHOLE_LIST.page)),
    };
  }

  /** Scenes hands over only what differs from the state; what is not understood falls back to the whole list. */
  updateFromUrl(values: SceneObjectUrlValues): void {
    const selection: Partial<{ -readonly [Key in keyof ListSelection]: ListSelection[Key] }> = {};
    if (URL_KEYS.search in values) {
      selection.search = first(values[URL_KEYS.search]);
    }
    if (URL_KEYS.labels in values) {
      selection.labelSelector = first(values[URL_KEYS.labels]);
    }
    if (URL_KEYS.decrypter in values) {
      selection.decrypter = first(values[URL_KEYS.decrypter]);
    }
    if (URL_KEYS.sort in values) {
      selection.order = parseOrder(first(values[URL_KEYS.sort])) ?? DEFAULT_ORDER;
    }
    if (URL_KEYS.page in values) {
      selection.page = parsePage(first(values[URL_KEYS.page]));
    }
    this.setState(selection);
  }
}

function unlessDefault(value: string, defaultValue: string): string | undefined {
  return value === defaultValue ? undefined : value;
}

function first(value: SceneObjectUrlValue): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function parsePage(text: string): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page >= 1 ? page : WHOLE_LIST.page;
}
