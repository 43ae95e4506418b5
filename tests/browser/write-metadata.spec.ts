/** What a secret is called, who may read it, its labels, and a change of these that leaves the value alone. */
import { isJsonObject } from '../../src/domain/json-object.ts';
import { expect, test } from './fixtures.ts';
import { button, sentSpec } from './secret-writing.ts';

test.describe('4: who may read it', () => {
  test('4, fault 14: nobody only when that is said', async ({ page, secrets, ownName }) => {
    const name = ownName('unread');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.name.fill(name);
    await form.description.fill('Of a test');
    await form.value.fill('a value');
    await expect(form.decrypters.getByText('Nobody can read this secret')).toBeVisible();
    await form.submitNew.click();
    await expect(form.acceptNobody).toHaveAccessibleDescription(
      'Choose a service, or confirm that none is to read it.'
    );
    await expect(form.acceptNobody).toBeFocused();
    await form.acceptNobody.press('Space');
    expect((await sentSpec(page, 'POST', () => form.submitNew.click())).decrypters).toEqual([]);
    await expect(secrets.toast(`Secret ${name} created`)).toBeVisible();
  });

  test('4: a service that nobody knows comes and goes untouched', async ({ page, secrets, api, ownName }) => {
    const name = ownName('unknown');
    await api.seed({ name, decrypters: ['vendor.example_Service-2', 'k6-cloud'] });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await expect(form.decrypter('vendor.example_Service-2')).toBeChecked();
    await form.otherDecrypter.fill('another-one');
    await form.otherDecrypter.press('Enter');
    await form.description.fill('Changed');
    expect((await sentSpec(page, 'PUT', () => form.submitChanges.click())).decrypters).toEqual([
      'vendor.example_Service-2',
      'k6-cloud',
      'another-one',
    ]);
  });

  test("4, fault 16: services have names and explanations, and the plugin's settings add to them", async ({
    page,
    secrets,
    api,
    ownName,
  }) => {
    const name = ownName('extended');
    await api.seed({ name, decrypters: ['billing-robot'] });
    await page.route('**/api/plugins/strongroom-secrets-app/settings', async (route) => {
      const answer = await route.fetch();
      const settings: unknown = await answer.json();
      const stored = isJsonObject(settings) && isJsonObject(settings.jsonData) ? settings.jsonData : {};
      const decrypters = [
        { id: 'billing-robot', name: 'Billing robot', description: 'The nightly bills may read the value.' },
        { id: 'not valid' },
      ];
      const json = { ...(isJsonObject(settings) ? settings : {}), jsonData: { ...stored, decrypters } };
      await route.fulfill({ response: answer, json });
    });
    await secrets.open();
    await expect(secrets.row(name)).toContainText('Billing robot');
    const form = await secrets.startEditing(name);
    await expect(form.decrypter('Billing robot')).toBeChecked();
    await expect(form.decrypters.getByText('The nightly bills may read the value.')).toBeVisible();
    await expect(form.decrypters.getByText('Test scripts that run in Grafana Cloud k6 may read')).toBeVisible();
    await expect(form.decrypters.getByText('One service in the settings of this plugin is left out')).toBeVisible();
  });

  test('4: labels of other secrets are suggested', async ({ secrets, api, ownName }) => {
    await api.seed({ name: ownName('a'), labels: { 'cost-centre': '4711' } });
    await secrets.open();
    await expect(secrets.table).toBeVisible();
    const form = await secrets.startCreating();
    await form.addLabel.press('Enter');
    const suggested = (part: 'key' | 'value') =>
      form
        .label(1, part)
        .evaluate((input) =>
          input instanceof HTMLInputElement ? [...(input.list?.options ?? [])].map(({ value }) => value) : []
        );
    expect(await suggested('key')).toContain('cost-centre');
    await form.label(1, 'key').fill('cost-centre');
    await expect.poll(() => suggested('value')).toEqual(['4711']);
  });
});

test('fault 11: a name is shown its rule and offered another, and never rewritten', async ({
  page,
  secrets,
  ownName,
}) => {
  const suffix = ownName('named').slice('named'.length);
  const typed = `Named${suffix}`;
  await secrets.open();
  const form = await secrets.startCreating();
  await expect(form.name).toHaveAccessibleDescription(/Lowercase letters, digits, hyphens and dots/);
  await form.name.fill(typed);
  await expect(form.name).toHaveAccessibleDescription(new RegExp(`${typed.length} of 253 characters`));
  const offer = button(form, `Use named${suffix} instead`);
  await expect(offer).toBeVisible();
  await form.description.fill('Of a test');
  await expect(form.name).toHaveValue(typed);
  await form.submitNew.click();
  await expect(form.name).toHaveAttribute('aria-invalid', 'true');
  await expect(form.name).toHaveValue(typed);
  await offer.click();
  await expect(form.name).toHaveValue(`named${suffix}`);
  await expect(form.name).toBeFocused();
  await expect(page.getByRole('button', { name: /^Use .* instead$/ })).toBeHidden();
});

test.describe('6: editing without the value', () => {
  test('6, fault 5: sends no value, and Keep current value takes a replacement back', async ({
    page,
    secrets,
    api,
    ownName,
  }) => {
    const name = ownName('kept');
    await api.seed({ name, labels: { team: 'shop', 'example.com/tier': 'gold' }, decrypters: ['my-service'] });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await form.replaceValue.click();
    await form.value.fill('typed by mistake');
    await button(form, 'Keep current value').click();
    await expect(form.replaceValue).toBeFocused();
    // As if nothing had happened: the form closes without a question.
    await page.keyboard.press('Escape');
    await form.dialog.waitFor({ state: 'detached' });

    await secrets.startEditing(name);
    await form.replaceValue.click();
    await button(form, 'Keep current value').click();
    await form.description.fill('Changed');
    const spec = await sentSpec(page, 'PUT', () => form.submitChanges.click());
    expect(spec).toEqual({ description: 'Changed', decrypters: ['my-service'] });
    await form.dialog.waitFor({ state: 'detached' });
    expect(await (await api.get(name)).json()).toMatchObject({
      metadata: { labels: { team: 'shop', 'example.com/tier': 'gold' } },
    });
  });
});
