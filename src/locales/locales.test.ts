import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pluginTranslations } from '../testing/source-translations';
import { fixedParts, neededTexts, readTranslations, SOURCE_LANGUAGE } from '../testing/translation-files';
import pluginJson from '../plugin.json';

const source = pluginTranslations(join(__dirname, '..'));
const translated = pluginJson.languages.filter((language) => language !== SOURCE_LANGUAGE);

const keysOf = (texts: ReadonlyMap<string, string>) => [...texts.keys()].sort();

describe('the texts for en-US', () => {
  // To mend it: npx node src/testing/write-translations.ts
  it('are those of the source, every one and no other', () => {
    expect(Object.fromEntries(readTranslations(__dirname, SOURCE_LANGUAGE))).toEqual(Object.fromEntries(source));
    expect(source.size).toBeGreaterThan(100);
  });

  it('come in both numbers where they depend on one', () => {
    expect(keysOf(source).filter((key) => /_(one|other)$/.test(key)).length).toBeGreaterThan(0);
    expect(keysOf(neededTexts(source, SOURCE_LANGUAGE))).toEqual(keysOf(source));
  });
});

describe('the languages', () => {
  it('are announced to Grafana, English first and German', () => {
    expect(pluginJson.languages).toEqual(['en-US', 'de-DE']);
  });

  it('have a file each, and there is no other', () => {
    const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...pluginJson.languages].sort());
  });
});

// To mend it: docs/translations.md says how, beginning with npx node src/testing/write-translations.ts
describe.each(translated)('the texts for %s', (language) => {
  const needed = neededTexts(source, language);
  const texts = readTranslations(__dirname, language);

  it('are there for every key of the source, in every plural form of the language, and for no other', () => {
    expect(keysOf(texts)).toEqual(keysOf(needed));
  });

  it('say something', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('keep the placeholders and the tags of the English ones', () => {
    const partsOf = (of: ReadonlyMap<string, string>) =>
      Object.fromEntries([...texts.keys()].map((key) => [key, fixedParts(of.get(key) ?? '')]));
    expect(partsOf(texts)).toEqual(partsOf(needed));
  });
});

describe('what a language needs', () => {
  const texts = new Map([
    ['title', 'Title'],
    ['days_one', 'One day'],
    ['days_other', '{{count}} days'],
  ]);

  it.each([
    ['ja-JP', ['days_other', 'title']],
    ['de-DE', ['days_one', 'days_other', 'title']],
    ['cs-CZ', ['days_few', 'days_many', 'days_one', 'days_other', 'title']],
  ])('has its plural forms: %s', (language, keys) => {
    expect(keysOf(neededTexts(texts, language))).toEqual(keys);
  });

  it('has the English of each form, and of a form that English lacks the general one', () => {
    const needed = neededTexts(texts, 'cs-CZ');
    expect(needed.get('days_one')).toBe('One day');
    expect(needed.get('days_few')).toBe('{{count}} days');
  });
});

describe('what a translation keeps', () => {
  it('is its placeholders with their formats, and its tags, in any order', () => {
    expect(fixedParts('<1>{{b}}</1>: {{a, number}}')).toEqual(fixedParts('{{a, number}} <1>{{b}}</1>'));
    expect(fixedParts('{{a, number}}')).not.toEqual(fixedParts('{{a}}'));
    expect(fixedParts('<1>x</1>')).not.toEqual(fixedParts('<2>x</2>'));
  });
});
