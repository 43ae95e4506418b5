import { join } from 'node:path';
import { pluginTranslations } from '../testing/source-translations';
import pluginJson from '../plugin.json';
import enUS from './en-US/strongroom-secrets-app.json';

function flat(texts: object, prefix = ''): Array<[string, unknown]> {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'object' && text !== null ? flat(text, `${prefix}${key}.`) : [[`${prefix}${key}`, text]]
  );
}

describe('the texts for en-US', () => {
  const fromSource = pluginTranslations(join(__dirname, '..'));

  // To mend it: npx node src/testing/write-translations.ts
  it('are those of the source, every one and no other', () => {
    expect(Object.fromEntries(flat(enUS))).toEqual(Object.fromEntries(fromSource));
    expect(fromSource.size).toBeGreaterThan(100);
  });

  it('come in both numbers where they depend on one', () => {
    const counted = [...fromSource.keys()].filter((key) => /_(one|other)$/.test(key));
    expect(counted.length).toBeGreaterThan(0);
    counted.forEach((key) => {
      expect(fromSource.has(key.replace(/_(one|other)$/, '_one'))).toBe(true);
      expect(fromSource.has(key.replace(/_(one|other)$/, '_other'))).toBe(true);
    });
  });

  it('are announced to Grafana', () => {
    expect(pluginJson.languages).toEqual(['en-US']);
  });
});
