import { scriptJson } from './inline-script.ts';
import { DEFAULT_THEME, THEME_PREFERENCES, THEME_STORAGE_KEY } from './host/theme/theme-preference.ts';

/**
 * Inline script that reads the remembered theme before anything is drawn, so that no page flashes in the wrong
 * colours. Leaves the choice in `theme` for the statement, and the colours it means on the root element.
 */
export function themeScript(statement = ''): string {
  return `(() => {
  let theme;
  try { theme = localStorage.getItem(${scriptJson(THEME_STORAGE_KEY)}); } catch {}
  if (!${scriptJson(THEME_PREFERENCES)}.includes(theme)) { theme = ${scriptJson(DEFAULT_THEME)}; }
  const prefersLight = matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.theme = theme === 'system' ? (prefersLight ? 'light' : 'dark') : theme;
  ${statement}
})();`;
}
