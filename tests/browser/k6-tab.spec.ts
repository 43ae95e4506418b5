/** Settings > Secrets: a secret gets into a test, and a script is checked against the secrets that there are. */
import { expect, test } from './own-service.ts';
import { K6_SECRETS, SecretsPage } from './secrets-page.ts';
import { followBrowserTheme } from './themes.ts';

const SCRIPT = `import secrets from 'k6/secrets';
// await secrets.get('in-a-comment')
const pattern = /secrets.get('in-a-pattern')/;
const vault = secrets.source('vault');
export default async function () {
  const readable = \`Bearer \${await secrets.get('readable')}\`;
  const shared = await secrets.get(\`unshared\`);
  const missing = await secrets.source('vault').get("missing");
  const again = await vault.get('readable');
  const stage = await secrets.get(\`db-\${__ENV.STAGE}\`);
}
`;

test('a name that is taken is shared instead', async ({ page, api, ownName }) => {
  const name = ownName('taken');
  await api.seed({ name, description: 'SMTP relay', decrypters: ['synthetic-monitoring'], labels: { team: 'shop' } });
  const secrets = new SecretsPage(page, K6_SECRETS);
  await secrets.open();
  const form = await secrets.startCreating();
  await form.fill({ name, description: 'Another one', value: 'Another value' });
  await form.submitNew.click();
  await form.dialog.getByRole('button', { name: 'Let Grafana Cloud k6 read it' }).click();
  await expect(secrets.row(name)).toBeVisible();
  expect(await (await api.get(name)).json()).toMatchObject({
    metadata: { labels: { team: 'shop' } },
    spec: { description: 'SMTP relay', decrypters: ['synthetic-monitoring', 'k6-cloud'] },
  });
});

test('how a secret gets into a test, for each k6', async ({ page, context, look }) => {
  // Axe and the camera look at every screen, in both themes.
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await followBrowserTheme(page);
  await new SecretsPage(page, K6_SECRETS).open();
  await page.getByRole('button', { name: 'Who may do what' }).click();
  await expect(page.getByText('Secure Values Updater')).toBeVisible();
  await look('k6-tab-with-roles');

  await page.getByRole('button', { name: 'Use in a test' }).click();
  const drawer = page.getByRole('dialog', { name: 'Use in a test' });
  await expect(drawer.getByRole('region', { name: 'k6-secrets.json' })).toContainText(
    /http:\/\/127\.0\.0\.1:\d+\/api\/v1\/secrets\/\{key\}\/decrypt/
  );
  await look('k6-use-in-a-test');
  await drawer.getByRole('radio', { name: '1.5, 1.6' }).press('Space');
  await drawer.getByRole('button', { name: /^Copy: Run with the environment/ }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('k6 run --secret-source=url script.js');
});

test('a script is checked, and what is missing is made', async ({ page, api, look }) => {
  // Axe and the camera look at every screen, in both themes.
  test.slow();
  await followBrowserTheme(page);
  await api.seed({ name: 'readable', decrypters: ['k6-cloud'] });
  await api.seed({ name: 'unshared', decrypters: ['synthetic-monitoring'] });
  const secrets = new SecretsPage(page, K6_SECRETS);
  await secrets.open();
  await page.getByRole('button', { name: 'Check my script' }).click();
  const drawer = page.getByRole('dialog', { name: 'Check my script' });
  await drawer.getByRole('textbox', { name: 'Script' }).fill(SCRIPT);

  const item = (name: string) => drawer.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) });
  await expect(drawer.getByRole('listitem')).toHaveCount(3);
  await expect(item('readable')).toContainText('k6 can read it');
  await expect(item('unshared')).toContainText('k6 cannot read it');
  await expect(item('missing')).toContainText('Does not exist');
  await expect(drawer.getByText('Line 10 is not checkable')).toBeVisible();
  await look('k6-check-my-script');

  await item('unshared').getByRole('button').click();
  await expect(item('unshared')).toContainText('k6 can read it');
  await item('missing').getByRole('button', { name: 'Create missing' }).click();
  await expect(secrets.form.name).toHaveValue('missing');
  await secrets.form.fill({ description: 'Made for a script', value: 'a value' });
  await secrets.form.submitNew.click();
  await expect(item('missing')).toContainText('k6 can read it');
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(secrets.row('missing')).toBeVisible();
});
