import { config } from '@grafana/runtime';
import { isJsonObject } from '../../domain/json-object';
import pluginJson from '../../plugin.json';
import { DEFAULT_VIEW, formatView, parseView, type ListView } from './list-view';

/**
 * How this person left the list, in this browser. Local storage and not Grafana's user storage: it answers before the list
 * is drawn, and is there on every Grafana.
 */
export function rememberedView(): ListView {
  return { ...DEFAULT_VIEW, ...parseView(storedTexts()) };
}

/** Remembers what was changed, and leaves alone what only a link had brought. */
export function rememberView(change: Partial<ListView>): void {
  const texts = formatView({ ...rememberedView(), ...change });
  try {
    localStorage.setItem(storageKey(), JSON.stringify(texts));
  } catch {
    // Full, or forbidden by the browser: the view holds until the page is left.
  }
}

function storedTexts(): Parameters<typeof parseView>[0] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey()) ?? '{}');
    return isJsonObject(stored) ? stored : {};
  } catch {
    return {};
  }
}

/** Two people may share a browser. */
function storageKey(): string {
  return `${pluginJson.id}.list-view.${config.bootData.user.uid}`;
}
