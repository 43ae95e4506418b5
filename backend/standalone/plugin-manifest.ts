import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page that `plugin.json` offers (https://grafana.com/developers/plugin-tools/reference/plugin-json). */
export interface PluginPage {
  readonly name: string;
  readonly path: string;
  readonly addToNav: boolean;
  readonly defaultNav: boolean;
  /** The action that opens the page; counts before `role`. */
  readonly action: string | undefined;
  readonly role: string | undefined;
}

/** What the stand-alone page needs of a built `plugin.json`. */
export interface PluginManifest {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Paths below the plugin's directory. */
  readonly logos: { readonly small: string; readonly large: string };
  readonly pages: readonly PluginPage[];
  /** The languages that it has texts in, as Grafana names them, such as `de-DE`. */
  readonly languages: readonly string[];
  /** The file as it is. */
  readonly document: JsonObject;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads the manifest of the plugin built in a directory. Throws an `Error` that says what is wrong with it. */
export async function readPluginManifest(directory: string): Promise<PluginManifest> {
  return parsePluginManifest(JSON.parse(await readFile(join(directory, 'plugin.json'), 'utf8')));
}

export function parsePluginManifest(document: unknown): PluginManifest {
  if (!isJsonObject(document) || !isJsonObject(document.info) || !isJsonObject(document.info.logos)) {
    throw new Error('plugin.json is no plugin manifest: it lacks "info" or "info.logos"');
  }
  const languages: readonly unknown[] = Array.isArray(document.languages) ? document.languages : [];
  const includes = Array.isArray(document.includes) ? document.includes.filter(isJsonObject) : [];
  return {
    id: text(document, 'id'),
    name: text(document, 'name'),
    version: text(document.info, 'version'),
    logos: { small: text(document.info.logos, 'small'), large: text(document.info.logos, 'large') },
    pages: includes.filter(({ type, path }) => type === 'page' && typeof path === 'string').map(pluginPage),
    languages: languages.filter((language) => typeof language === 'string'),
    document,
  };
}

function pluginPage(include: JsonObject): PluginPage {
  return {
    name: text(include, 'name'),
    path: text(include, 'path'),
    addToNav: include.addToNav === true,
    defaultNav: include.defaultNav === true,
    action: optionalText(include, 'action'),
    role: optionalText(include, 'role'),
  };
}

function text(record: JsonObject, key: string): string {
  const value = optionalText(record, key);
  if (value === undefined) {
    throw new Error(`plugin.json lacks "${key}"`);
  }
  return value;
}

function optionalText(record: JsonObject, key: string): string | undefined {
  const value = record[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
