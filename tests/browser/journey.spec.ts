/**
 * The whole of it, as a person meets it first: the link that `npm start` prints, a secret that is made, listed, kept
 * over a reload, a restart and a crash, and deleted; and its value nowhere but in the encrypted column.
 */
import { expect, test as base } from '@playwright/test';
import { encodingsOf, filesHolding } from '../../backend/vault/testing/canary.ts';
import { Service } from '../service.ts';
import { SECRETS, SecretsPage } from './secrets-page.ts';

const CANARY = 'cänary "value" /+&<> \\ 7f3a91';

const test = base.extend<{ service: Service }>({
  service: async ({}, use) => {
    const service = await Service.start({ program: 'backend/standalone/start.ts' });
    await use(service);
    await service.dispose();
  },
  baseURL: async ({ service }, use) => use(service.url),
});
test.use({ storageState: { cookies: [], origins: [] } });

function signInLink(service: Service): string {
  const link = [...service.output.matchAll(/http:\/\/\S+\/login\?token=\S+/g)].at(-1)?.[0];
  if (link === undefined) {
    throw new Error(`No sign-in link was printed:\n${service.output}`);
  }
  return link;
}

function traces(text: string): string[] {
  return encodingsOf(CANARY).filter((form) => text.includes(form));
}

test('a first secret, from the printed link to its deletion', async ({ page, service }) => {
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/apis/')) {
      answers.push(await response.text().catch(() => ''));
    }
  });
  const secrets = new SecretsPage(page);
  await page.goto(signInLink(service));
  await secrets.open();
  await expect(page.getByText('Create your first secret')).toBeVisible();

  await secrets.create({ name: 'journey', description: 'A first secret', value: CANARY });
  await expect(secrets.toast('Secret journey created')).toBeVisible();
  await expect(secrets.row('journey')).toContainText('A first secret');

  await page.reload();
  await expect(secrets.row('journey')).toBeVisible();

  await test.step('the value is nowhere in the page', async () => {
    const visible = await page.content();
    const stored = await page.evaluate(async () => {
      const caches = await globalThis.caches.keys();
      const databases = await globalThis.indexedDB.databases();
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, caches, databases, history.state]);
    });
    expect(traces(visible)).toEqual([]);
    expect(traces(stored)).toEqual([]);
    expect(answers.length).toBeGreaterThan(2);
    expect(answers.flatMap(traces)).toEqual([]);
  });

  await service.stop();
  await service.start();
  await page.goto(signInLink(service));
  await secrets.open();
  await expect(secrets.row('journey')).toBeVisible();

  await test.step('the value is in no file and in nothing that was printed', async () => {
    expect(filesHolding(service.dataDir, CANARY)).toEqual([]);
    expect(traces(service.output)).toEqual([]);
  });

  await secrets.delete('journey');
  await expect(secrets.toast('Secret journey deleted')).toBeVisible();
  await expect(page.getByText('Create your first secret')).toBeVisible();
});

test('a secret is there after the service was killed right behind its answer', async ({ page, service }) => {
  const secrets = new SecretsPage(page);
  await page.goto(signInLink(service));
  await secrets.open();
  const form = await secrets.startCreating();
  await form.fill({ name: 'crash-proof', description: 'Written last', value: CANARY });
  const answer = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.status() === 201
  );
  await form.submitNew.click();
  await answer;
  await service.kill();

  await service.start();
  await page.goto(signInLink(service));
  await secrets.open();
  await expect(secrets.row('crash-proof')).toBeVisible();
  expect(filesHolding(service.dataDir, CANARY)).toEqual([]);
});

test('a sign-in link works once', async ({ page, browser, service }) => {
  const link = signInLink(service);
  await page.goto(link);
  const stranger = await browser.newContext({ storageState: undefined });
  const second = await stranger.newPage();
  await second.goto(link);
  await second.goto(`${service.url}${SECRETS.path}`);
  await expect(second).toHaveURL(/\/login/);
  await stranger.close();
});
