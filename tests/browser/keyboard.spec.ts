/** Everything that is done with a secret, done without a pointer; and where the focus is at every step. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pressEscape } from './press-escape.ts';

/** More stops than any of the pages has: what is not reached by then is out of reach. */
const STOPS_MAX = 80;

/** Presses Tab until something has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const { keyboard } = target.page();
  await expect(target).toBeVisible();
  for (let stop = 0; stop < STOPS_MAX; stop++) {
    await keyboard.press('Tab');
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) {
      return;
    }
  }
  throw new Error(`${String(target)} was not reached by the Tab key`);
}

function discardQuestion(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Discard your changes?' });
}

test('create a secret', async ({ page, secrets, api, ownName }) => {
  const { keyboard } = page;
  const name = ownName('payments');
  await secrets.open(`?search=${name}`);
  await secrets.createButton.waitFor();
  await tabTo(secrets.createButton);
  await keyboard.press('Enter');

  const { form } = secrets;
  await expect(form.name).toBeFocused();
  await keyboard.type(name);
  await tabTo(form.description);
  await keyboard.type('Typed by hand');
  await tabTo(form.value);
  await keyboard.type('first line');
  await keyboard.press('Enter');
  await keyboard.type('second line');
  await expect(form.value).toHaveValue('first line\nsecond line');
  await tabTo(form.decrypter('Workflows'));
  await keyboard.press('Space');
  await tabTo(form.otherDecrypter);
  await keyboard.type('my-service');
  await keyboard.press('Enter');
  await expect(form.decrypter('my-service')).toBeChecked();
  await expect(form.otherDecrypter).toBeFocused();
  await tabTo(form.addLabel);
  await keyboard.press('Enter');
  await expect(form.label(1, 'key')).toBeFocused();
  await keyboard.type('team');
  await keyboard.press('Tab');
  await keyboard.type('shop');
  await tabTo(form.submitNew);
  await keyboard.press('Enter');

  await form.dialog.waitFor({ state: 'detached' });
  await expect(secrets.createButton).toBeFocused();
  await expect(secrets.row(name)).toBeVisible();
  expect(await (await api.get(name)).json()).toMatchObject({
    metadata: { labels: { team: 'shop' } },
    spec: { description: 'Typed by hand', decrypters: ['grafana-workflows', 'my-service'] },
  });
});

test('edit a secret, and think better of it', async ({ page, secrets, api, ownName }) => {
  const { keyboard } = page;
  const name = ownName('payments');
  await api.seed({ name, description: 'As it was' });
  await secrets.open(`?search=${name}`);
  await secrets.row(name).waitFor();
  const { form } = secrets;

  await test.step('Esc closes a form without changes', async () => {
    await tabTo(secrets.editButton(name));
    await keyboard.press('Enter');
    await expect(form.description).toBeFocused();
    await pressEscape(page);
    await form.dialog.waitFor({ state: 'detached' });
    await expect(secrets.editButton(name)).toBeFocused();
  });

  await test.step('Esc asks before changes are lost, and Esc again keeps them', async () => {
    await keyboard.press('Enter');
    await expect(form.description).toBeFocused();
    await keyboard.press('Control+A');
    await keyboard.type('As it should be');
    await pressEscape(page);
    await expect(discardQuestion(page).getByRole('button', { name: 'Keep editing' })).toBeFocused();
    await pressEscape(page);
    await discardQuestion(page).waitFor({ state: 'detached' });
    await expect(form.description).toBeFocused();
    await expect(form.description).toHaveValue('As it should be');
  });

  await test.step('the value can be replaced, and that can be undone', async () => {
    await tabTo(form.replaceValue);
    await keyboard.press('Enter');
    await expect(form.value).toBeFocused();
    await keyboard.type('a new value');
    await tabTo(form.dialog.getByRole('button', { name: 'Keep current value' }));
    await keyboard.press('Enter');
    await expect(form.replaceValue).toBeFocused();
  });

  await test.step('saving gives the focus back', async () => {
    await tabTo(form.submitChanges);
    await keyboard.press('Enter');
    await form.dialog.waitFor({ state: 'detached' });
    await expect(secrets.editButton(name)).toBeFocused();
    await expect(secrets.row(name)).toContainText('As it should be');
  });

  await test.step('changes can be discarded', async () => {
    await keyboard.press('Enter');
    await expect(form.description).toBeFocused();
    await keyboard.type('!');
    await pressEscape(page);
    await tabTo(discardQuestion(page).getByRole('button', { name: 'Discard changes' }));
    await keyboard.press('Enter');
    await form.dialog.waitFor({ state: 'detached' });
    await expect(secrets.editButton(name)).toBeFocused();
    await expect(secrets.row(name)).toContainText('As it should be');
  });
});

test('delete secrets, and stay where they were', async ({ page, secrets, api, ownName }) => {
  const { keyboard } = page;
  const group = ownName('group');
  const [first, second] = [ownName('a-first'), ownName('b-second')];
  await api.seed({ name: first, labels: { group } });
  await api.seed({ name: second, labels: { group } });
  await secrets.open(`?search=${group}`);
  await secrets.row(first).waitFor();
  const confirmation = secrets.deletion.getByRole('textbox', { name: /^To confirm/ });

  await test.step('Enter on the open question deletes nothing, and Esc leads back', async () => {
    await tabTo(secrets.deleteButton(first));
    await keyboard.press('Enter');
    await expect(confirmation).toBeFocused();
    await keyboard.press('Enter');
    await expect(confirmation).toBeFocused();
    await pressEscape(page);
    await secrets.deletion.waitFor({ state: 'detached' });
    await expect(secrets.deleteButton(first)).toBeFocused();
    expect((await api.get(first)).status()).toBe(200);
  });

  await test.step('a name that is right but for its case deletes nothing', async () => {
    await keyboard.press('Enter');
    await expect(confirmation).toBeFocused();
    await keyboard.type(first.toUpperCase());
    await keyboard.press('Enter');
    await expect(confirmation).toBeFocused();
    expect((await api.get(first)).status()).toBe(200);
  });

  await test.step('the name deletes, and the focus goes to the row that takes its place', async () => {
    await keyboard.press('Control+A');
    await keyboard.type(first);
    await keyboard.press('Enter');
    await secrets.deletion.waitFor({ state: 'detached' });
    await expect(secrets.deleteButton(second)).toBeFocused();
    expect((await api.get(first)).status()).toBe(404);
  });

  await test.step('after the last one, the next stop is where the list was', async () => {
    await keyboard.press('Enter');
    await expect(confirmation).toBeFocused();
    await keyboard.type(second);
    await keyboard.press('Enter');
    await expect(page.getByText('No secrets match the filters')).toBeVisible();
    await keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Clear filters' })).toBeFocused();
  });
});

test('a form keeps the focus to itself', async ({ page, secrets }) => {
  await secrets.open();
  const { dialog } = await secrets.startCreating();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let stop = 0; stop < 25; stop++) {
      await page.keyboard.press(key);
      const isInside = await dialog.evaluate((element) => {
        const guard = element.parentElement?.querySelectorAll('[data-floating-ui-focus-guard]') ?? [];
        const { activeElement } = element.ownerDocument;
        return element.contains(activeElement) || [...guard].some((one) => one === activeElement);
      });
      expect(isInside).toBe(true);
    }
  }
});

test('a label that is removed leaves the focus beside it', async ({ page, secrets }) => {
  await secrets.open();
  const form = await secrets.startCreating();
  await form.fill({ labels: { team: 'shop', env: 'prod' } });
  const remove = (number: number) => form.dialog.getByRole('button', { name: `Remove label ${number}` });
  await tabTo(remove(2));
  await page.keyboard.press('Enter');
  await expect(remove(2)).toBeHidden();
  await expect(remove(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.addLabel).toBeFocused();
});
