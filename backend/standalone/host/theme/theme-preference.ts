/** Which colours the user wants. `system` follows the operating system, also while the page is open. */
export const THEME_PREFERENCES = ['system', 'dark', 'light'] as const;

export type ThemePreference = (typeof THEME_PREFERENCES)[number];

/** Grafana's own default. */
export const DEFAULT_THEME: ThemePreference = 'dark';

/** Where the browser remembers it. The page's first script reads it too, before anything is drawn. */
export const THEME_STORAGE_KEY = 'strongroom-secrets-app.standalone.theme';

export function isThemePreference(value: unknown): value is ThemePreference {
  return THEME_PREFERENCES.some((preference) => preference === value);
}
