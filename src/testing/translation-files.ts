import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Translations } from './source-translations.ts';

/** The language of the sources. */
export const SOURCE_LANGUAGE = 'en-US';

const FILE_NAME = 'strongroom-secrets-app.json';

/** A key that ends in a plural category, as i18next writes them (https://www.i18next.com/translation-function/plurals). */
const PLURAL = /^(?<base>.*)_(?<category>zero|one|two|few|many|other)$/;

type Tree = { readonly [part: string]: string | Tree };

/** The file of a language, which Grafana finds by `languages` in plugin.json. */
function translationFile(locales: string, language: string): string {
  return join(locales, language, FILE_NAME);
}

/** The texts of a language, by their keys; empty where there is no file yet. */
export function readTranslations(locales: string, language: string): Translations {
  try {
    return flat(JSON.parse(readFileSync(translationFile(locales, language), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return new Map();
    }
    throw error;
  }
}

export function writeTranslations(locales: string, language: string, texts: Translations): void {
  const file = translationFile(locales, language);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(treeOf(texts), null, 2)}\n`);
}

/**
 * Every key that a language needs, with the English text that it translates: those of the sources, where each text that
 * depends on a number has one form for each plural category of the language.
 */
export function neededTexts(source: Translations, language: string): Translations {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const needed = new Map<string, string>();
  for (const [key, text] of source) {
    const { base } = PLURAL.exec(key)?.groups ?? {};
    if (base === undefined) {
      needed.set(key, text);
    } else {
      for (const category of pluralCategories) {
        const form = `${base}_${category}`;
        needed.set(form, source.get(form) ?? source.get(`${base}_other`) ?? text);
      }
    }
  }
  return needed;
}

/** What a translation keeps as it is: placeholders with their formats, and the tags of elements. */
export function fixedParts(text: string): readonly string[] {
  return (text.match(/\{\{.*?\}\}|<\/?\d+>/g) ?? []).sort();
}

function flat(tree: Tree, prefix = ''): Translations {
  return new Map(
    Object.entries(tree).flatMap(([part, value]) =>
      typeof value === 'string' ? [[`${prefix}${part}`, value] as const] : [...flat(value, `${prefix}${part}.`)]
    )
  );
}

function treeOf(texts: Translations): Tree {
  const root: MutableTree = new Map();
  for (const [key, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = key.split('.');
    const leaf = path.pop() ?? '';
    const branch = path.reduce<MutableTree>((tree, part) => branchOf(tree, part), root);
    if (branch.get(leaf) instanceof Map) {
      throw new Error(`"${key}" is a text and the beginning of other keys`);
    }
    branch.set(leaf, text);
  }
  return asObject(root);
}

type MutableTree = Map<string, string | MutableTree>;

function branchOf(tree: MutableTree, part: string): MutableTree {
  const known = tree.get(part);
  if (typeof known === 'string') {
    throw new Error(`"${part}" is a text and the beginning of other keys`);
  }
  const branch = known ?? new Map();
  tree.set(part, branch);
  return branch;
}

function asObject(tree: MutableTree): Tree {
  return Object.fromEntries(
    [...tree].map(([key, value]) => [key, typeof value === 'string' ? value : asObject(value)])
  );
}
