/** Writing a secret: its value, its name, who may read it, and what happens when two people write at once. */
import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { encodingsOf } from '../../backend/vault/testing/canary.ts';
import { VALUE_MAX_BYTES } from '../../src/domain/limits.ts';
import { isJsonObject, type JsonObject } from '../../src/domain/json-object.ts';
import { internal } from '../../src/domain/status.ts';
import { expect, test } from './fixtures.ts';
import { K6_SECRETS, SecretsPage, type SecretForm } from './secrets-page.ts';
import { followBrowserTheme } from './themes.ts';

const newCanary = () => `cänary-"${randomBytes(8).toString('hex')}"`;

/** The spec that the page sends for a secret when something is done. */
async function sentSpec(page: Page, method: 'POST' | 'PUT', act: () => Promise<void>): Promise<JsonObject> {
  const sent = page.waitForRequest((request) => request.method() === method && request.url().includes('/securevalues'));
  await act();
  const body: unknown = (await sent).postDataJSON();
  const spec = isJsonObject(body) ? body.spec : undefined;
  if (!isJsonObject(spec)) {
    throw new TypeError('What was sent has no spec');
  }
  return spec;
}

/** Places in the page where a value is to be found, in whatever encoding. Texts in fields do not count. */
async function placesOf(page: Page, value: string): Promise<string[]> {
  const places = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        cached.push(`${request.url} ${await (await cache.match(request))?.text()}`);
      }
    }
    return {
      markup: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll('input, textarea')]
        .map((field) => ('value' in field ? String(field.value) : ''))
        .join('\n'),
      address: location.href,
      history: JSON.stringify(history.state),
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, document.cookie]),
      caches: cached.join('\n'),
    };
  });
  const encodings = encodingsOf(value);
  return Object.entries(places)
    .filter(([, text]) => encodings.some((encoding) => text.includes(encoding)))
    .map(([place]) => place);
}

interface TestFile {
  readonly name: string;
  readonly content: Uint8Array | string;
}

async function drop(page: Page, target: Locator, files: readonly TestFile[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (contents) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of contents) {
        transfer.items.add(new File([Uint8Array.from(bytes)], name));
      }
      return transfer;
    },
    files.map(({ name, content }) => ({ name, bytes: [...Buffer.from(content)] }))
  );
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}

const choose = (form: SecretForm, { name, content }: TestFile) =>
  form.dialog
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

const button = (form: SecretForm, name: string) => form.dialog.getByRole('button', { name, exact: true });

/** Takes the pointer off: what comes to lie under it in another size of the window would look pressed. */
const lookAway = (page: Page) => page.mouse.move(0, 0);

const maskOf = (field: Locator) =>
  field.evaluate((area) => getComputedStyle(area).getPropertyValue('-webkit-text-security'));

test.describe('2: the value', () => {
  test('2, fault 1: is masked while it is typed, line by line, until it is shown', async ({ page, secrets }) => {
    await secrets.open();
    const form = await secrets.startCreating();
    await form.value.pressSequentially('one\ntwo');
    expect(await maskOf(form.value)).toBe('disc');
    await expect(form.value).toHaveValue('one\ntwo');
    expect(await placesOf(page, 'one\ntwo')).toEqual(['fields']);
    await button(form, 'Show value').click();
    expect(await maskOf(form.value)).toBe('none');
    await button(form, 'Hide value').click();
    expect(await maskOf(form.value)).toBe('disc');
  });

  test('2, fault 2: may have 24,576 bytes and not one more, whatever they are written in', async ({
    page,
    secrets,
    ownName,
  }) => {
    const name = ownName('bytes');
    const fits = `${'€'.repeat(4_096)}${'🔑'.repeat(3_072)}`;
    expect(Buffer.byteLength(fits)).toBe(VALUE_MAX_BYTES);
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ name, description: 'Of a test', value: `${fits}x` });
    await expect(form.value).toHaveAccessibleDescription(/24,577 of 24,576 bytes/);
    await form.submitNew.click();
    await expect(form.value).toHaveAttribute('aria-invalid', 'true');
    await form.value.fill(fits);
    await expect(form.value).toHaveAccessibleDescription(/24,576 of 24,576 bytes/);
    const spec = await sentSpec(page, 'POST', () => form.submitNew.click());
    expect(spec.value).toBe(fits);
    await expect(secrets.toast(`Secret ${name} created`)).toBeVisible();
  });

  test('2: keeps white space around it, and says that it is there', async ({ page, secrets, ownName }) => {
    const name = ownName('space');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.fill({ name, description: 'Of a test', value: '  token\n' });
    await expect(form.value).toHaveAccessibleDescription(/begins with white space.*ends with a line break/);
    expect((await sentSpec(page, 'POST', () => form.submitNew.click())).value).toBe('  token\n');
  });

  for (const how of ['dropped', 'chosen'] as const) {
    test(`2: is that of a file that is ${how}, byte for byte`, async ({ page, secrets, ownName }) => {
      const name = ownName('file');
      const content = `\uFEFF${newCanary()}\r\nsecond line\r\n`;
      await secrets.open();
      const form = await secrets.startCreating();
      await form.fill({ name, description: 'Of a test' });
      const file = { name: 'server.pem', content };
      await (how === 'dropped' ? drop(page, form.value, [file]) : choose(form, file));
      await expect(form.dialog.getByText('From the file server.pem, as it is')).toBeVisible();
      expect(await maskOf(form.value)).toBe('disc');
      await expect(form.value).toHaveAccessibleDescription(/byte order mark.*ends with a line break.*Windows/);
      // Touching it on the way changes nothing.
      await form.value.click();
      await form.description.click();
      expect((await sentSpec(page, 'POST', () => form.submitNew.click())).value).toBe(content);
      await form.dialog.waitFor({ state: 'detached' });
      expect(await placesOf(page, content)).toEqual([]);
    });
  }

  test('2: is not that of a file that is too large, no text, empty, or one of several', async ({ page, secrets }) => {
    await secrets.open();
    const form = await secrets.startCreating();
    await form.value.fill('typed before');
    const refusals: ReadonlyArray<readonly [readonly TestFile[], string]> = [
      [[{ name: 'large', content: 'x'.repeat(VALUE_MAX_BYTES + 1) }], 'larger than 24,576 bytes'],
      [[{ name: 'logo.png', content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) }], 'not text in UTF-8'],
      [[{ name: 'null', content: 'a\0b' }], 'not text in UTF-8'],
      [[{ name: 'empty', content: '' }], 'The file is empty'],
      [
        [
          { name: 'a', content: 'a' },
          { name: 'b', content: 'b' },
        ],
        'drop one file',
      ],
    ];
    for (const [files, reason] of refusals) {
      await drop(page, form.value, files);
      await expect(form.dialog.getByRole('alert').filter({ hasText: reason })).toBeVisible();
      await expect(form.value).toHaveValue('typed before');
    }
    await choose(form, { name: 'full', content: 'x'.repeat(VALUE_MAX_BYTES) });
    await expect(form.value).toHaveAccessibleDescription(/24,576 of 24,576 bytes/);
    await button(form, 'Type it instead').click();
    await expect(form.value).toHaveValue('');
    await expect(form.value).toBeFocused();
    await form.value.fill('typed after');
    await expect(form.value).toHaveAccessibleDescription(/11 of 24,576 bytes/);
  });

  test('2: can be generated, of characters or words, and says how strong it is', async ({ secrets }) => {
    await secrets.open();
    const form = await secrets.startCreating();
    await button(form, 'Generate').click();
    const generator = form.dialog.getByRole('group', { name: 'Generate a value' });
    const length = generator.getByRole('spinbutton', { name: 'Length' });
    await expect(length).toHaveAccessibleDescription('190 bits of randomness.');
    await length.fill('7');
    await expect(length).toHaveAccessibleDescription('Enter a whole number from 8 to 512.');
    await expect(generator.getByRole('button', { name: 'Fill in a new value' })).toBeDisabled();
    await length.fill('40');
    await length.press('Enter');
    await expect(form.value).toHaveValue(/^[A-Za-z0-9]{40}$/);
    expect(await maskOf(form.value)).toBe('disc');
    await expect(form.dialog.getByRole('status').filter({ hasText: '238 bits of randomness' })).toBeVisible();

    const first = await form.value.inputValue();
    await generator.getByRole('radio', { name: 'Words that can be said' }).press('Space');
    await generator.getByRole('button', { name: 'Fill in a new value' }).click();
    await expect(form.value).toHaveValue(/^([a-z]{5}-){7}[a-z]{5}$/);
    expect(await form.value.inputValue()).not.toBe(first);
  });

  test('2: is checked for a format when asked, and no answer repeats it', async ({ secrets }) => {
    await secrets.open();
    const form = await secrets.startCreating();
    await form.value.fill('{\n  "token": CANARY\n}');
    await button(form, 'Check as JSON').click();
    await expect(form.dialog.getByRole('alert').filter({ hasText: 'line 2, character 12' })).toBeVisible();
    await button(form, 'Check as PEM').click();
    await expect(form.dialog.getByRole('alert').filter({ hasText: 'not PEM' })).toBeVisible();
    await button(form, 'Check as URL').click();
    await expect(form.dialog.getByRole('alert').filter({ hasText: 'not a URL' })).toBeVisible();
    expect(await form.dialog.innerText()).not.toContain('CANARY');
    await form.value.fill('{"token": "CANARY"}');
    await expect(form.dialog.getByRole('alert').filter({ hasText: 'not a URL' })).toBeHidden();
    await button(form, 'Check as JSON').click();
    await expect(form.dialog.getByRole('status').filter({ hasText: 'The value is valid JSON.' })).toBeVisible();
  });

  test('2, fault 6: is nowhere in the page once the form is closed', async ({
    page,
    secrets,
    api,
    faults,
    ownName,
  }) => {
    const name = ownName('traceless');
    await secrets.open();
    const typed = newCanary();

    await test.step('after a failed creation, and then Cancel', async () => {
      const form = await secrets.startCreating();
      await form.fill({ name, description: 'Of a test', value: typed });
      await button(form, 'Show value').click();
      faults.fail('create', internal('the store cannot be written'));
      await form.submitNew.click();
      await expect(form.dialog.getByRole('alert', { name: 'The server reported error 500' })).toBeVisible();
      expect(await placesOf(page, typed)).toEqual(['fields']);
      await form.cancel.click();
      await page.getByRole('button', { name: 'Discard changes' }).click();
      await form.dialog.waitFor({ state: 'detached' });
      expect(await placesOf(page, typed)).toEqual([]);
      faults.mend('create');
    });

    await test.step('after a creation', async () => {
      await secrets.create({ name, description: 'Of a test', value: typed });
      await expect(secrets.row(name)).toBeVisible();
      expect(await placesOf(page, typed)).toEqual([]);
    });

    await test.step('after one that was generated, and a replacement', async () => {
      const form = await secrets.startEditing(name);
      await form.replaceValue.click();
      await button(form, 'Generate').click();
      await button(form, 'Fill in a new value').click();
      await expect(form.value).not.toHaveValue('');
      const generated = await form.value.inputValue();
      const spec = await sentSpec(page, 'PUT', () => form.submitChanges.click());
      expect(spec.value).toBe(generated);
      await form.dialog.waitFor({ state: 'detached' });
      expect(await placesOf(page, generated)).toEqual([]);
    });
    expect((await api.get(name)).status()).toBe(200);
  });

  test('2: looks right', async ({ page, secrets, look }) => {
    test.slow();
    await followBrowserTheme(page);
    await secrets.open();
    const form = await secrets.startCreating();
    await form.name.fill('My Secret');
    await form.value.fill(' {"token": 1}\n');
    await button(form, 'Generate').click();
    await button(form, 'Check as PEM').click();
    await look('write-value');
    await choose(form, { name: 'server.pem', content: 'a\r\nb' });
    await expect(form.dialog.getByText('From the file server.pem, as it is')).toBeVisible();
    await look('write-file');
  });
});

test.describe('4: who may read it', () => {
  test('4, fault 14: nobody only when that is said', async ({ page, secrets, ownName }) => {
    const name = ownName('unread');
    await secrets.open();
    const form = await secrets.startCreating();
    await form.name.fill(name);
    await form.description.fill('Of a test');
    await form.value.fill('a value');
    await expect(form.decrypters.getByText('Nobody can read this secret')).toBeVisible();
    await form.submitNew.click();
    await expect(form.acceptNobody).toHaveAccessibleDescription(
      'Choose a service, or confirm that none is to read it.'
    );
    await expect(form.acceptNobody).toBeFocused();
    await form.acceptNobody.press('Space');
    expect((await sentSpec(page, 'POST', () => form.submitNew.click())).decrypters).toEqual([]);
    await expect(secrets.toast(`Secret ${name} created`)).toBeVisible();
  });

  test('4: a service that nobody knows comes and goes untouched', async ({ page, secrets, api, ownName }) => {
    const name = ownName('unknown');
    await api.seed({ name, decrypters: ['vendor.example_Service-2', 'k6-cloud'] });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await expect(form.decrypter('vendor.example_Service-2')).toBeChecked();
    await form.otherDecrypter.fill('another-one');
    await form.otherDecrypter.press('Enter');
    await form.description.fill('Changed');
    expect((await sentSpec(page, 'PUT', () => form.submitChanges.click())).decrypters).toEqual([
      'vendor.example_Service-2',
      'k6-cloud',
      'another-one',
    ]);
  });

  test("4, fault 16: services have names and explanations, and the plugin's settings add to them", async ({
    page,
    secrets,
    api,
    ownName,
  }) => {
    const name = ownName('extended');
    await api.seed({ name, decrypters: ['billing-robot'] });
    await page.route('**/api/plugins/strongroom-secrets-app/settings', async (route) => {
      const answer = await route.fetch();
      const settings: unknown = await answer.json();
      const stored = isJsonObject(settings) && isJsonObject(settings.jsonData) ? settings.jsonData : {};
      const decrypters = [
        { id: 'billing-robot', name: 'Billing robot', description: 'The nightly bills may read the value.' },
        { id: 'not valid' },
      ];
      const json = { ...(isJsonObject(settings) ? settings : {}), jsonData: { ...stored, decrypters } };
      await route.fulfill({ response: answer, json });
    });
    await secrets.open();
    await expect(secrets.row(name)).toContainText('Billing robot');
    const form = await secrets.startEditing(name);
    await expect(form.decrypter('Billing robot')).toBeChecked();
    await expect(form.decrypters.getByText('The nightly bills may read the value.')).toBeVisible();
    await expect(form.decrypters.getByText('Test scripts that run in Grafana Cloud k6 may read')).toBeVisible();
    await expect(form.decrypters.getByText('One service in the settings of this plugin is left out')).toBeVisible();
  });

  test('4: labels of other secrets are suggested', async ({ secrets, api, ownName }) => {
    await api.seed({ name: ownName('a'), labels: { 'cost-centre': '4711' } });
    await secrets.open();
    await expect(secrets.table).toBeVisible();
    const form = await secrets.startCreating();
    await form.addLabel.press('Enter');
    const suggested = (part: 'key' | 'value') =>
      form
        .label(1, part)
        .evaluate((input) =>
          input instanceof HTMLInputElement ? [...(input.list?.options ?? [])].map(({ value }) => value) : []
        );
    expect(await suggested('key')).toContain('cost-centre');
    await form.label(1, 'key').fill('cost-centre');
    await expect.poll(() => suggested('value')).toEqual(['4711']);
  });
});

test('fault 11: a name is shown its rule and offered another, and never rewritten', async ({
  page,
  secrets,
  ownName,
}) => {
  const suffix = ownName('named').slice('named'.length);
  const typed = `Named${suffix}`;
  await secrets.open();
  const form = await secrets.startCreating();
  await expect(form.name).toHaveAccessibleDescription(/Lowercase letters, digits, hyphens and dots/);
  await form.name.fill(typed);
  await expect(form.name).toHaveAccessibleDescription(new RegExp(`${typed.length} of 253 characters`));
  const offer = button(form, `Use named${suffix} instead`);
  await expect(offer).toBeVisible();
  await form.description.fill('Of a test');
  await expect(form.name).toHaveValue(typed);
  await form.submitNew.click();
  await expect(form.name).toHaveAttribute('aria-invalid', 'true');
  await expect(form.name).toHaveValue(typed);
  await offer.click();
  await expect(form.name).toHaveValue(`named${suffix}`);
  await expect(form.name).toBeFocused();
  await expect(page.getByRole('button', { name: /^Use .* instead$/ })).toBeHidden();
});

test.describe('6: editing without the value', () => {
  test('6, fault 5: sends no value, and Keep current value takes a replacement back', async ({
    page,
    secrets,
    api,
    ownName,
  }) => {
    const name = ownName('kept');
    await api.seed({ name, labels: { team: 'shop', 'example.com/tier': 'gold' }, decrypters: ['my-service'] });
    await secrets.open();
    const form = await secrets.startEditing(name);
    await form.replaceValue.click();
    await form.value.fill('typed by mistake');
    await button(form, 'Keep current value').click();
    await expect(form.replaceValue).toBeFocused();
    // As if nothing had happened: the form closes without a question.
    await page.keyboard.press('Escape');
    await form.dialog.waitFor({ state: 'detached' });

    await secrets.startEditing(name);
    await form.replaceValue.click();
    await button(form, 'Keep current value').click();
    await form.description.fill('Changed');
    const spec = await sentSpec(page, 'PUT', () => form.submitChanges.click());
    expect(spec).toEqual({ description: 'Changed', decrypters: ['my-service'] });
    await form.dialog.waitFor({ state: 'detached' });
    expect(await (await api.get(name)).json()).toMatchObject({
      metadata: { labels: { team: 'shop', 'example.com/tier': 'gold' } },
    });
  });
});

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
    await form.submitChanges.press('Enter');
    await expect(form.dialog.getByRole('alert')).toContainText('This secret was deleted while you had it open');
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
    ['Esc', (page) => page.keyboard.press('Escape')],
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
