/** Access tokens as a person works them: made, shown once, used, seen in the list, revoked. */
import { expect, test } from './own-service.ts';
import { pressEscape } from './press-escape.ts';
import { SecretsApi } from './secrets-api.ts';
import { followBrowserTheme } from './themes.ts';

const PATH = '/a/strongroom-secrets-app/settings/access-tokens';

test('a token, from its making to its end', async ({ page, context, look }) => {
  // Axe and the camera look at every screen, in both themes.
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await followBrowserTheme(page);
  const api = await SecretsApi.of(context.request);
  await api.seed({ name: 'api-key', value: 'the value', decrypters: ['k6-cloud'] });
  await api.seed({ name: 'db-key', value: 'the other value', decrypters: ['k6-cloud'] });

  await page.goto(PATH);
  await expect(page.getByText('Create your first access token')).toBeVisible();
  await look('tokens-empty');

  await page.getByRole('button', { name: 'Create access token' }).click();
  const form = page.getByRole('dialog', { name: 'Create access token' });
  await expect(form.getByRole('combobox', { name: 'Service' })).toBeFocused();
  await form.getByRole('textbox', { name: 'Names that it may ask for' }).fill('API');
  // By the keyboard: a pointer over the button would change its colours.
  await form.getByRole('button', { name: 'Create token' }).press('Enter');
  await expect(form.getByText('Say which service the token is for.')).toBeVisible();
  await expect(form.getByText(/Line 1: a pattern has/)).toBeVisible();
  await look('tokens-form-with-errors');

  await form.getByRole('combobox', { name: 'Service' }).fill('k6-cloud');
  await form.getByRole('textbox', { name: 'Names that it may ask for' }).fill('api-*');
  await form.getByRole('textbox', { name: 'Addresses that it may be used from' }).fill('127.0.0.0/8\n::1');
  await form.getByRole('button', { name: 'Create token' }).click();

  const shown = page.getByRole('dialog', { name: 'Access token for Grafana Cloud k6' });
  await expect(shown.getByText('This is the only time that the token is shown')).toBeVisible();
  await look('tokens-minted');
  await shown.getByRole('button', { name: 'Copy: Token' }).click();
  const token = await page.evaluate(() => navigator.clipboard.readText());
  expect(token).toMatch(/^svs_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    shown.getByRole('button', { name: 'Download k6-secrets.json' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('k6-secrets.json');

  const address = await shown.getByRole('textbox', { name: "Address of Strongroom's backend" }).inputValue();
  const read = async (name: string) => {
    const url = `${address}/api/v1/secrets/${name}/decrypt?fields=plaintext`;
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
    return answer.ok ? await answer.json() : answer.status;
  };
  expect(await read('api-key')).toEqual({ plaintext: 'the value' });
  expect(await read('db-key')).toBe(404);

  await shown.getByRole('button', { name: 'Done' }).click();
  await expect(shown).toBeHidden();
  const [, id = ''] = token.split('_');
  const row = page.getByRole('row').filter({ hasText: id });
  await expect(row).toContainText('api-*');
  await expect(row).toContainText('127.0.0.0/8');
  await expect(row).toContainText('Active');
  expect(await page.content()).not.toContain(token);
  await look('tokens-list');

  await page.getByRole('button', { name: `Revoke ${id}` }).click();
  const question = page.getByRole('dialog', { name: `Revoke ${id}` });
  await look('tokens-revoke');
  await question.getByRole('button', { name: 'Revoke token' }).click();
  await expect(row).toBeHidden();
  expect(await read('api-key')).toBe(401);
  await expect(page.getByText('Every token has ended')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Show those that ended (1)' }).press('Space');
  await expect(row).toContainText('Revoked');
  await expect(page.getByRole('button', { name: `Revoke ${id}` })).toBeHidden();
  await look('tokens-list-with-ended');
});

test('made and revoked by the keyboard, which stays where it was', async ({ page }) => {
  const { keyboard } = page;
  await page.goto(PATH);
  const create = page.getByRole('button', { name: 'Create access token' });
  const form = page.getByRole('dialog', { name: 'Create access token' });
  const revokeButtons = page.getByRole('button', { name: /^Revoke [a-z0-9]{12}$/ });
  for (const count of [1, 2]) {
    await create.press('Enter');
    await keyboard.type('my-service');
    await pressEscape(page);
    const question = page.getByRole('dialog', { name: 'Discard your changes?' });
    await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(form.getByRole('combobox', { name: 'Service' })).toBeFocused();
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(revokeButtons).toHaveCount(count);
    await expect(create).toBeFocused();
  }
  await revokeButtons.first().press('Enter');
  await page.getByRole('button', { name: 'Revoke token' }).press('Enter');
  await expect(revokeButtons).toHaveCount(1);
  await expect(revokeButtons).toBeFocused();
});

test('what the backend refuses is at its field', async ({ page }) => {
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Create access token' }).click();
  const form = page.getByRole('dialog', { name: 'Create access token' });
  await form.getByRole('combobox', { name: 'Service' }).fill('k6-cloud');
  await page.route(
    ({ pathname }) => pathname.endsWith('/api/v1/tokens'),
    // As if the page knew a lifetime that the backend does not.
    (route) => route.continue({ postData: JSON.stringify({ decrypter: 'k6-cloud', ttl: '91d' }) })
  );
  await form.getByRole('button', { name: 'Create token' }).click();
  await expect(form.getByRole('group', { name: 'How long it works' })).toContainText('at most 90d');
});
