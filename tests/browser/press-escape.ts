import { expect } from '@grafana/plugin-e2e';
import type { Page } from '@playwright/test';

/**
 * Presses Esc where a drawer or dialog is to have it. A tooltip that is still shown would take it for itself, as it should: a
 * drawer whose form is loading has the focus on its Close button, which has one.
 */
export async function pressEscape(page: Page): Promise<void> {
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.keyboard.press('Escape');
}
