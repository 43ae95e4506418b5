/** Axe finds nothing on any screen, in either theme. */
import { DEFAULT_A11Y_TAGS } from '@grafana/plugin-e2e';
import type { RunOnly } from 'axe-core';
import { internal, routeNotFound } from '../../src/domain/status.ts';
import { ADMIN_TOKEN } from '../service.ts';
import { expect, test as base } from './fixtures.ts';
import { K6_SECRETS, SecretsPage } from './secrets-page.ts';
import { signIn } from './session.ts';
import { followBrowserTheme, showTheme } from './themes.ts';

/** Level AA of WCAG 2.0 to 2.2, and what axe thinks good besides. */
const EVERY_RULE: RunOnly = { type: 'tag', values: [...DEFAULT_A11Y_TAGS, 'wcag22aa', 'best-practice'] };

/** One theme has other colours than the other, and nothing else. */
const RULES_ON_COLOURS: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

interface Fixtures {
  /** Scans what is on show. Other screens of the same test are scanned all the same. */
  readonly scan: (screen: string) => Promise<void>;
}

const test = base.extend<Fixtures>({
  scan: async ({ page, scanForA11yViolations }, use) => {
    await followBrowserTheme(page);
    await use(async (screen) => {
      await showTheme(page, 'dark');
      const onDark = await scanForA11yViolations({ options: { runOnly: EVERY_RULE } });
      expect.soft(onDark, `${screen}, dark`).toHaveNoA11yViolations();
      await showTheme(page, 'light');
      const onLight = await scanForA11yViolations({ options: { runOnly: RULES_ON_COLOURS } });
      expect.soft(onLight, `${screen}, light`).toHaveNoA11yViolations();
      for (const { passes } of [onDark, onLight]) {
        expect.soft(passes.map(({ id }) => id)).toContain('color-contrast');
      }
    });
  },
});

test.describe.configure({ mode: 'parallel' });

test('the list and what is open over it', async ({ page, secrets, api, ownName, scan }) => {
  const name = ownName('payments');
  await api.seed({
    name,
    labels: { team: 'shop', env: 'prod' },
    decrypters: ['k6-cloud', 'my-service'],
  });
  await api.seed({ name: ownName('unread') });
  await secrets.open();
  await expect(secrets.row(name)).toBeVisible();
  await scan('the list');

  await secrets.search.fill('nothing is called like this');
  await expect(page.getByText('No secrets match the filters')).toBeVisible();
  await scan('no match');
  await page.getByRole('button', { name: 'Clear filters' }).click();

  await secrets.labelSelector.fill('team in (');
  await secrets.labelSelector.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'This is not a label selector' })).toBeVisible();
  await scan('a label selector that is none');
  await secrets.labelSelector.fill('');
  await secrets.labelSelector.press('Enter');

  await secrets.deleteButton(name).click();
  await expect(secrets.deletion).toBeVisible();
  await scan('the deletion');
});

test('the form of a new secret', async ({ page, secrets, scan }) => {
  await secrets.open();
  const form = await secrets.startCreating();
  await scan('the empty form');

  await form.addLabel.press('Enter');
  await form.submitNew.press('Enter');
  await expect(form.name).toBeFocused();
  await form.otherDecrypter.fill('no service');
  await form.otherDecrypter.press('Enter');
  await form.value.fill(' a value ');
  await form.description.fill('A description of more characters than documented');
  await scan('the form with errors and notes');

  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Discard your changes?' })).toBeVisible();
  await scan('the question before changes are lost');
});

test('the form of a secret that is there', async ({ page, secrets, api, faults, ownName, scan }) => {
  const name = ownName('payments');
  await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud', 'my-service'] });
  await secrets.open();
  faults.fail('read', internal('the store cannot be read'));
  await secrets.editButton(name).click();
  await expect(page.getByRole('alert', { name: 'The server reported error 500' })).toBeVisible();
  await scan('a secret that cannot be read');

  faults.mend('read');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(secrets.form.description).toBeVisible();
  await scan('the form');

  await secrets.form.replaceValue.press('Enter');
  await expect(secrets.form.value).toBeFocused();
  await secrets.form.value.fill('a new value');
  await api.update(name, { metadata: { name }, spec: { description: 'Changed meanwhile' } });
  await secrets.form.submitChanges.press('Enter');
  await expect(page.getByRole('alert', { name: 'This secret was changed while you had it open' })).toBeVisible();
  await scan('a conflict');
  await page.getByRole('button', { name: 'Put both together' }).click();
  await expect(page.getByRole('status', { name: 'This is the latest version' })).toBeVisible();
  await scan('a conflict that is mended');
});

test('the list while it loads, fails, is empty or hidden', async ({ page, context, secrets, faults, scan }) => {
  faults.hold('discovery');
  await secrets.open();
  await expect(page.getByText('Loading secrets')).toBeAttached();
  await scan('the skeleton');

  faults.fail('list', internal('the store cannot be read'));
  faults.mend('discovery');
  await expect(page.getByRole('alert', { name: 'The server reported error 500' })).toBeVisible();
  await scan('a failure');

  const body = JSON.stringify({ kind: 'SecureValueList', metadata: {}, items: [] });
  faults.answer('list', { status: 200, contentType: 'application/json', body });
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('Create your first secret')).toBeVisible();
  await scan('no secret yet');

  await context.setOffline(true);
  await expect(page.getByRole('alert', { name: 'The list may be out of date' })).toBeVisible();
  await scan('offline');
  await context.setOffline(false);
});

test('a Grafana without the API', async ({ page, secrets, faults, scan }) => {
  faults.fail('discovery', routeNotFound());
  await secrets.open();
  await expect(page.getByRole('status', { name: 'Secrets are not available on this Grafana' })).toBeVisible();
  await scan('not available');
});

test('somebody without permissions', async ({ page, context, secrets, scan }) => {
  test.skip(process.env.GRAFANA_URL !== undefined, 'It signs in as the stand-alone page does');
  await signIn(context, 'Viewer', ADMIN_TOKEN);
  await secrets.open();
  await expect(page.getByText('The list of secrets is hidden from you')).toBeVisible();
  await expect(secrets.createButton).toBeDisabled();
  await scan('hidden, with a blocked button');
});

test('the settings', async ({ page, api, ownName, scan }) => {
  const secrets = new SecretsPage(page, K6_SECRETS);
  const name = ownName('payments');
  await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud', 'synthetic-monitoring'] });
  await secrets.open();
  await expect(secrets.row(name)).toBeVisible();
  await scan('Settings > Secrets');
  await secrets.startEditing(name);
  await scan('the form on Settings > Secrets');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Access tokens' }).click();
  await expect(page.getByText('With an access token')).toBeVisible();
  await expect(page.getByText('Loading access tokens')).toBeHidden();
  await scan('Settings > Access tokens');
  await page.getByRole('tab', { name: 'Connection' }).click();
  await expect(page.getByText('Answers', { exact: true })).toBeVisible();
  await scan('Settings > Connection');
});

test('what is around', async ({ page, context, scan }) => {
  await page.goto('/a/strongroom-secrets-app/nowhere');
  await expect(page.getByText('There is no page at this address')).toBeVisible();
  await scan('an address without a page');
  await page.goto('/plugins/strongroom-secrets-app?page=configuration');
  await expect(page.getByRole('textbox').first()).toBeVisible();
  await scan('the configuration');
  test.skip(process.env.GRAFANA_URL !== undefined, 'The rest is the stand-alone page');
  await context.clearCookies();
  await page.goto('/login');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Enter a management token.');
  await scan('signing in');
});
