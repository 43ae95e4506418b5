/** 22: the pages speak the user's language, all of their texts can be translated, and they can be read from the right. */
import type { Locator, Page } from '@playwright/test';
import { KNOWN_DECRYPTERS } from '../../src/domain/decrypters.ts';
import { expect, test as base } from './fixtures.ts';
import { pressEscape } from './press-escape.ts';
import { pseudo, SHOWN_AS, speakPseudo, untranslatedIn } from './pseudo-locale.ts';
import { K6_SECRETS, SECRETS } from './secrets-page.ts';

const SETTINGS = '/a/strongroom-secrets-app/settings';

/** Pixels. What a cell may leave between its side and the text that begins there. */
const PADDING_MAX = 20;

/** Here the browser asks for a language, and gets it. */
const test = base.extend<{ standaloneOnly: void }>({
  standaloneOnly: [
    async ({}, use, testInfo) => {
      testInfo.skip(process.env.GRAFANA_URL !== undefined, 'In a Grafana the language is a preference of the user');
      await use();
    },
    { auto: true },
  ],
});

/** How far the page scrolls sideways, in pixels. */
function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test.describe('22: a browser that asks for German', () => {
  test.use({ locale: 'de-AT', timezoneId: 'Europe/Vienna' });

  test('gets the list, the form and the deletion in German', async ({ page, api, ownName }) => {
    const name = ownName('zahlungen');
    await api.seed({ name, labels: { team: 'laden' }, decrypters: ['k6-cloud'] });
    await page.goto(`${SECRETS.path}?search=${name}`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de-DE');

    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: `Namen ${name} kopieren` }) });
    await expect(row).toBeVisible();
    await expect(page.getByRole('columnheader', { name: 'Berechtigte Dienste' })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: /^1 (von \d+ )?Secrets?$/ })).toBeAttached();
    // Day before month, and 24 hours.
    await expect(row.getByRole('time').first()).toHaveText(/^\d\d\.\d\d\.\d{4}, \d\d:\d\d$/);
    expect(await sidewaysScroll(page)).toBe(0);

    await row.getByRole('button', { name: `${name} löschen` }).click();
    const deletion = page.getByRole('dialog', { name: `${name} löschen` });
    await expect(deletion.getByText('sofort und endgültig weg')).toBeVisible();
    await deletion.getByRole('button', { name: 'Abbrechen' }).click();

    await page.getByRole('button', { name: 'Secret erstellen' }).click();
    const form = page.getByRole('dialog', { name: 'Secret erstellen' });
    await form.getByRole('textbox', { name: 'Wert' }).fill('äß');
    await expect(form.getByText('4 von 24.576 Byte')).toBeVisible();
    await form.getByRole('button', { name: 'Secret erstellen' }).click();
    await expect(form.getByText('Beschreiben Sie in wenigen Worten, wozu das Secret dient.')).toBeVisible();
    await expect(form.getByRole('textbox', { name: 'Beschreibung' })).toHaveAttribute('aria-invalid', 'true');
  });
});

test.describe('22: a browser that asks for a language there is none of', () => {
  test.use({ locale: 'fr-FR' });

  test('gets English', async ({ page, secrets }) => {
    await secrets.open();
    await expect(secrets.createButton).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
  });
});

test.describe('22: a pseudo-locale', () => {
  test.use({ locale: SHOWN_AS });

  /** What `@grafana/ui` says by itself: Grafana translates it, and the stand-alone page has it in English. */
  const OF_GRAFANA = /^(Close|Clear|Drawer title .*)$/;

  /** The same in every language: names of products, and the syntax of label selectors. */
  const OF_NO_LANGUAGE: readonly string[] = [...KNOWN_DECRYPTERS.map(({ name }) => name), 'team=payments, env!=test'];

  async function expectAllTranslated(scope: Locator, screen: string, written: readonly string[] = []): Promise<void> {
    const ours = (await untranslatedIn(scope)).filter((text) => !OF_GRAFANA.test(text));
    const known = [...OF_NO_LANGUAGE, ...written];
    expect
      .soft(
        ours.filter((text) => !known.includes(text)),
        screen
      )
      .toEqual([]);
  }

  test.beforeEach(({ page }) => speakPseudo(page));

  test('replaces every text of the list and of what opens over it', async ({ page, api, ownName }) => {
    const main = page.getByRole('main');
    const name = ownName('payments');
    const written = [name, 'Put there by a test', 'team', 'shop', 'team: shop', 'my-service', 'system'];
    await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud', 'my-service'] });
    await page.goto(`${SECRETS.path}?search=${name}`);
    const row = page.getByRole('row').filter({ hasText: name });
    await expect(row).toBeVisible();
    await expectAllTranslated(main, 'the list', written);

    await page.getByRole('button', { name: pseudo('secrets.view.open') }).click();
    await expectAllTranslated(page.locator('body > *:not(#reactRoot)').last(), 'how the list looks', written);
    await pressEscape(page);

    await row.getByRole('link', { name, exact: true }).click();
    const details = page.getByRole('dialog', { name, exact: true });
    await expect(details.getByText(pseudo('secrets.details.use'))).toBeVisible();
    await expectAllTranslated(details, 'the details', written);
    await pressEscape(page);
    await expect(details).toBeHidden();

    await row.getByRole('button', { name: pseudo('secrets.row.delete', { name }) }).click();
    const deletion = page.getByRole('dialog', { name: pseudo('secrets.delete.title', { name }) });
    await expect(deletion).toBeVisible();
    await expectAllTranslated(deletion, 'the deletion', written);
  });

  test('replaces every text of the forms', async ({ page, api, ownName }) => {
    const name = ownName('payments');
    await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud'] });
    await page.goto(`${SECRETS.path}?search=${name}`);
    await page.getByRole('button', { name: pseudo('secrets.create.open') }).click();
    const creation = page.getByRole('dialog', { name: pseudo('secrets.create.title') });
    await creation.getByRole('button', { name: pseudo('secrets.generator.open') }).click();
    await creation.getByRole('button', { name: pseudo('secrets.editor.add-label') }).press('Enter');
    await creation.getByRole('button', { name: pseudo('secrets.editor.create') }).click();
    await expect(creation.getByText(pseudo('secrets.findings.description-required'))).toBeVisible();
    await expectAllTranslated(creation, 'the form of a new secret');

    await page.goto(`${SECRETS.path}?search=${name}`);
    await page.getByRole('button', { name: pseudo('secrets.row.edit', { name }) }).click();
    const edit = page.getByRole('dialog', { name: pseudo('secrets.edit.title', { name }) });
    await expect(edit.getByRole('button', { name: pseudo('secrets.editor.replace-value') })).toBeVisible();
    await expectAllTranslated(edit, 'the form of a secret that is there', [name]);
  });

  test('replaces every text of the settings', async ({ page, api, ownName }) => {
    const main = page.getByRole('main');
    const name = ownName('payments');
    await api.seed({ name, decrypters: ['k6-cloud'] });
    await page.goto(`${K6_SECRETS.path}?search=${name}`);
    await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
    await expectAllTranslated(main, 'Settings > Secrets', [name, 'Put there by a test', 'system']);

    await page.goto(`${SETTINGS}/access-tokens`);
    await expect(main.getByText(pseudo('tokens.introduction'))).toBeVisible();
    await expect(main.getByText(pseudo('tokens.loading'))).toBeHidden();
    await expectAllTranslated(main, 'Settings > Access tokens');
    await page.goto(`${SETTINGS}/connection`);
    await expect(main.getByText(pseudo('connection.status.answers'), { exact: true })).toBeVisible();
    await expectAllTranslated(main, 'Settings > Connection', ['default', 'v1beta1']);
    await page.goto('/plugins/strongroom-secrets-app?page=configuration');
    // Around it is what plugin.json says, which Grafana shows as it is.
    const form = main.locator('form');
    await expect(form.getByText(pseudo('configuration.url'))).toBeVisible();
    await expectAllTranslated(form, 'the configuration', ['http://127.0.0.1:3001']);
  });
});

test.describe('22: read from the right', () => {
  for (const width of [1440, 800]) {
    test(`the table keeps its shape at ${width}`, async ({ page, secrets, api, ownName }) => {
      const name = ownName('payments');
      await api.seed({ name, labels: { team: 'shop' }, decrypters: ['k6-cloud', 'my-service'] });
      await page.setViewportSize({ width, height: 900 });
      await secrets.open(`?search=${name}`);
      const row = secrets.row(name);
      await expect(row).toBeVisible();
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      const rightEnd = (part: Locator): Promise<number> => part.evaluate((it) => it.getBoundingClientRect().right);
      // The name comes first, which is on the right; in a card, everything begins there.
      const names = await rightEnd(row.getByRole('rowheader'));
      expect(names).toBeGreaterThanOrEqual(await rightEnd(row.getByRole('cell').last()));
      expect(names - (await rightEnd(secrets.nameLink(name)))).toBeLessThan(PADDING_MAX);

      expect(await sidewaysScroll(page)).toBe(0);
      const outside = await secrets.table.evaluate((table) => {
        const inside = (inner: DOMRect, outer: DOMRect): boolean =>
          inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
        return [...table.querySelectorAll('td button, td a, th button, th a')]
          .filter((control) => {
            const cell = control.closest('td, th');
            return cell === null || !inside(control.getBoundingClientRect(), cell.getBoundingClientRect());
          })
          .map((control) => control.getAttribute('aria-label') ?? control.textContent);
      });
      expect(outside).toEqual([]);
    });
  }
});
