/** From the page into a test and out again: what a real k6 gets of a secret that a person makes, shares and takes away. */
import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findK6, K6, K6_MISSING, type Outcome, type RunOptions } from '../k6/k6.ts';
import { RecordingProxy } from '../k6/recording-proxy.ts';
import { expect, test as base } from './own-service.ts';
import { K6_SECRETS, SECRETS, SecretsPage } from './secrets-page.ts';

const NAME = 'checkout-password';
const VALUE = `Qq "checkout" 'Qq' \\ 🔑`;
const REDACTED = '***SECRET_REDACTED***';

/** What the page says to put into a script, for this secret; and what tells its value from every other. */
function scriptOf(snippet: string): string {
  const body = snippet
    .replace('test-secret-name', NAME)
    .replace(/}\s*$/, "  console.log(sha256(secret_value, 'hex'));\n}\n");
  return `import { sha256 } from 'k6/crypto';\n${body}`;
}

interface Fixtures {
  readonly k6: K6;
  /** Between k6 and the service, to count what arrives. */
  readonly recorder: RecordingProxy;
}

const test = base.extend<Fixtures>({
  k6: async ({}, use, testInfo) => {
    const program = findK6(process.env);
    if (program === undefined) {
      process.stderr.write(K6_MISSING);
      testInfo.skip(true, 'This machine has no k6');
    }
    await use(await K6.in(testInfo.outputPath('k6'), program ?? ''));
  },
  recorder: async ({}, use) => {
    const recorder = await RecordingProxy.start();
    await use(recorder);
    await recorder.close();
  },
});

/** Settings > Access tokens, as a person works it. */
class AccessTokens {
  readonly #page: Page;
  readonly #recorder: RecordingProxy;

  constructor(page: Page, recorder: RecordingProxy) {
    this.#page = page;
    this.#recorder = recorder;
  }

  /** Makes a token for k6, and leaves what shows it open. k6 is to come by way of the recorder. */
  async create() {
    await this.#page.getByRole('tab', { name: 'Access tokens' }).click();
    await this.#page.getByRole('button', { name: 'Create access token' }).click();
    const form = this.#page.getByRole('dialog', { name: 'Create access token' });
    await form.getByRole('combobox', { name: 'Service' }).fill('k6-cloud');
    await form.getByRole('button', { name: 'Create token' }).click();
    const shown = this.#page.getByRole('dialog', { name: 'Access token for Grafana Cloud k6' });
    const address = shown.getByRole('textbox', { name: "Address of Strongroom's backend" });
    this.#recorder.leadTo(await address.inputValue());
    await address.fill(this.#recorder.url);
    return shown;
  }

  async revoke(id: string): Promise<void> {
    const revoke = this.#page.getByRole('button', { name: `Revoke ${id}` });
    await revoke.click();
    const confirm = this.#page.getByRole('button', { name: 'Revoke token' });
    await confirm.click();
    // The dialog hides what is behind it, and goes once the token is revoked.
    await expect(confirm).toHaveCount(0);
    await expect(revoke).toHaveCount(0);
  }
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** The part of a token by which the page names it. */
function tokenIdIn(configuration: string): string {
  const [, id = 'no token'] = /svs_([a-z0-9]{12})_/.exec(configuration) ?? [];
  return id;
}

/** What a shell makes of the commands before the last, which starts k6. */
function environmentOf(commands: string): Record<string, string> {
  const exports = commands.trim().split('\n').slice(0, -1).join('\n');
  const printed = execFileSync('/bin/sh', ['-c', `${exports}\nenv -0`], { env: {}, encoding: 'utf8' });
  const pairs = printed.split('\0').filter((pair) => pair.startsWith('K6_'));
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2)));
}

test('a secret made in the browser is read by k6, until it is taken away', async ({ page, context, k6, recorder }) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const tokens = new AccessTokens(page, recorder);
  const secrets = new SecretsPage(page, K6_SECRETS);
  await secrets.open();
  await secrets.create({ name: NAME, description: 'Load test user', value: VALUE });
  await expect(secrets.row(NAME)).toBeVisible();
  await page.getByRole('button', { name: 'Use in a test' }).click();
  const drawer = page.getByRole('dialog', { name: 'Use in a test' });
  await drawer.getByRole('button', { name: /^Copy: In the script/ }).click();
  const script = scriptOf(await copied(page));
  await drawer.getByRole('button', { name: 'Close' }).click();

  const run = (options: RunOptions): Promise<Outcome> => {
    recorder.forget();
    return k6.run(script, options);
  };
  const redacted = `try to log the secret value: ${REDACTED}`;
  const got = {
    code: 0,
    printed: [redacted, createHash('sha256').update(VALUE, 'utf8').digest('hex')],
    complaints: [],
  };
  // An iteration that fails does not fail the run.
  const refused = (status: number) => ({
    code: 0,
    printed: [],
    complaints: [expect.stringContaining(`status code ${status}: failed to get secret`)],
  });

  const first = await tokens.create();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    first.getByRole('button', { name: 'Download k6-secrets.json' }).click(),
  ]);
  const file = test.info().outputPath('k6-secrets.json');
  await download.saveAs(file);
  await first.getByRole('button', { name: 'Done' }).click();
  const byFile = { args: [`--secret-source=url=config=${file}`] };
  expect(await run(byFile)).toEqual(got);
  expect(recorder.lookups).toEqual([expect.objectContaining({ path: `/api/v1/secrets/${NAME}/decrypt`, status: 200 })]);

  await tokens.revoke(tokenIdIn(await readFile(file, 'utf8')));
  expect(await run(byFile)).toEqual(refused(401));
  expect(recorder.statuses).toEqual([401]);

  const second = await tokens.create();
  await second.getByRole('button', { name: /^Copy: Run with the environment/ }).click();
  const byEnvironment = { env: environmentOf(await copied(page)) };
  await second.getByRole('button', { name: 'Done' }).click();
  expect(await run(byEnvironment)).toEqual(got);
  expect(recorder.statuses).toEqual([200]);

  const all = new SecretsPage(page, SECRETS);
  await all.open();
  const form = await all.startEditing(NAME);
  await form.decrypter('Grafana Cloud k6').press('Space');
  await form.acceptNobody.press('Space');
  await form.submitChanges.click();
  await form.dialog.waitFor({ state: 'detached' });
  expect(await run(byEnvironment)).toEqual(refused(404));
  expect(recorder.statuses).toEqual([404]);
  expect(k6.transcript).not.toContain('checkout"');
});
