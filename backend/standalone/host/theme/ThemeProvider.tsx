import { getThemeById, ThemeContext } from '@grafana/data';
import { config, getAppEvents, ThemeChangedEvent } from '@grafana/runtime';
import React, { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { DEFAULT_THEME, isThemePreference, THEME_STORAGE_KEY, type ThemePreference } from './theme-preference';

interface ThemeSwitch {
  readonly preference: ThemePreference;
  choose(preference: ThemePreference): void;
}

const ThemeSwitchContext = createContext<ThemeSwitch>({ preference: DEFAULT_THEME, choose: () => {} });

export const useThemeSwitch = () => useContext(ThemeSwitchContext);

/** Gives the theme to the page and the plugin, and changes it without a reload. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  const [preference, setPreference] = useState<ThemePreference>(() =>
    isThemePreference(config.bootData.user.theme) ? config.bootData.user.theme : DEFAULT_THEME
  );
  const [theme, setTheme] = useState(config.theme2);

  const apply = useCallback((next: ThemePreference) => {
    const nextTheme = getThemeById(next);
    // Code outside React (Scenes, charts) reads the theme here.
    config.theme2 = nextTheme;
    config.bootData.user.theme = next;
    config.bootData.user.lightTheme = nextTheme.isLight;
    // What the browser shows around the page.
    document.documentElement.dataset.theme = nextTheme.colors.mode;
    setTheme(nextTheme);
    getAppEvents().publish(new ThemeChangedEvent(nextTheme));
  }, []);

  const choose = useCallback(
    (next: ThemePreference) => {
      remember(next);
      setPreference(next);
      apply(next);
    },
    [apply]
  );

  useEffect(() => {
    if (preference !== 'system') {
      return undefined;
    }
    const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => apply('system');
    darkScheme.addEventListener('change', follow);
    return () => darkScheme.removeEventListener('change', follow);
  }, [apply, preference]);

  const themeSwitch = useMemo(() => ({ preference, choose }), [preference, choose]);

  return (
    <ThemeSwitchContext.Provider value={themeSwitch}>
      <ThemeContext.Provider value={theme}>{children}</ThemeContext.Provider>
    </ThemeSwitchContext.Provider>
  );
}

function remember(preference: ThemePreference) {
  try {
    window.localStorage.setItem(THEME_STORAGE_KEY, preference);
  } catch {
    // A browser that refuses storage still shows the theme, until the next load.
  }
}
