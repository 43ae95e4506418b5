import type { Page } from '@playwright/test';
import { THEME_STORAGE_KEY } from '../../backend/standalone/host/theme/theme-preference.ts';

export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** Lets the stand-alone page follow the browser's colour scheme, so that a test changes the theme where it stands. */
export async function followBrowserTheme(page: Page): Promise<void> {
  await page.addInitScript((key) => localStorage.setItem(key, 'system'), THEME_STORAGE_KEY);
}

/** What moves while it changes has no colour yet, so nothing moves. */
export async function showTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
}
