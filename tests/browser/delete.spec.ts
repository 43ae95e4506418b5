/** Capabilities 5, 12 and 19, and fault 13: nothing is lost by mistake, and who looks after a secret is in sight. */
import type { Locator, Page } from '@playwright/test';
import { QUARANTINE_ANNOTATION } from '../../src/domain/quarantine.ts';
import { expect, test } from './own-service.ts';
import { pressEscape } from './press-escape.ts';
import { jsonOf } from './secrets-api.ts';
import { K6_SECRETS, SECRETS, SecretsPage } from './secrets-page.ts';
import { followBrowserTheme } from './themes.ts';

const READERS = ['k6-cloud', 'my-service'];
const REPOSITORY = { apiVersion: 'provisioning.grafana.app/v0alpha1', kind: 'Repository', name: 'docs' };

const quarantineDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Quarantine / });
const endDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^End quarantine of / });

test.beforeEach(({ page }) => followBrowserTheme(page));

test('5: a deletion explains itself, and is confirmed by the name alone', async ({ secrets, api, ownName }) => {
  const [name, next] = [ownName('payments-a'), ownName('payments-b')];
  await api.create({
    metadata: { name, annotations: { 'grafana.app/managedBy': 'terraform' } },
    spec: { description: 'Payment provider', value: 'v', decrypters: READERS },
  });
  await api.seed({ name: next });
  await secrets.open('?search=payments-');
  await secrets.deleteButton(name).click();
  const { deletion } = secrets;
  for (const told of ['Grafana Cloud k6', 'my-service', 'managed by Terraform']) {
    await expect(deletion.getByText(told).first()).toBeVisible();
  }
  const confirmation = deletion.getByRole('textbox', { name: /^To confirm/ });
  await expect(confirmation).toBeFocused();
  await confirmation.press('Enter');
  await confirmation.fill(name.toUpperCase());
  await confirmation.press('Enter');
  await expect(deletion).toBeVisible();
  expect((await api.get(name)).status()).toBe(200);

  await confirmation.fill(name);
  await confirmation.press('Enter');
  await expect(secrets.toast(`Secret ${name} deleted`)).toBeVisible();
  await expect(secrets.row(name)).toHaveCount(0);
  await expect(secrets.deleteButton(next)).toBeFocused();
  expect((await api.get(name)).status()).toBe(404);
});

test('5: the k6 tab asks for the word Delete', async ({ page, api, ownName }) => {
  const name = ownName('k6-payments');
  await api.seed({ name, decrypters: ['k6-cloud'] });
  const secrets = new SecretsPage(page, K6_SECRETS);
  await secrets.open();
  await secrets.deleteButton(name).click();
  const confirmation = secrets.deletion.getByRole('textbox', { name: /^To confirm/ });
  await confirmation.fill('delete');
  await confirmation.press('Enter');
  await expect(secrets.deletion).toBeVisible();
  await confirmation.fill('Delete');
  await confirmation.press('Enter');
  await expect(secrets.row(name)).toHaveCount(0);
});

test('12: a quarantine takes a secret from everybody, is marked, and is ended by one click', async ({
  page,
  secrets,
  api,
  ownName,
}) => {
  const name = ownName('payments');
  await api.create({
    metadata: { name, labels: { team: 'shop' }, annotations: { 'example.com/ticket': 'OPS-1' } },
    spec: { description: 'Payment provider', value: 'v', decrypters: READERS },
  });
  await secrets.open(`?search=${name}`);
  await secrets.deleteButton(name).press('Enter');
  await expect(secrets.deletion).toBeVisible();
  await secrets.deletion.getByRole('button', { name: 'Quarantine instead' }).press('Enter');
  await expect(quarantineDialog(page)).toBeVisible();
  const [put] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'PUT'),
    quarantineDialog(page).getByRole('button', { name: 'Quarantine secret' }).press('Enter'),
  ]);
  expect(put.postDataJSON().spec).not.toHaveProperty('value');
  await expect(secrets.toast(`Secret ${name} is in quarantine: no service can read it`)).toBeVisible();
  await expect(secrets.row(name)).toContainText(/Quarantined, may be deleted from/);
  await expect(secrets.deleteButton(name)).toBeFocused();
  const quarantined = await jsonOf(await api.get(name));
  expect(quarantined).toMatchObject({
    metadata: { labels: { team: 'shop' }, annotations: { 'example.com/ticket': 'OPS-1' } },
    spec: { description: 'Payment provider' },
  });
  expect(quarantined.spec).not.toMatchObject({ decrypters: expect.arrayContaining([expect.anything()]) });

  await secrets.editButton(name).press('Enter');
  const { form } = secrets;
  await form.fill({ description: 'Edited meanwhile' });
  await form.submitChanges.press('Enter');
  await form.dialog.waitFor({ state: 'detached' });
  await secrets.deleteButton(name).press('Enter');
  await expect(secrets.deletion.getByText(/may be deleted from .*: not before/)).toBeVisible();
  await pressEscape(page);

  await page.getByRole('button', { name: `End quarantine of ${name}` }).press('Enter');
  await expect(endDialog(page)).toBeVisible();
  await endDialog(page).getByRole('button', { name: 'End quarantine' }).press('Enter');
  await expect(secrets.toast(`Secret ${name} is out of quarantine`)).toBeVisible();
  await expect(secrets.row(name)).not.toContainText('Quarantined');
  await expect(secrets.deleteButton(name)).toBeFocused();
  const { metadata, spec } = await jsonOf(await api.get(name));
  expect(spec).toEqual({ description: 'Edited meanwhile', decrypters: READERS });
  expect(metadata).not.toMatchObject({ annotations: { [QUARANTINE_ANNOTATION]: expect.anything() } });
});

test('12: the screens of a quarantine', async ({ page, secrets, api, ownName, look }) => {
  // Axe and the camera look at every screen, in both themes. All by keyboard: a row under the mouse has other colours.
  test.setTimeout(600_000);
  const [fresh, name] = [ownName('quarantine-a'), ownName('quarantine-b')];
  await api.seed({ name: fresh, decrypters: READERS });
  const mark = { decrypters: READERS, since: '2026-01-01T00:00:00Z', deletableFrom: '2999-01-15T00:00:00Z' };
  await api.create({
    metadata: { name, annotations: { [QUARANTINE_ANNOTATION]: JSON.stringify(mark) } },
    spec: { description: 'd', value: 'v' },
  });
  await secrets.open('?search=quarantine-');
  await expect(secrets.row(name)).toContainText(/Quarantined, may be deleted from/);
  await look('quarantined-row');
  await secrets.deleteButton(fresh).press('Enter');
  await expect(secrets.deletion).toBeVisible();
  await look('delete-with-offer');
  await secrets.deletion.getByRole('button', { name: 'Quarantine instead' }).press('Enter');
  await expect(quarantineDialog(page)).toBeVisible();
  await look('quarantine');
  await pressEscape(page);
  await secrets.deleteButton(name).press('Enter');
  await expect(secrets.deletion).toBeVisible();
  await look('delete-before-its-time');
  await pressEscape(page);
  await page.getByRole('button', { name: `End quarantine of ${name}` }).press('Enter');
  await expect(endDialog(page)).toBeVisible();
  await look('quarantine-end');
});

test('12: nothing is quarantined that somebody changed meanwhile', async ({ page, secrets, api, faults, ownName }) => {
  const name = ownName('payments');
  await api.seed({ name, decrypters: READERS });
  await secrets.open(`?search=${name}`);
  await secrets.deleteButton(name).click();
  await secrets.deletion.getByRole('button', { name: 'Quarantine instead' }).click();
  await expect(quarantineDialog(page).getByText('my-service')).toBeVisible();
  await expect.poll(() => faults.seen.filter((call) => call === 'read').length).toBeGreaterThan(0);
  await api.update(name, { metadata: { name }, spec: { description: 'Theirs', decrypters: ['synthetic-monitoring'] } });
  await quarantineDialog(page).getByRole('button', { name: 'Quarantine secret' }).click();
  await expect(quarantineDialog(page).getByText('Somebody else changed this secret meanwhile')).toBeVisible();
  await expect(quarantineDialog(page).getByText('Synthetic Monitoring')).toBeVisible();
  expect(await jsonOf(await api.get(name))).toMatchObject({ spec: { decrypters: ['synthetic-monitoring'] } });
});

test('12: what others do to a quarantine meanwhile is told', async ({ secrets, api, ownName }) => {
  const [overtaken, unknown] = [ownName('overtaken'), ownName('unknown')];
  const mark = JSON.stringify({
    decrypters: READERS,
    since: '2026-01-01T00:00:00Z',
    deletableFrom: '2026-01-15T00:00:00Z',
  });
  const spec = { description: 'd', value: 'v' };
  await api.create({
    metadata: { name: overtaken, annotations: { [QUARANTINE_ANNOTATION]: mark } },
    spec: { ...spec, decrypters: ['grafana-workflows'] },
  });
  await api.create({ metadata: { name: unknown, annotations: { [QUARANTINE_ANNOTATION]: 'yes' } }, spec });
  await secrets.open();
  await expect(secrets.row(overtaken)).toContainText('Quarantined, but readable again');
  await expect(secrets.row(unknown)).toContainText('Quarantined, readers not known');
});

test('19 and fault 13: who looks after a secret is marked, and a change of it warned of or refused', async ({
  page,
  secrets,
  api,
  ownName,
  look,
}) => {
  test.slow();
  const [managed, owned] = [ownName('prov-managed'), ownName('prov-owned')];
  const spec = { description: 'd', value: 'v', decrypters: READERS };
  await api.create({ metadata: { name: managed, annotations: { 'grafana.app/managedBy': 'terraform' } }, spec });
  await api.create({ metadata: { name: owned, ownerReferences: [REPOSITORY] }, spec });
  await secrets.open('?search=prov-&owned=true');
  await expect(secrets.row(managed)).toContainText('Managed by Terraform');
  await expect(secrets.row(owned)).toContainText('Belongs to Repository docs');

  await secrets.startEditing(managed);
  await expect(secrets.form.dialog.getByText(/undone by the next “terraform apply”/)).toBeVisible();
  await look('edit-managed');
  await secrets.form.cancel.click();

  await expect(secrets.editButton(owned)).toBeDisabled();
  await secrets.nameLink(owned).click();
  await expect(secrets.details(owned).getByRole('link', { name: 'Open Repository docs' })).toHaveAttribute(
    'href',
    /\/admin\/provisioning\/docs$/
  );
  await look('details-owned');
  expect(SECRETS.path).toBe(new URL(page.url()).pathname);
});
