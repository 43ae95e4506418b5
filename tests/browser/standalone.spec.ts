/** The page without a Grafana: signing in and out, roles, themes, and whom it does not serve. */
import { request as httpRequest } from 'node:http';
import type { Page } from '@playwright/test';
import { ADMIN_TOKEN } from '../service.ts';
import { expect, test } from './own-service.ts';
import { SECRETS } from './secrets-page.ts';
import { signIn } from './session.ts';
import { SignInPage } from './sign-in-page.ts';
import { createToken } from './tokens.ts';

/** Opens a menu of the top bar and chooses one of its options. */
async function choose(page: Page, menuButton: string, option: string): Promise<void> {
  await page.getByRole('button', { name: menuButton }).click();
  await page.getByRole('menuitemradio', { name: option }).click();
}

test.describe('signing in', () => {
  test('says what is wrong, and leads to the page that was asked for', async ({ page, context, service }) => {
    await context.clearCookies();
    await page.goto(`${SECRETS.path}?search=payments`);
    await expect(page).toHaveURL(/\/login\?redirectTo=/);
    const form = new SignInPage(page);

    await form.submit('Admin', '');
    await expect(form.error).toHaveText('Enter a management token.');
    await expect(form.token).toHaveAccessibleDescription('Enter a management token.');

    await form.submit('Admin', 'not-a-token');
    await expect(form.error).toContainText('Strongroom does not know this token, or it has expired.');
    await expect(form.token).toHaveValue('');
    await expect(form.token).toBeFocused();

    const token = await createToken(service, 'Viewer', ['secret.securevalues:read']);
    await form.submit('Editor', token);
    await expect(form.error).toHaveText('This token does not allow the role. Choose a lower one.');
    await form.submit('Viewer', token);
    await expect(page).toHaveURL(`${service.url}${SECRETS.path}?search=payments`);
    await expect(page.getByRole('button', { name: 'Role: Viewer' })).toBeVisible();
  });

  test('leads off this server for nobody', async ({ page, context, service }) => {
    await context.clearCookies();
    await page.goto('/login?redirectTo=%2F%2Fevil.example%2Fa%2Fx');
    await new SignInPage(page).submit('Admin', ADMIN_TOKEN);
    await expect(page).toHaveURL(`${service.url}${SECRETS.path}`);
  });
});

test.describe('the role switch', () => {
  test('takes permissions away, on the page and at the server, and gives them back', async ({ page, secrets, api }) => {
    await secrets.open();
    await expect(secrets.createButton.first()).toBeEnabled();
    await choose(page, 'Role: Admin', 'Viewer');
    await expect(page.getByText('The list of secrets is hidden from you')).toBeVisible();
    expect((await api.list()).status()).toBe(403);

    await choose(page, 'Role: Viewer', 'Admin');
    await expect(secrets.createButton.first()).toBeEnabled();
    expect((await api.list()).status()).toBe(200);
  });

  test('gives no more than the token allows', async ({ page, context, secrets, service, api }) => {
    await signIn(context, 'Viewer', await createToken(service, 'Viewer'));
    await secrets.open();
    await choose(page, 'Role: Viewer', 'Admin');
    await expect(page.getByRole('alert', { name: 'the token that signed in does not allow this role' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Role: Viewer' })).toBeVisible();
    expect((await api.list()).status()).toBe(403);
  });
});

test("the plugin's configuration has a tab for who may change it", async ({ page, context }) => {
  const tab = page.getByRole('tab', { name: 'Configuration' });
  await page.goto('/plugins/strongroom-secrets-app');
  await expect(tab).toBeVisible();
  await signIn(context, 'Editor', ADMIN_TOKEN);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await expect(tab).toBeHidden();
});

test('signing out ends the session for every copy of its cookie', async ({ page, context, secrets, api }) => {
  await secrets.open();
  const copies = await context.cookies();
  await page.getByRole('button', { name: /^Profile of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Strongroom' })).toBeVisible();
  await page.goto(SECRETS.path);
  await expect(page).toHaveURL(/\/login\?redirectTo=/);

  await context.addCookies(copies);
  expect((await api.list()).status()).toBe(401);
});

test('a session that is lost leads to the sign-in page, and from there back', async ({
  page,
  context,
  secrets,
  api,
  ownName,
}) => {
  const name = ownName('payments');
  await api.seed({ name, labels: { team: 'shop' } });
  await secrets.open(`?search=${name}`);
  await expect(secrets.row(name)).toBeVisible();
  const elsewhere = await page.request.post('/logout');
  expect(elsewhere.ok()).toBe(true);

  await secrets.row(name).getByRole('button', { name: 'Show secrets labelled team: shop' }).click();
  await expect(page).toHaveURL(/\/login\?redirectTo=/);
  await context.clearCookies();
  await new SignInPage(page).submit('Admin', ADMIN_TOKEN);
  await expect(secrets.row(name)).toBeVisible();
  await expect(secrets.search).toHaveValue(name);
  await expect(secrets.labelSelector).toHaveValue('team=shop');
});

test('the theme is kept over a reload, and can follow the system', async ({ page, secrets }) => {
  const textColour = () => page.getByRole('main').evaluate((main) => getComputedStyle(main).color);
  await page.emulateMedia({ colorScheme: 'dark' });
  await secrets.open();
  const onDark = await textColour();
  await choose(page, 'Theme: Dark', 'Light');
  await expect.poll(textColour).not.toBe(onDark);
  const onLight = await textColour();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: Light' })).toBeVisible();
  expect(await textColour()).toBe(onLight);

  await choose(page, 'Theme: Light', 'System preference');
  await expect.poll(textColour).toBe(onDark);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(textColour).toBe(onLight);
});

test('the first stop of the Tab key leads past the menu', async ({ page, secrets, api, ownName }) => {
  await api.seed({ name: ownName('payments') });
  await secrets.open();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(secrets.search).toBeFocused();
});

test.describe('requests that a browser was perhaps tricked into', () => {
  test('for another host are refused', async ({ service }) => {
    const { port } = new URL(service.url);
    const status = await new Promise((resolve, reject) => {
      // A browser whose name for this address is an attacker's (DNS rebinding).
      httpRequest({ port, host: '127.0.0.1', path: '/login', headers: { Host: `evil.example:${port}` } })
        .once('response', (response) => resolve(response.resume().statusCode))
        .once('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  for (const { from, headers, status, stored } of [
    { from: 'another origin', headers: { Origin: 'https://evil.example' }, status: 403, stored: 404 },
    { from: 'another port', headers: { Origin: 'http://127.0.0.1:1' }, status: 403, stored: 404 },
    { from: 'an origin that hides', headers: { Origin: 'null' }, status: 403, stored: 404 },
    {
      from: 'another site, as the browser says',
      headers: { 'Sec-Fetch-Site': 'cross-site' },
      status: 403,
      stored: 404,
    },
    { from: 'this page, for comparison', headers: { 'Sec-Fetch-Site': 'same-origin' }, status: 201, stored: 200 },
  ]) {
    test(`with a valid session, from ${from}, are answered ${status}`, async ({ page, api, ownName }) => {
      const name = ownName('tricked');
      const answer = await page.request.post(api.collection, {
        headers,
        data: { metadata: { name }, spec: { description: 'Of whoever asks', value: 'a value' } },
      });
      expect(answer.status()).toBe(status);
      expect((await api.get(name)).status()).toBe(stored);
    });
  }
});
