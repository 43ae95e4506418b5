/** Finding one secret among many: the list, its filters and views, and what it tells of each. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pressEscape } from './press-escape.ts';
import type { SecretsApi } from './secrets-api.ts';
import { K6_SECRETS, SecretsPage } from './secrets-page.ts';
import { followBrowserTheme } from './themes.ts';

const OWNER = { apiVersion: 'provisioning.grafana.app/v0alpha1', kind: 'Repository', name: 'docs' };

/** What is marked as found. */
function marks(page: Page): Promise<string[]> {
  return page.locator('mark').allTextContents();
}

test.describe.configure({ mode: 'parallel' });

test('1: one search over everything, marked and counted', async ({ page, secrets, api, ownName }) => {
  const name = ownName('payments');
  await api.seed({
    name,
    description: `Description of ${name}`,
    labels: { team: `shop-${name}` },
    decrypters: ['k6-cloud', `reader-of-${name}`.slice(0, 63)],
  });
  await api.seed({ name: ownName('other') });
  await secrets.open();
  await expect(secrets.row(name)).toBeVisible();
  const word = name.split('-')[1] ?? '';

  for (const text of [name, `description OF ${name}`, `team=shop-${name}`, `reader-of-${name}`, `${word} cloud k6`]) {
    await secrets.search.fill(text);
    await expect(secrets.count).toContainText(/^1 of \d+ secrets/);
    await expect(secrets.row(name)).toBeVisible();
  }
  expect((await marks(page)).map((mark) => mark.toLowerCase())).toEqual(expect.arrayContaining([word, 'cloud', 'k6']));
  const mark = page.locator('mark').first();
  await expect(mark).toHaveCSS('text-decoration-line', 'underline');

  await secrets.search.fill(`${word} system`);
  await expect(secrets.row(name)).toBeVisible();
  await page.reload();
  await expect(secrets.row(name)).toBeVisible();
  await expect(secrets.search).toHaveValue(`${word} system`);
  await expect(secrets.count).toContainText(/^1 of \d+ secrets/);
});

test('1: labels, services, keepers and managers are offered with how many have them', async ({
  page,
  secrets,
  api,
  ownName,
}) => {
  const [first, second, third] = [ownName('first'), ownName('second'), ownName('third')];
  const word = ownName('facets');
  const manager = `tool-of-${word}`;
  await api.seed({ name: first, description: word, labels: { [word]: 'a' }, decrypters: ['k6-cloud', word] });
  await api.seed({ name: second, description: word, labels: { [word]: 'a' }, decrypters: [word] });
  await api.seed({ name: third, description: word, annotations: { 'grafana.app/managedBy': manager } });
  await secrets.open(`?search=${word}`);
  await expect(secrets.row(first)).toBeVisible();

  await test.step('a label goes into the selector of the server', async () => {
    await page.getByRole('combobox', { name: 'Has label' }).click();
    const option = page.getByRole('option', { name: `${word}: a` });
    await expect(option).toContainText('2 secrets');
    await option.click();
    await expect(secrets.labelSelector).toHaveValue(`${word}=a`);
    await expect(secrets.row(third)).toBeHidden();
    await expect(secrets.row(first)).toBeVisible();
  });

  await test.step('a service', async () => {
    await secrets.facet('Readable by').fill(word);
    const option = page.getByRole('option', { name: word }).first();
    await expect(option).toContainText('2 secrets');
    await option.click();
    await expect(page).toHaveURL(new RegExp(`decrypter=${word}`));
    await expect(secrets.row(second)).toBeVisible();
  });

  await test.step('all filters are cleared together', async () => {
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(page).not.toHaveURL(/labels|decrypter|search/);
    await expect(secrets.search).toBeFocused();
  });

  await test.step('a manager', async () => {
    await secrets.search.fill(word);
    await secrets.facet('Managed by').click();
    const option = page.getByRole('option', { name: manager });
    await expect(option).toContainText('1 secret');
    await option.click();
    await expect(secrets.row(first)).toBeHidden();
    await expect(secrets.row(third)).toBeVisible();
    await page.reload();
    await expect(secrets.row(third)).toBeVisible();
    await expect(secrets.row(first)).toBeHidden();
  });

  await test.step('a keeper', async () => {
    await secrets.facet('Keeper').click();
    await page.getByRole('option', { name: /^system/ }).click();
    await expect(page).toHaveURL(/keeper=system/);
    await expect(secrets.row(third)).toBeVisible();
  });
});

test('fault 17: every column sorts, and the order is in the address', async ({ page, secrets, api, ownName }) => {
  const word = ownName('sorted');
  const [one, two] = [ownName('a'), ownName('b')];
  await api.seed({ name: one, description: `${word} z`, labels: { k: 'z' }, decrypters: ['zz'] });
  await api.seed({ name: two, description: `${word} a`, labels: { k: 'a' }, decrypters: ['aa'] });
  await secrets.open(`?search=${word}`);
  const headers = secrets.table.getByRole('rowheader');
  await expect(headers).toHaveCount(2);
  for (const [column, key] of [
    ['Description', 'description'],
    ['Labels', 'labels'],
    ['Who can read it', 'decrypters'],
  ] as const) {
    await secrets.table.getByRole('button', { name: column, exact: true }).click();
    await expect(headers.first()).toContainText(two);
    await expect(page).toHaveURL(new RegExp(`sort=${key}`));
    await secrets.table.getByRole('button', { name: column, exact: true }).click();
    await expect(headers.first()).toContainText(one);
    await expect(page).toHaveURL(new RegExp(`sort=-${key}`));
  }
});

test('14: the details open on a cold load, by their address', async ({ page, secrets, api, ownName }) => {
  const name = ownName('payments');
  await api.seed({
    name,
    description: 'Payment provider',
    labels: { team: 'shop' },
    decrypters: ['k6-cloud', 'my-service'],
    annotations: { 'grafana.app/managedBy': 'terraform', 'grafana.app/managerId': 'infra' },
  });
  const tellsAll = async (): Promise<void> => {
    const details = secrets.details(name);
    await expect(details).toContainText('Payment provider');
    await expect(details).toContainText('team: shop');
    await expect(details).toContainText('Test scripts that run in Grafana Cloud k6 may read the value.');
    await expect(details).toContainText('my-service');
    await expect(details).toContainText('system');
    await expect(details).toContainText('Terraform (infra)');
    await expect(details.getByText('Version', { exact: true })).toBeVisible();
    await expect(details.getByText('UID', { exact: true })).toBeVisible();
    await expect(details.locator('time').first()).toContainText(String(new Date().getFullYear()));
  };
  await secrets.open(`?secret=${name}`);
  await tellsAll();
  await page.goto(`/a/strongroom-secrets-app/secrets/${name}`);
  await tellsAll();
  await expect(page).toHaveURL(new RegExp(`[?&]secret=${name}`));
  await new SecretsPage(page, K6_SECRETS).open(`?secret=${name}`);
  await tellsAll();
});

test('14: the details open beside the list and give it back', async ({ page, secrets, api, ownName }) => {
  const name = ownName('payments');
  await api.seed({ name });
  await secrets.open(`?search=${name}`);
  await secrets.nameLink(name).press('Enter');
  await expect(secrets.details(name)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`search=${name}.*secret=${name}`));
  await page.goBack();
  await expect(secrets.details(name)).toBeHidden();
  await expect(secrets.row(name)).toBeVisible();

  await test.step('Escape closes them, and the focus is where it was', async () => {
    await secrets.nameLink(name).press('Enter');
    await expect(secrets.details(name).getByRole('button', { name: 'Edit' })).toBeVisible();
    await pressEscape(page);
    await expect(secrets.details(name)).toBeHidden();
    await expect(secrets.nameLink(name)).toBeFocused();
  });

  await test.step('they lead to the form and back', async () => {
    await secrets.nameLink(name).press('Enter');
    await secrets.details(name).getByRole('button', { name: 'Edit' }).click();
    await secrets.form.description.fill('Changed from its details');
    await secrets.form.submitChanges.click();
    await expect(secrets.details(name)).toContainText('Changed from its details');
    await pressEscape(page);
    await expect(secrets.nameLink(name)).toBeFocused();
  });

  await test.step('and go with their secret', async () => {
    await secrets.nameLink(name).press('Enter');
    await secrets.details(name).getByRole('button', { name: 'Delete' }).click();
    await secrets.deletion.getByRole('textbox', { name: /^To confirm/ }).fill(name);
    await secrets.deletion.getByRole('button', { name: 'Delete secret', exact: true }).click();
    await secrets.deletion.waitFor({ state: 'detached' });
    await expect(secrets.details(name)).toBeHidden();
    await expect(page).not.toHaveURL(/secret=/);
    expect((await api.get(name)).status()).toBe(404);
  });
});

test('14: an address of no secret offers the list', async ({ page, secrets, ownName }) => {
  await secrets.open(`?secret=${ownName('gone')}`);
  await expect(page.getByText(/^There is no secret gone-/)).toBeVisible();
  await page.getByRole('button', { name: 'Show all secrets' }).click();
  await expect(page).not.toHaveURL(/secret=/);
  await expect(secrets.search).toBeVisible();
});

test('25: columns, density and groups are remembered, and a link is believed before them', async ({
  page,
  context,
  secrets,
  api,
  ownName,
}) => {
  const word = ownName('viewed');
  const [one, two] = [ownName('shop'), ownName('mail')];
  await api.seed({ name: one, description: word, labels: { team: 'shop' } });
  await api.seed({ name: two, description: word });
  await secrets.open(`?search=${word}`);
  await expect(secrets.row(one)).toBeVisible();
  await secrets.viewButton.click();
  await page.getByRole('checkbox', { name: 'Keeper' }).press('Space');
  await page.getByRole('checkbox', { name: 'Version' }).press('Space');
  await page.getByRole('radio', { name: 'Compact' }).press('Space');
  await page.getByRole('combobox', { name: 'Group by' }).fill('Label team');
  await page
    .getByRole('option', { name: /^Label team/ })
    .first()
    .click();

  const isMine = async (list: SecretsPage): Promise<void> => {
    await expect(list.table.getByRole('rowheader', { name: /^team: shop 1 secret$/ })).toBeVisible();
    await expect(list.table.getByRole('rowheader', { name: /^Without the label team/ })).toBeVisible();
    await expect(list.table.getByRole('columnheader', { name: 'Version' })).toBeVisible();
    await expect(list.table.getByRole('columnheader', { name: 'Keeper' })).toBeHidden();
  };
  await isMine(secrets);
  await expect(page).toHaveURL(/density=compact/);
  const link = page.url();

  await test.step('after a new start, in the address again', async () => {
    await secrets.open(`?search=${word}`);
    await isMine(secrets);
    await expect(page).toHaveURL(/columns=.*density=compact.*group=label/);
  });

  await test.step('but a link says otherwise', async () => {
    await secrets.open(`?search=${word}&group=prefix&columns=name,keeper`);
    await expect(secrets.table.getByRole('rowheader', { name: /^shop 1 secret$/ })).toBeVisible();
    await expect(secrets.table.getByRole('columnheader', { name: 'Keeper' })).toBeVisible();
    await expect(secrets.table.getByRole('columnheader', { name: 'Version' })).toBeHidden();
  });

  await test.step('and the link shows somebody else the same', async () => {
    const other = await context.newPage();
    await other.addInitScript(() => localStorage.clear());
    await other.goto(link);
    await isMine(new SecretsPage(other));
    await other.close();
  });
});

test('fault 15: what other resources own is told of, shown on request, and not to be changed here', async ({
  page,
  secrets,
  api,
  ownName,
}) => {
  const word = ownName('owned');
  const [own, owned] = [ownName('mine'), ownName('inline')];
  await api.seed({ name: own, description: word });
  await api.seed({ name: owned, description: word, ownerReferences: [OWNER] });
  await secrets.open(`?search=${word}`);
  await expect(secrets.row(own)).toBeVisible();
  await expect(secrets.row(owned)).toBeHidden();
  await expect(secrets.ownedSwitch).toHaveAccessibleName(/\([1-9]\d*\)$/);

  await secrets.ownedSwitch.press('Space');
  await expect(secrets.row(owned)).toContainText('Belongs to Repository docs');
  await expect(secrets.editButton(owned)).toBeDisabled();
  await expect(secrets.deleteButton(owned)).toHaveAccessibleDescription(
    'It belongs to Repository docs. Change it there.'
  );
  await expect(page).toHaveURL(/owned=true/);
  await secrets.open(`?search=${word}`);
  await expect(secrets.row(owned)).toBeVisible();

  await secrets.nameLink(owned).click();
  await expect(secrets.details(owned).getByRole('link', { name: 'Open Repository docs' })).toBeVisible();
  await expect(secrets.details(owned).getByRole('button', { name: 'Edit' })).toBeDisabled();
});

/** One to look at, and two beside it, which all hold the word that comes back. */
async function seedExamples(
  api: SecretsApi,
  ownName: (base: string) => string
): Promise<{ word: string; name: string }> {
  const word = ownName('seen');
  const name = ownName('payments-api-token');
  const labels = { team: 'payments', env: 'prod' };
  const annotations = { 'grafana.app/managedBy': 'terraform', 'grafana.app/managerId': 'infra' };
  const decrypters = ['k6-cloud', 'my-service'];
  await api.seed({ name, description: `Payment provider ${word}`, labels, decrypters, annotations });
  await api.seed({ name: ownName('github-token'), description: `Dashboards ${word}`, labels: { team: 'platform' } });
  await api.seed({ name: ownName('inline'), description: `Made for itself ${word}`, ownerReferences: [OWNER] });
  return { word, name };
}

test('1 and 25: how the list looks, in both themes and widths', async ({ page, secrets, api, ownName, look }) => {
  test.slow();
  await followBrowserTheme(page);
  const { word, name } = await seedExamples(api, ownName);
  await secrets.open(`?search=${word}&owned=true`);
  await expect(secrets.row(name)).toBeVisible();
  await look('find-search');
  await secrets.open(`?search=${word}&owned=true&group=label:team&density=compact&columns=name,description,manager`);
  await expect(secrets.row(name)).toBeVisible();
  await secrets.viewButton.click();
  await expect(page.getByRole('checkbox', { name: 'Version' })).toBeVisible();
  await look('find-view');
});

test('14: how the details look, in both themes and widths', async ({ page, secrets, api, ownName, look }) => {
  test.slow();
  await followBrowserTheme(page);
  const { name } = await seedExamples(api, ownName);
  await secrets.open(`?secret=${name}`);
  await expect(secrets.details(name).getByText('UID', { exact: true })).toBeVisible();
  await look('find-details');
  await secrets.open(`?secret=${ownName('gone')}`);
  await expect(page.getByText(/^There is no secret/)).toBeVisible();
  await look('find-no-such');
});
