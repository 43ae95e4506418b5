/**
 * Brings the files of the languages in step with the sources, and prints what is left to translate, as JSON:
 *
 *   npx node src/testing/write-translations.ts > missing.json
 *
 * English is written whole. The other languages lose what the sources lost, and keep the rest. Translate in missing.json,
 * and add it:
 *
 *   npx node src/testing/write-translations.ts missing.json
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginTranslations, type Translations } from './source-translations.ts';
import { neededTexts, readTranslations, SOURCE_LANGUAGE, writeTranslations } from './translation-files.ts';

/** By language, then by key. */
type Additions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SOURCES = join(import.meta.dirname, '..');
const LOCALES = join(SOURCES, 'locales');

const [additionsFile] = process.argv.slice(2);
const { languages }: { languages: readonly string[] } = readJson(join(SOURCES, 'plugin.json'));
const additions: Additions = additionsFile === undefined ? {} : readJson(additionsFile);
const source = pluginTranslations(SOURCES);
writeTranslations(LOCALES, SOURCE_LANGUAGE, source);

const missing = languages
  .filter((language) => language !== SOURCE_LANGUAGE)
  .map((language) => [language, update(language)] as const)
  .filter(([, texts]) => texts.size > 0);
const left = Object.fromEntries(missing.map(([language, texts]) => [language, Object.fromEntries(texts)]));
process.stdout.write(`${JSON.stringify(left, null, 2)}\n`);

/** @returns what the language lacks still, in English. */
function update(language: string): Translations {
  const needed = neededTexts(source, language);
  const known = new Map([...readTranslations(LOCALES, language), ...Object.entries(additions[language] ?? {})]);
  writeTranslations(LOCALES, language, new Map([...known].filter(([key]) => needed.has(key))));
  return new Map([...needed].filter(([key]) => !known.has(key)));
}

function readJson<Content>(file: string): Content {
  return JSON.parse(readFileSync(file, 'utf8'));
}
