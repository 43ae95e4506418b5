/** Editors and viewers: by default Grafana gives them nothing on secrets, and the pages say so. */
import { SECURE_VALUE_ACTIONS } from '../../src/domain/permissions.ts';
import { expect, test } from './fixtures.ts';
import { K6_SECRETS, SECRETS, SecretsPage } from './secrets-page.ts';

for (const view of [SECRETS, K6_SECRETS]) {
  test(`${view.path} names what is missing`, async ({ page }) => {
    const secrets = new SecretsPage(page, view);
    await secrets.open();
    await expect(page.getByText('The list of secrets is hidden from you')).toBeVisible();
    await expect(page.getByText(SECURE_VALUE_ACTIONS.read)).not.toHaveCount(0);
    await expect(secrets.createButton).toBeDisabled();
    await expect(secrets.createButton).toHaveAccessibleDescription(
      `You need the permission ${SECURE_VALUE_ACTIONS.create}.`
    );
  });
}

test('the server refuses, whatever the page shows', async ({ api }) => {
  const spec = { description: 'Sent by a test', value: 'a value' };
  expect((await api.list()).status()).toBe(403);
  expect((await api.get('anything')).status()).toBe(403);
  expect((await api.create({ metadata: { name: 'anything' }, spec })).status()).toBe(403);
  expect((await api.update('anything', { metadata: { name: 'anything' }, spec })).status()).toBe(403);
  expect((await api.delete('anything')).status()).toBe(403);
});
