import type { Page } from '@playwright/test';
import { THEME_STORAGE_KEY } from '../../backend/standalone/host/theme/theme-preference.ts';

export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** Lets the stand-alone page follow the browser's colour scheme, so that a test changes the theme where it stands. */
export async function followBrowserTheme(page: Page): Promise<void> {
  await page.addInitScript((key) => localStorage.setItem(key, 'system'), THEME_STORAGE_KEY);
}

/** Changes the theme, and waits for its colours: while one fades into the other, neither is on show. */
export async function showTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    // The page hears of the change in the first frame, and draws it in the second.
    await nextFrame();
    await nextFrame();
    const endless = (animation: Animation): boolean => animation.effect?.getComputedTiming().endTime === Infinity;
    const fading = document.getAnimations().filter((animation) => !endless(animation));
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}
