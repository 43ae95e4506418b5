import { DEFAULT_A11Y_TAGS, expect } from '@grafana/plugin-e2e';
import type { Page, TestInfo } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { join } from 'node:path';
import { showTheme, THEMES } from './themes.ts';

const HEIGHT = 900;

/** Enough for the longest dialog: axe takes a button that is half scrolled out of sight for one that is too small. */
const SCAN_HEIGHT = 2400;

const WIDTHS = [1440, 800] as const;

/** Where axe looks at it: each theme in another width. */
const SCAN_WIDTHS = { dark: WIDTHS[0], light: WIDTHS[1] } as const;

/** Level AA of WCAG 2.0 to 2.2, and what axe thinks good besides. */
const TAGS = [...DEFAULT_A11Y_TAGS, 'wcag22aa', 'best-practice'];

interface Looker {
  readonly page: Page;
  readonly scan: (settings: { options: { runOnly: { type: 'tag'; values: string[] } } }) => Promise<AxeResults>;
  readonly testInfo: TestInfo;
}

/**
 * What is on show, in both themes and two widths: axe finds nothing, nothing is wider than the page, and a person can look
 * at its pictures in test-results/. Once only, where two costumes have the same screens.
 */
export async function look({ page, scan, testInfo }: Looker, screen: string): Promise<void> {
  if (testInfo.project.metadata.looksAs !== undefined) {
    return;
  }
  for (const theme of THEMES) {
    await page.setViewportSize({ width: SCAN_WIDTHS[theme], height: SCAN_HEIGHT });
    await showTheme(page, theme);
    const results = await scan({ options: { runOnly: { type: 'tag', values: TAGS } } });
    expect.soft(results, `${screen}, ${theme}`).toHaveNoA11yViolations();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      );
      expect.soft(tooWide, `${screen} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
      const path = join(testInfo.project.outputDir, 'screens', `${screen}-${theme}-${width}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
}
