/** The value of a secret: typed, from a file or generated, and gone from the page once the form is closed. */
import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { encodingsOf } from '../../backend/vault/testing/canary.ts';
import { VALUE_MAX_BYTES } from '../../src/domain/limits.ts';
import { internal } from '../../src/domain/status.ts';
import { expect, test } from './fixtures.ts';
import { button, sentSpec } from './secret-writing.ts';
import type { SecretForm } from './secrets-page.ts';
import { followBrowserTheme } from './themes.ts';

const newCanary = () => `cänary-"${randomBytes(8).toString('hex')}"`;

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
