/** What a browser has to load for the Secrets page, beyond what Grafana has loaded for itself. */
import type { Response } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';

/** Our own budget: what a slow mobile connection (1.6 Mbit/s) brings in less than a second. Compressed, as servers send it. */
const BUDGET_BYTES = 150_000;
const PLUGIN_SCRIPT = /\/public\/plugins\/strongroom-secrets-app\/.*\.js(?:\?|$)/;

test('the scripts of the Secrets page keep within their budget', async ({ page, secrets }) => {
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (PLUGIN_SCRIPT.test(response.url())) {
      scripts.push(response);
    }
  });
  await secrets.open();
  const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  test.info().annotations.push({ type: 'weight', description: `${scripts.length} scripts, ${total} bytes` });
  expect(scripts.length).toBeGreaterThan(1);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
});
