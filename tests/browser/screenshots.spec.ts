/**
 * Pictures of the screens, in both themes and from a wide screen to a phone, for a person to look at: they are in
 * test-results/. Those that the README and the plugin catalogue show are renewed with UPDATE_SCREENSHOTS=1.
 */
import type { Page, TestInfo } from '@playwright/test';
import { dirname, join } from 'node:path';
import { internal } from '../../src/domain/status.ts';
import { ADMIN_TOKEN } from '../service.ts';
import type { Faults } from './faults.ts';
import { expect, test } from './own-service.ts';
import { SecretsApi, type SeededSecret } from './secrets-api.ts';
import { K6_SECRETS, SECRETS, SecretsPage } from './secrets-page.ts';
import { signIn } from './session.ts';
import { followBrowserTheme, showTheme, THEMES, type Theme } from './themes.ts';

/** What the plugin ships, so that the catalogue can show it. */
const GALLERY = join(dirname(dirname(import.meta.dirname)), 'src', 'img');
const GALLERY_SIZE = { width: 1440, height: 900 } as const;
const RENEWS_GALLERY = process.env.UPDATE_SCREENSHOTS === '1';

/** The last is a phone, and also 1280 pixels at 400 % (WCAG 2.1, success criterion 1.4.10, "Reflow"). */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 800, height: 900 },
  { width: 320, height: 640 },
] as const;

const EXAMPLES: readonly SeededSecret[] = [
  {
    name: 'checkout-load-test-password',
    description: 'Load test user',
    labels: { team: 'checkout', env: 'staging' },
    decrypters: ['k6-cloud'],
  },
  {
    name: 'github-sync-token',
    description: 'Dashboards repository',
    labels: { team: 'platform' },
    decrypters: ['provisioning.grafana.app', 'grafana-workflows'],
  },
  {
    name: 'payments-api-token',
    description: 'Payment provider sandbox',
    labels: { team: 'payments', env: 'prod' },
    decrypters: ['k6-cloud', 'synthetic-monitoring'],
  },
];
const EXAMPLE = 'payments-api-token';

const EXAMPLE_TOKENS = [
  { decrypter: 'k6-cloud', only: ['checkout-*'], ttl: '8h' },
  { decrypter: 'synthetic-monitoring', source: ['10.20.0.0/16', '2001:db8::/32'], ttl: '90d' },
];

interface Screen {
  readonly of: string;
  /** Its pictures are shown to those who do not have the plugin yet. */
  readonly inGallery?: true;
  readonly show: (page: Page, faults: Faults) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  {
    of: 'list',
    inGallery: true,
    show: async (page) => {
      await openList(page);
    },
  },
  {
    of: 'create',
    inGallery: true,
    show: async (page) => {
      const secrets = await openList(page);
      await secrets.startCreating();
    },
  },
  {
    of: 'create-with-errors',
    show: async (page) => {
      const secrets = await openList(page);
      const form = await secrets.startCreating();
      await form.fill({ name: 'Payments token', description: 'Payment provider sandbox, until the contract starts' });
      await form.addLabel.press('Enter');
      await form.submitNew.press('Enter');
      await expect(form.name).toBeFocused();
    },
  },
  {
    of: 'edit',
    show: async (page) => {
      const secrets = await openList(page);
      await secrets.startEditing(EXAMPLE);
    },
  },
  {
    of: 'delete',
    show: async (page) => {
      const secrets = await openList(page);
      await secrets.deleteButton(EXAMPLE).click();
      await expect(secrets.deletion).toBeVisible();
    },
  },
  {
    of: 'details',
    inGallery: true,
    show: async (page) => {
      const secrets = await openList(page);
      await secrets.nameLink(EXAMPLE).click();
      await expect(secrets.details(EXAMPLE).getByText('How to use it')).toBeVisible();
    },
  },
  {
    of: 'quarantine',
    inGallery: true,
    show: async (page) => {
      const secrets = await openList(page);
      await secrets.deleteButton(EXAMPLE).click();
      await secrets.deletion.getByRole('button', { name: 'Quarantine instead' }).click();
      await expect(page.getByRole('dialog', { name: /^Quarantine / })).toBeVisible();
    },
  },
  {
    of: 'use',
    inGallery: true,
    show: async (page) => {
      await openList(page);
      await page.getByRole('button', { name: `Use ${EXAMPLE}` }).click();
      await expect(
        page.getByRole('dialog', { name: /^Use / }).getByRole('button', { name: 'Download script.js' })
      ).toBeVisible();
    },
  },
  {
    of: 'no-match',
    show: async (page) => {
      await new SecretsPage(page).open('?search=nothing-is-called-like-this');
      await expect(page.getByText('No secrets match the filters')).toBeVisible();
    },
  },
  {
    of: 'failure',
    show: async (page, faults) => {
      faults.fail('list', internal(''));
      await new SecretsPage(page).open();
      await expect(page.getByRole('alert', { name: 'The server reported error 500' })).toBeVisible();
    },
  },
  {
    of: 'empty',
    show: async (page, faults) => {
      const body = JSON.stringify({ kind: 'SecureValueList', metadata: {}, items: [] });
      faults.answer('list', { status: 200, contentType: 'application/json', body });
      await new SecretsPage(page).open();
      await expect(page.getByText('Create your first secret')).toBeVisible();
    },
  },
  {
    of: 'settings-secrets',
    inGallery: true,
    show: async (page) => {
      const secrets = new SecretsPage(page, K6_SECRETS);
      await secrets.open();
      await expect(secrets.row(EXAMPLE)).toBeVisible();
    },
  },
  {
    of: 'settings-access-tokens',
    inGallery: true,
    show: async (page) => {
      await page.goto('/a/strongroom-secrets-app/settings/access-tokens');
      await expect(page.getByRole('row', { name: /Synthetic Monitoring/ })).toBeVisible();
    },
  },
  {
    of: 'settings-connection',
    show: async (page) => {
      await page.goto('/a/strongroom-secrets-app/settings/connection');
      await expect(page.getByText('Answers', { exact: true })).toBeVisible();
    },
  },
  {
    of: 'configuration',
    show: async (page) => {
      await page.goto('/plugins/strongroom-secrets-app?page=configuration');
      await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
    },
  },
  {
    of: 'sign-in',
    show: async (page) => {
      await page.context().clearCookies();
      await page.goto('/login');
      await expect(page.getByRole('heading', { name: 'Welcome to Strongroom' })).toBeVisible();
    },
  },
];

async function openList(page: Page): Promise<SecretsPage> {
  const secrets = new SecretsPage(page, SECRETS);
  await secrets.open();
  await expect(secrets.row(EXAMPLE)).toBeVisible();
  return secrets;
}

/** Takes the picture of what is on show, which has to fit the width that there is. */
async function takePicture(page: Page, testInfo: TestInfo, name: string): Promise<void> {
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  // Icons are loaded when they are first drawn.
  await page.waitForLoadState('networkidle');
  expect.soft(scrollWidth, `${name} scrolls sideways`).toBeLessThanOrEqual(clientWidth);
  await page.screenshot({ path: join(testInfo.project.outputDir, 'screens', `${name}.png`), animations: 'disabled' });
}

test.use({ deviceScaleFactor: 1, viewport: SIZES[0] });

test.beforeAll(async ({ browser, service }) => {
  const context = await browser.newContext({ baseURL: service.url });
  await signIn(context, 'Admin', ADMIN_TOKEN);
  const api = await SecretsApi.of(context.request);
  for (const example of EXAMPLES) {
    await api.seed(example);
  }
  for (const order of EXAMPLE_TOKENS) {
    expect((await api.createToken(order)).status()).toBe(201);
  }
  await context.close();
});

for (const { of, show, inGallery = false } of SCREENS) {
  test(`the screen: ${of}`, async ({ page, faults }, testInfo) => {
    await followBrowserTheme(page);
    await showTheme(page, 'dark');
    await show(page, faults);
    for (const theme of THEMES) {
      await showTheme(page, theme);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await takePicture(page, testInfo, pictureName(of, theme, size.width));
      }
      if (inGallery && RENEWS_GALLERY) {
        await page.setViewportSize(GALLERY_SIZE);
        await page.screenshot({ path: join(GALLERY, `${of}-${theme}.png`), animations: 'disabled' });
      }
    }
  });
}

function pictureName(screen: string, theme: Theme, width: number): string {
  return `${screen}-${theme}-${width}`;
}
