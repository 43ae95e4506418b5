import fc from 'fast-check';
import { preferredLanguage } from './language.ts';

const LANGUAGES = ['en-US', 'de-DE', 'zh-Hans', 'zh-Hant'];

describe('preferredLanguage', () => {
  it.each([
    ['the very one', 'de-DE', 'de-DE'],
    ['in any case', 'DE-de', 'de-DE'],
    ['without a region', 'de', 'de-DE'],
    ['of another region', 'de-AT', 'de-DE'],
    ['of the script that a region writes', 'zh-TW', 'zh-Hant'],
    ['of the script that a language is usually written in', 'zh', 'zh-Hans'],
    ['the first of several', 'de,en;q=0.9', 'de-DE'],
    ['the weightiest of several', 'en;q=0.5, de;q=0.8', 'de-DE'],
    ['the next where there is not the first', 'fr-FR,fr;q=0.9,de;q=0.8,en;q=0.7', 'de-DE'],
    ['English before others', 'en-GB,de;q=0.5', 'en-US'],
    ['none that is not wanted', 'de;q=0', 'en-US'],
    ['English where there is none of them', 'fr,it', 'en-US'],
    ['English for any', '*', 'en-US'],
    ['English for what is no language', 'de_DE;q=x, ;;,--', 'en-US'],
    ['English without a wish', undefined, 'en-US'],
  ])('chooses %s: %s', (_what, header, language) => {
    expect(preferredLanguage(header, LANGUAGES)).toBe(language);
  });

  it('chooses one that there is, whatever the header', () => {
    const tag = fc.oneof(fc.string(), fc.constantFrom('de', 'en-GB', 'zh-HK', '*', 'x-private', 'i-klingon'));
    const range = fc.oneof(
      tag,
      fc.tuple(tag, fc.oneof(fc.double(), fc.string())).map(([it, q]) => `${it};q=${q}`)
    );
    fc.assert(
      fc.property(fc.array(range), (ranges) => {
        expect(LANGUAGES).toContain(preferredLanguage(ranges.join(','), LANGUAGES));
      })
    );
  });
});
