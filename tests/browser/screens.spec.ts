/** Every state that a page can be in has a screen of its own, and each screen a way on. */
import type { Locator, Page } from '@playwright/test';
import { SECURE_VALUES } from '../../src/domain/api-group.ts';
import { SECURE_VALUE_ACTIONS } from '../../src/domain/permissions.ts';
import {
  forbidden,
  internal,
  invalid,
  routeNotFound,
  serviceUnavailable,
  timeout,
  tooManyRequests,
} from '../../src/domain/status.ts';
import type { Call, Faults } from './faults.ts';
import { expect, test } from './fixtures.ts';

/** How long the plugin waits for an answer, with a second to spare. */
const LONGEST_WAIT_MS = 31_000;

interface Failure {
  readonly of: string;
  readonly inject: (faults: Faults, call: Call) => void;
  readonly title: string;
  readonly advice: string;
}

const FAILURES: readonly Failure[] = [
  {
    of: 'a server that fails',
    inject: (faults, call) => faults.fail(call, internal('the store cannot be read')),
    title: 'The server reported error 500',
    advice: 'the store cannot be read',
  },
  {
    of: 'a server that is not ready',
    inject: (faults, call) => faults.fail(call, serviceUnavailable('the store is sealed')),
    title: 'The server reported error 503',
    advice: 'the store is sealed',
  },
  {
    of: 'a server that gave up',
    inject: (faults, call) => faults.fail(call, timeout()),
    title: 'Grafana did not answer in time',
    advice: 'Try again in a moment.',
  },
  {
    of: 'a server that has had too many requests',
    inject: (faults, call) => faults.fail(call, tooManyRequests(7)),
    title: 'Too many requests',
    advice: 'Try again in 7 seconds.',
  },
  {
    of: 'a server that is not there',
    inject: (faults, call) => faults.refuse(call),
    title: 'Grafana could not be reached',
    advice: 'Check your connection, then try again.',
  },
  {
    of: 'a proxy that shows a page of its own',
    inject: (faults, call) =>
      faults.answer(call, { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    title: 'The server reported error 502',
    advice: 'Try again. If it happens again, ask your administrator.',
  },
];

function alertOf(scope: Page | Locator, title: string): Locator {
  return scope.getByRole('alert', { name: title });
}

function retryIn(alert: Locator): Locator {
  return alert.getByRole('button', { name: 'Retry' });
}

test.describe('the list', () => {
  for (const { of, inject, title, advice } of FAILURES) {
    test(`of ${of}: what happened, and Retry`, async ({ page, secrets, api, faults, ownName }) => {
      const name = ownName('payments');
      await api.seed({ name });
      inject(faults, 'discovery');
      inject(faults, 'list');
      await secrets.open();

      const alert = alertOf(page, title);
      await expect(alert).toContainText(advice);
      // Nothing was asked of a second server, which would be to guess.
      expect(faults.seen).toEqual(['discovery']);
      faults.mend('discovery');
      await retryIn(alert).click();
      // The alert of before may still be there, and is the same.
      await expect.poll(() => faults.seen.at(-1)).toBe('list');
      await expect(alert).toContainText(advice);

      faults.mend('list');
      await retryIn(alert).click();
      await expect(secrets.row(name)).toBeVisible();
      await expect(alert).toBeHidden();
    });
  }

  test('of a slow server: its place is held', async ({ page, secrets, api, faults, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name });
    faults.hold('discovery');
    faults.hold('list');
    await secrets.open();
    const skeleton = page.getByRole('status').filter({ hasText: 'Loading secrets' });
    await expect(skeleton).toBeVisible();

    faults.mend('discovery');
    await expect.poll(() => faults.seen).toContain('list');
    await expect(skeleton).toBeVisible();
    faults.mend('list');
    await expect(secrets.row(name)).toBeVisible();
    await expect(skeleton).toBeHidden();
  });

  test('of a server that never answers: the page stops waiting', async ({ page, secrets, api, faults, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name });
    await page.clock.install();
    faults.hold('list');
    await secrets.open();
    await expect.poll(() => faults.seen).toContain('list');
    await page.clock.fastForward(LONGEST_WAIT_MS);

    const alert = alertOf(page, 'Grafana did not answer in time');
    await expect(alert).toBeVisible();
    faults.mend('list');
    await retryIn(alert).click();
    await expect(secrets.row(name)).toBeVisible();
  });

  test('of a Grafana without the API: what is missing and how to get it', async ({ page, secrets, faults }) => {
    faults.fail('discovery', routeNotFound());
    await secrets.open();
    const note = page.getByRole('status', { name: 'Secrets are not available on this Grafana' });
    await expect(note).toContainText('secret.grafana.app');
    await expect(note).toContainText('Grafana Enterprise or Grafana Cloud');
    expect(faults.seen).toEqual(['discovery', 'discovery']);

    faults.mend('discovery');
    await note.getByRole('button', { name: 'Check again' }).click();
    await expect(secrets.createButton).toBeVisible();
    await expect(note).toBeHidden();
  });

  test('of a browser that goes offline: still there, and fresh again by itself', async ({
    context,
    page,
    secrets,
    api,
    ownName,
  }) => {
    const name = ownName('payments');
    const meanwhile = ownName('meanwhile');
    await api.seed({ name });
    await secrets.open();
    await expect(secrets.row(name)).toBeVisible();

    await context.setOffline(true);
    const alert = alertOf(page, 'The list may be out of date');
    await expect(alert).toContainText('You are offline.');
    await expect(secrets.row(name)).toBeVisible();
    await context.setOffline(false);
    await expect(alert).toBeHidden();

    await api.seed({ name: meanwhile });
    await context.setOffline(true);
    await context.setOffline(false);
    await expect(secrets.row(meanwhile)).toBeVisible();
  });

  test('that cannot be had anew: still there, marked as old, with Retry', async ({
    context,
    page,
    secrets,
    api,
    faults,
    ownName,
  }) => {
    const name = ownName('payments');
    await api.seed({ name });
    await secrets.open();
    await expect(secrets.row(name)).toBeVisible();

    faults.fail('list', internal('the store cannot be read'));
    await context.setOffline(true);
    await context.setOffline(false);
    const alert = alertOf(page, 'The list may be out of date');
    await expect(alert).toContainText('The server reported error 500. the store cannot be read');
    await expect(secrets.row(name)).toBeVisible();

    faults.mend('list');
    await retryIn(alert).click();
    await expect(alert).toBeHidden();
    await expect(secrets.row(name)).toBeVisible();
  });

  test('without a match: Clear filters', async ({ page, secrets, api, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name });
    await secrets.open(`?search=${name}`);
    await expect(secrets.row(name)).toBeVisible();
    await secrets.search.fill('nothing is called like this');
    await expect(page.getByText('No secrets match the filters')).toBeVisible();
    await expect(secrets.table).toBeHidden();

    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(secrets.row(name)).toBeVisible();
    await expect(secrets.search).toBeFocused();
    await expect(page).not.toHaveURL(/search=/);
  });

  test('without a secret: the first one', async ({ page, secrets, faults }) => {
    const body = JSON.stringify({ kind: 'SecureValueList', metadata: {}, items: [] });
    faults.answer('list', { status: 200, contentType: 'application/json', body });
    await secrets.open();
    await expect(page.getByText('Create your first secret')).toBeVisible();
    await expect(secrets.table).toBeHidden();
    const form = await secrets.startCreating();
    await expect(form.name).toBeFocused();
  });

  test('that the server hides: not to be taken for an empty one', async ({ page, secrets, faults }) => {
    faults.fail('list', forbidden({ resource: SECURE_VALUES, verb: 'list', user: 'somebody' }));
    await secrets.open();
    await expect(page.getByText('The list of secrets is hidden from you')).toBeVisible();
    await expect(page.getByText(SECURE_VALUE_ACTIONS.read, { exact: true })).toBeVisible();
    await expect(page.getByText('Create your first secret')).toBeHidden();
    await secrets.startCreating();
  });
});

test.describe('the form', () => {
  const answers = { description: 'Token of the provider', value: 'a value to keep', labels: { team: 'shop' } };

  test('keeps everything when the server fails, and can be sent again', async ({ secrets, faults, ownName }) => {
    const name = ownName('payments');
    faults.fail('create', internal('the disk is full'));
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ ...answers, name });
    await form.submitNew.click();
    await expect(alertOf(form.dialog, 'The server reported error 500')).toContainText('the disk is full');
    await expect(form.name).toHaveValue(name);
    await expect(form.value).toHaveValue(answers.value);
    await expect(form.label(1, 'key')).toHaveValue('team');

    faults.mend('create');
    await form.submitNew.click();
    await expect(secrets.row(name)).toBeVisible();
  });

  test('keeps everything when the browser is offline', async ({ context, secrets, ownName }) => {
    const name = ownName('payments');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ ...answers, name });
    await context.setOffline(true);
    await form.submitNew.click();
    await expect(alertOf(form.dialog, 'You are offline')).toContainText('Nothing was changed.');
    await expect(form.value).toHaveValue(answers.value);

    await context.setOffline(false);
    await form.submitNew.click();
    await expect(secrets.row(name)).toBeVisible();
  });

  test('warns where a write may have happened all the same', async ({ secrets, faults, ownName }) => {
    faults.refuse('create');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ ...answers, name: ownName('payments') });
    await form.submitNew.click();
    await expect(alertOf(form.dialog, 'Grafana could not be reached')).toContainText(
      'The change may have been made all the same.'
    );
  });

  test('shows what only the server finds at its field', async ({ secrets, faults, ownName }) => {
    const name = ownName('payments');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ ...answers, name });
    const detail = 'may not be more than 10 characters';
    faults.fail(
      'create',
      invalid(SECURE_VALUES, name, [
        { rule: 'description-too-long', field: 'spec.description', reason: 'FieldValueTooLong', detail },
      ])
    );
    await form.submitNew.click();
    await expect(form.description).toHaveAccessibleDescription(
      new RegExp(`The server refused this: Too long: ${detail}`)
    );
    await expect(form.description).toBeFocused();
  });

  test('says that a name is taken at the name', async ({ secrets, api, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name });
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ ...answers, name });
    await form.submitNew.click();
    await expect(form.name).toHaveAccessibleDescription(/There is a secret with this name already/);
    await expect(form.name).toBeFocused();
  });

  test('of a secret that cannot be read: Retry', async ({ secrets, api, faults, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name, description: 'Of the provider' });
    await secrets.open();
    faults.fail('read', internal('the store cannot be read'));
    await secrets.editButton(name).click();
    const alert = alertOf(secrets.form.dialog, 'The server reported error 500');
    await expect(alert).toBeVisible();
    faults.mend('read');
    await retryIn(alert).click();
    await expect(secrets.form.description).toHaveValue('Of the provider');
  });

  test('of a secret that is gone: back to the list', async ({ page, secrets, api, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name });
    await secrets.open();
    await expect(secrets.row(name)).toBeVisible();
    await api.delete(name);
    await secrets.editButton(name).click();
    await expect(alertOf(page, 'This secret does not exist any more')).toContainText('Go back to the list.');
    await secrets.form.dialog.getByRole('button', { name: 'Close' }).click();
    await expect(secrets.row(name)).toBeHidden();
  });

  test('of a secret that somebody else changed: the latest version, with both changes', async ({
    secrets,
    api,
    ownName,
  }) => {
    const name = ownName('payments');
    await api.seed({ name, description: 'As it was', labels: { team: 'shop' } });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await form.description.fill('As I want it');
    await api.update(name, { metadata: { name, labels: { team: 'mail' } }, spec: { description: 'As they want it' } });
    await form.submitChanges.click();

    await expect(alertOf(form.dialog, 'This secret was changed while you had it open')).toContainText(
      'Nothing was saved.'
    );
    await form.dialog.getByRole('button', { name: 'Put both together' }).click();
    await expect(form.dialog.getByRole('status')).toContainText('Check the form, then save it.');
    await expect(form.description).toHaveValue('As I want it');
    await expect(form.label(1, 'value')).toHaveValue('mail');
    await form.submitChanges.click();
    await form.dialog.waitFor({ state: 'detached' });
    expect(await (await api.get(name)).json()).toMatchObject({
      metadata: { labels: { team: 'mail' } },
      spec: { description: 'As I want it' },
    });
  });
});

test('a deletion that fails says so in place, and can be tried again', async ({ secrets, api, faults, ownName }) => {
  const name = ownName('payments');
  await api.seed({ name });
  await secrets.open();
  faults.fail('delete', internal('the store cannot be written'));
  await secrets.deleteButton(name).click();
  const submit = secrets.deletion.getByRole('button', { name: 'Delete secret' });
  await secrets.deletion.getByRole('textbox', { name: /^To confirm/ }).fill(name);
  await submit.click();
  await expect(alertOf(secrets.deletion, 'The server reported error 500')).toContainText('the store cannot be written');

  faults.mend('delete');
  await submit.click();
  await expect(secrets.row(name)).toBeHidden();
});
