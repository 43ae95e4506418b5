/** The language that the sources of the plugin are written in. */
export const SOURCE_LANGUAGE = 'en-US';

/** What a range without a weight weighs, and what one weighs that is not wanted (RFC 9110, section 12.4.2). */
const FULL_WEIGHT = 1;
const UNWANTED = 0;

interface LanguageRange {
  readonly tag: string;
  readonly weight: number;
}

/**
 * The language that a browser likes best of those there are (`Accept-Language`, RFC 9110, section 12.5.4). Where there
 * is not the very one, another of the same language and script does: `de` and `de-AT` get `de-DE`. English, where none
 * does.
 */
export function preferredLanguage(acceptLanguage = '', languages: readonly string[]): string {
  const ranges = acceptLanguage
    .split(',')
    .map(parseRange)
    .filter(({ weight }) => weight > UNWANTED)
    .sort((one, other) => other.weight - one.weight);
  for (const { tag } of ranges) {
    const found = languages.find((language) => isSame(language, tag)) ?? languages.find((it) => isAlike(it, tag));
    if (found !== undefined) {
      return found;
    }
  }
  return SOURCE_LANGUAGE;
}

function parseRange(text: string): LanguageRange {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice('q='.length);
  return { tag, weight: weight === undefined ? FULL_WEIGHT : Number(weight) || UNWANTED };
}

function isSame(language: string, tag: string): boolean {
  return language.toLowerCase() === tag.toLowerCase();
}

function isAlike(language: string, tag: string): boolean {
  const [one, other] = [fullLocale(language), fullLocale(tag)];
  return one !== undefined && one.language === other?.language && one.script === other.script;
}

/** With the script that the language is usually written in; undefined for what is no language tag, such as `*`. */
function fullLocale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined;
  }
}
