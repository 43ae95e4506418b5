import type { AppPluginMeta } from '@grafana/data';
import i18next from 'i18next';

/** The language of the texts in the sources, which come with them. */
export const SOURCE_LANGUAGE = 'en-US';

/**
 * Gives i18next the texts of a plugin in the page's language, as Grafana does before it loads the module. A plugin
 * without them, or whose file cannot be had, speaks English.
 */
export async function loadTranslations({ id, translations = {} }: AppPluginMeta): Promise<void> {
  const { language } = i18next;
  const file = translations[language];
  if (language === SOURCE_LANGUAGE || file === undefined) {
    return;
  }
  const answer = await fetch(`/${file}`).catch(() => undefined);
  if (!answer?.ok) {
    return;
  }
  i18next.addResourceBundle(language, id, await answer.json());
  // Only now does it count as a language that there are texts in.
  await i18next.changeLanguage(language);
}
