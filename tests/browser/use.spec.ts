/** Capability 3 and fault 12: how a secret is used is shown, exactly, for every service and tool. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './own-service.ts';
import { followBrowserTheme } from './themes.ts';

const drawerOf = (page: Page): Locator => page.getByRole('dialog', { name: /^Use / });

async function choose(page: Page, consumer: string): Promise<void> {
  await drawerOf(page).getByRole('combobox', { name: 'Where it is used' }).click();
  await page.getByRole('option', { name: consumer }).click();
}

test.beforeEach(({ page }) => followBrowserTheme(page));

test('3 and fault 12: every consumer has its snippet, with the name of the secret as it is', async ({
  page,
  context,
  secrets,
  api,
  ownName,
  look,
}) => {
  // Axe and the camera look at every screen, in both themes.
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = ownName('payments.api-token');
  await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud', 'my-service'] });
  await secrets.open(`?search=${name}`);
  const opener = page.getByRole('button', { name: `Use ${name}` });
  await opener.click();
  const drawer = drawerOf(page);
  const code = (label: string): Locator => drawer.getByRole('region', { name: label }).locator('pre');

  await expect(code('In the script')).toContainText(`secrets.get('${name}')`);
  await look('use-k6');
  await drawer.getByRole('button', { name: 'Copy: In the script' }).click();
  const copied: string = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`secrets.get('${name}')`);

  await choose(page, 'my-service');
  await expect(code('The value, with the token in SECRETS_TOKEN')).toContainText(`/api/v1/secrets/${name}/decrypt'`);
  await choose(page, 'Synthetic Monitoring');
  await expect(code('In a field of an HTTP check')).toHaveText(`\${secrets.${name}}`);
  await choose(page, 'Workflows');
  await expect(code('Its address')).toHaveText(`secret://${name}`);
  await choose(page, 'Git Sync and provisioning');
  await expect(code('In the manifest of a Repository, beside its spec')).toContainText(`name: "${name}"`);
  await choose(page, 'kubectl');
  await expect(code('Look at it')).toContainText(`${name} --namespace default`);
  await look('use-kubectl');
  await choose(page, 'Terraform');
  await expect(code('Take it under the control of Terraform')).toContainText(`uid = "${name}"`);
  await look('use-terraform');

  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(opener).toBeFocused();
});

test('3: a service that may not read it shows why its snippet would fail, and is let', async ({
  page,
  secrets,
  api,
  ownName,
  look,
}) => {
  test.slow();
  const name = ownName('payments');
  await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud'] });
  await secrets.open(`?search=${name}`);
  await page.getByRole('button', { name: `Use ${name}` }).click();
  await choose(page, 'Workflows');
  const note = drawerOf(page).getByRole('alert', { name: `Workflows cannot read ${name}` });
  await expect(note).toContainText('The step below fails, as if there were no such secret');
  await look('use-not-allowed');
  await note.getByRole('button', { name: 'Let Workflows read it' }).click();
  await expect(note).toHaveCount(0);
  const result = drawerOf(page).getByRole('status');
  await expect(result).toHaveText('Workflows can read it now.');
  await expect(result).toBeFocused();
  await expect(drawerOf(page).getByRole('region', { name: 'Its address' })).toBeVisible();
  expect(await (await api.get(name)).json()).toMatchObject({
    metadata: { labels: { team: 'shop' } },
    spec: { decrypters: ['k6-cloud', 'grafana-workflows'] },
  });
});
