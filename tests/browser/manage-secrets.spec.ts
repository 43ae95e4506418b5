/** What a person does with a secret all day, on both pages that list them, down to the value in the store. */
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { openVault } from '../../backend/vault/open-vault.ts';
import { isJsonObject, type JsonObject } from '../../src/domain/json-object.ts';
import { DEFAULT_NAMESPACE } from '../../src/domain/namespace.ts';
import { ADMIN_TOKEN, type Service } from '../service.ts';
import { expect, test } from './own-service.ts';
import { K6_SECRETS, SECRETS, SecretsPage } from './secrets-page.ts';
import { signIn } from './session.ts';

const FIRST_VALUE = 'first värde\nof two lines';
const SECOND_VALUE = ' second value ';

/** Identity and shown name. */
const DECRYPTERS = [
  ['k6-cloud', 'Grafana Cloud k6'],
  ['synthetic-monitoring', 'Synthetic Monitoring'],
] as const;

const VIEWS = [
  { where: 'the Secrets page', view: SECRETS },
  { where: 'Settings > Secrets', view: K6_SECRETS },
];

/** The value as the store itself decrypts it. A store belongs to one process, so the service rests meanwhile. */
async function storedValue(service: Service, name: string): Promise<string> {
  await service.stop();
  const { dataDir } = service;
  const vault = await openVault({ dataDir, keyFile: join(dataDir, 'keyring.json'), clock: Date.now });
  try {
    const value = await vault.reveal(DEFAULT_NAMESPACE, name);
    return value.use((bytes) => bytes.toString('utf8'));
  } finally {
    await vault.close();
    await service.start();
  }
}

/** What the page sends for a secret when something is done to it. */
async function sentUpdate(page: Page, name: string, act: () => Promise<void>): Promise<JsonObject> {
  const sent = page.waitForRequest(
    (request) => request.method() === 'PUT' && request.url().endsWith(`/securevalues/${name}`)
  );
  await act();
  const body: unknown = (await sent).postDataJSON();
  const spec = isJsonObject(body) ? body.spec : undefined;
  if (!isJsonObject(spec)) {
    throw new TypeError('The update has no spec');
  }
  return spec;
}

for (const { where, view } of VIEWS) {
  test(`create, find, change and delete a secret on ${where}`, async ({ page, context, api, service, ownName }) => {
    // The service is stopped and started twice on the way.
    test.slow();
    const secrets = new SecretsPage(page, view);
    const name = ownName('payments');
    const ofOtherTeam = ownName('mail');
    const ofOtherService = ownName('probe');
    await api.seed({ name: ofOtherTeam, decrypters: ['k6-cloud'], labels: { team: 'mail' } });
    await api.seed({ name: ofOtherService, decrypters: ['grafana-workflows'], labels: { team: 'shop' } });

    await test.step('create it with a label and two decrypters', async () => {
      await secrets.open();
      const form = await secrets.startCreating();
      await form.fill({
        name,
        description: 'Token of the payment provider',
        value: FIRST_VALUE,
        decrypters: view.service === undefined ? ['Grafana Cloud k6', 'Synthetic Monitoring'] : [],
        labels: { team: 'shop' },
      });
      if (view.service !== undefined) {
        await expect(form.dialog).toContainText(`Only ${view.service} can read this secret.`);
      }
      await form.submitNew.click();
      await expect(secrets.toast(`Secret ${name} created`)).toBeVisible();
      await expect(secrets.row(name)).toContainText('Token of the payment provider');
      await expect(secrets.row(name)).toContainText('team: shop');
      await expect(secrets.row(name)).toContainText('Grafana Cloud k6');
    });

    await test.step('let a second service read it, where that is a choice', async () => {
      if (view.service !== undefined) {
        const everywhere = new SecretsPage(page, SECRETS);
        await everywhere.open();
        const form = await everywhere.startEditing(name);
        await form.fill({ decrypters: ['Synthetic Monitoring'] });
        await form.submitChanges.click();
        await form.dialog.waitFor({ state: 'detached' });
        await secrets.open();
      }
      await expect(secrets.row(name)).toContainText('Synthetic Monitoring');
    });

    await test.step('find it by its label', async () => {
      await expect(secrets.row(ofOtherTeam)).toBeVisible();
      await secrets.labelSelector.fill('team=shop');
      await secrets.labelSelector.press('Enter');
      await expect(secrets.row(ofOtherTeam)).toBeHidden();
      await expect(page).toHaveURL(/[?&]labels=team%3Dshop/);
      await page.reload();
      await expect(secrets.row(name)).toBeVisible();
      await expect(secrets.row(ofOtherTeam)).toBeHidden();
      await expect(secrets.labelSelector).toHaveValue('team=shop');
    });

    await test.step('find it by each of its decrypters', async () => {
      if (view.service !== undefined) {
        // The tab is the filter.
        await secrets.open();
        await expect(secrets.row(name)).toBeVisible();
        await expect(secrets.row(ofOtherService)).toBeHidden();
        return;
      }
      for (const [id, service] of DECRYPTERS) {
        await secrets.open();
        await expect(secrets.row(ofOtherService)).toBeVisible();
        await secrets.filterByDecrypter(service);
        await expect(secrets.row(ofOtherService)).toBeHidden();
        await expect(page).toHaveURL(new RegExp(`[?&]decrypter=${id}`));
        await page.reload();
        await expect(secrets.row(name)).toBeVisible();
        await expect(secrets.row(ofOtherService)).toBeHidden();
      }
    });

    await test.step('change only its description: the value stays, and no value is sent', async () => {
      await secrets.open();
      const form = await secrets.startEditing(name);
      const spec = await sentUpdate(page, name, async () => {
        await form.description.fill('Token of the new provider');
        await form.submitChanges.click();
      });
      expect(spec).toEqual({
        description: 'Token of the new provider',
        decrypters: ['k6-cloud', 'synthetic-monitoring'],
      });
      await expect(secrets.toast(`Secret ${name} updated`)).toBeVisible();
      await expect(secrets.row(name)).toContainText('Token of the new provider');
      expect(await storedValue(service, name)).toBe(FIRST_VALUE);
      await signIn(context, 'Admin', ADMIN_TOKEN);
    });

    await test.step('replace its value', async () => {
      await secrets.open();
      const form = await secrets.startEditing(name);
      await form.replaceValue.click();
      const spec = await sentUpdate(page, name, async () => {
        await form.value.fill(SECOND_VALUE);
        await form.submitChanges.click();
      });
      expect(spec.value).toBe(SECOND_VALUE);
      await form.dialog.waitFor({ state: 'detached' });
      expect(await storedValue(service, name)).toBe(SECOND_VALUE);
      await signIn(context, 'Admin', ADMIN_TOKEN);
    });

    await test.step('delete it', async () => {
      await secrets.open();
      await secrets.delete(name);
      await expect(secrets.toast(`Secret ${name} deleted`)).toBeVisible();
      await expect(secrets.row(name)).toBeHidden();
      expect((await api.get(name)).status()).toBe(404);
      await expect(secrets.row(ofOtherTeam)).toBeVisible();
    });
  });
}
