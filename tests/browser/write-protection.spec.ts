/** What a person has typed is not lost: not to somebody else's change, and not to a slip of the hand. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { pressEscape } from './press-escape.ts';
import { button, sentSpec } from './secret-writing.ts';
import { K6_SECRETS, SecretsPage, type SecretForm } from './secrets-page.ts';
import { followBrowserTheme } from './themes.ts';

/** Takes the pointer off: what comes to lie under it in another size of the window would look pressed. */
const lookAway = (page: Page) => page.mouse.move(0, 0);

test.describe('13: edit protection', () => {
  test('13, fault 4: a stale save shows what changed and by whom, and both are put together', async ({
    page,
    secrets,
    api,
    ownName,
    look,
  }) => {
    test.slow();
    await followBrowserTheme(page);
    const name = ownName('raced');
    await api.seed({ name, description: 'As it was', labels: { team: 'shop', env: 'test' }, decrypters: ['k6-cloud'] });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await form.description.fill('As I want it');
    await form.replaceValue.click();
    await form.value.fill('my new value');
    await api.update(name, {
      metadata: { name, labels: { team: 'mail', env: 'test' } },
      spec: { description: 'As they want it', decrypters: ['k6-cloud', 'grafana-workflows'] },
    });
    await form.submitChanges.press('Enter');

    const review = form.dialog.getByRole('region', { name: 'What was changed meanwhile' });
    await expect(review.getByRole('alert')).toContainText('This secret was changed while you had it open');
    await expect(review.getByText(/^by /)).toBeVisible();
    const part = (of: string) => review.getByRole('group', { name: of });
    await expect(part('Description')).toContainText('As it was');
    await expect(part('Description')).toContainText('As I want it');
    await expect(part('Description')).toContainText('As they want it');
    await expect(part('Reading by Workflows').getByRole('radio', { name: 'Take theirs' })).toBeChecked();
    await expect(part('Label team').getByRole('radio', { name: 'Take theirs' })).toBeChecked();
    await expect(part('Value').getByRole('radio', { name: 'Keep mine' })).toBeChecked();
    expect(await (await api.get(name)).json()).toMatchObject({ spec: { description: 'As they want it' } });
    await lookAway(page);
    await look('write-conflict');

    await part('Label team').getByRole('radio', { name: 'Keep mine' }).press('Space');
    await button(form, 'Put both together').click();
    await expect(form.description).toBeFocused();
    await expect(form.description).toHaveValue('As I want it');
    await expect(form.decrypter('Workflows')).toBeChecked();
    const spec = await sentSpec(page, 'PUT', () => form.submitChanges.click());
    expect(spec).toEqual({
      description: 'As I want it',
      decrypters: ['k6-cloud', 'grafana-workflows'],
      value: 'my new value',
    });
    await form.dialog.waitFor({ state: 'detached' });
    expect(await (await api.get(name)).json()).toMatchObject({ metadata: { labels: { team: 'shop', env: 'test' } } });
  });

  test('13: a secret that was deleted meanwhile is made anew only with a new value', async ({
    page,
    secrets,
    api,
    ownName,
    look,
  }) => {
    await followBrowserTheme(page);
    const name = ownName('gone');
    await api.seed({ name, labels: { 'example.com/tier': 'gold' }, decrypters: ['k6-cloud'] });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await form.description.fill('Kept in the form');
    await api.delete(name);
    // From the top of the form: what is said at its foot has to come into sight.
    await form.description.press('Enter');
    await expect(form.dialog.getByRole('alert')).toContainText('This secret was deleted while you had it open');
    await expect(form.dialog.getByRole('alert')).toBeInViewport();
    await lookAway(page);
    await look('write-deleted');
    await button(form, 'Create it again with a new value').click();
    await expect(form.value).toBeFocused();
    await form.submitNew.click();
    await expect(form.value).toHaveAttribute('aria-invalid', 'true');
    await form.value.fill('another value');
    const spec = await sentSpec(page, 'POST', () => form.submitNew.click());
    expect(spec).toEqual({ description: 'Kept in the form', decrypters: ['k6-cloud'], value: 'another value' });
    await expect(secrets.toast(`Secret ${name} created`)).toBeVisible();
  });

  const question = (page: Page) => page.getByRole('dialog', { name: 'Discard your changes?' });
  const WAYS_OUT: ReadonlyArray<readonly [string, (page: Page, form: SecretForm) => Promise<void>]> = [
    ['Esc', (page) => pressEscape(page)],
    ['the mask', (page) => page.mouse.click(5, 400)],
    ['X', (_page, form) => form.dialog.getByRole('button', { name: 'Close' }).click()],
    ['Back', (page) => page.evaluate(() => history.back())],
  ];
  for (const [way, leave] of WAYS_OUT) {
    test(`13, fault 3: ${way} asks before changes are lost, and not where none are`, async ({
      page,
      secrets,
      api,
      ownName,
    }) => {
      const name = ownName('guarded');
      await api.seed({ name, decrypters: ['k6-cloud', 'my-service'], labels: { a: '1', b: '2' } });
      // Somewhere to go back to, without leaving the document.
      await new SecretsPage(page, K6_SECRETS).open();
      await page.getByRole('link', { name: 'Secrets', exact: true }).first().click();
      await expect(page.getByRole('heading', { name: 'Secrets', level: 1 })).toBeVisible();
      const form = await secrets.startEditing(name);
      await form.description.fill('Changed');
      await leave(page, form);
      await expect(question(page)).toBeVisible();
      await question(page).getByRole('button', { name: 'Keep editing' }).click();
      await expect(form.description).toHaveValue('Changed');

      await test.step('changed back is unchanged', async () => {
        await form.description.fill('Put there by a test');
        await form.decrypter('Grafana Cloud k6').press('Space');
        await form.decrypter('Grafana Cloud k6').press('Space');
        await leave(page, form);
        await form.dialog.waitFor({ state: 'detached' });
        await expect(question(page)).toBeHidden();
      });
    });
  }

  test('13, fault 3: the browser asks before a changed form goes with its tab', async ({ page, secrets }) => {
    await secrets.open();
    const form = await secrets.startCreating();
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await form.name.fill('typed');
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await expect(form.name).toHaveValue('typed');
  });
});
