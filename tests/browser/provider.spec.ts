/**
 * Which store the page writes to is decided by the first call alone, and only by a plain yes or a plain 404. Whatever
 * else comes back, the page asks no other store and offers no way to write.
 */
import type { Page } from '@playwright/test';
import { SECURE_VALUES } from '../../src/domain/api-group.ts';
import { forbidden, internal } from '../../src/domain/status.ts';
import type { Faults } from './faults.ts';
import { expect, test } from './fixtures.ts';
import { SECRETS } from './secrets-page.ts';

/** How long the plugin waits for that answer, with time to spare. */
const LONGEST_WAIT_MS = 15_000;
const PROXY = '/api/plugin-proxy/';

interface Hiccup {
  readonly of: string;
  readonly inject: (faults: Faults) => void;
  readonly title: string;
}

const HICCUPS: readonly Hiccup[] = [
  {
    of: '403',
    inject: (faults) =>
      faults.fail(
        'discovery',
        forbidden({ resource: SECURE_VALUES, verb: 'list', user: 'somebody', namespace: 'default' })
      ),
    title: 'You are not allowed to do this',
  },
  {
    of: '500',
    inject: (faults) => faults.fail('discovery', internal('the store cannot be read')),
    title: 'The server reported error 500',
  },
  {
    of: '502',
    inject: (faults) =>
      faults.answer('discovery', { status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    title: 'The server reported error 502',
  },
  {
    of: 'a cut connection',
    inject: (faults) => faults.refuse('discovery'),
    title: 'Grafana could not be reached',
  },
  {
    of: 'no answer in time',
    inject: (faults) => faults.hold('discovery'),
    title: 'Grafana did not answer in time',
  },
];

/** Collects what goes the way of the plugin's proxy routes from now on. */
function proxiedRequests(page: Page): readonly string[] {
  const proxied: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith(PROXY)) {
      proxied.push(request.url());
    }
  });
  return proxied;
}

for (const { of, inject, title } of HICCUPS) {
  test(`${of}: no store is asked, and nothing can be written`, async ({ page, secrets, faults }) => {
    const proxied = proxiedRequests(page);
    inject(faults);
    await secrets.open();
    const alert = page.getByRole('alert', { name: title });
    await expect(alert).toBeVisible({ timeout: LONGEST_WAIT_MS });
    await expect(secrets.createButton).toHaveCount(0);
    await expect(secrets.table).toHaveCount(0);
    expect(faults.seen).toEqual(['discovery']);
    expect(proxied).toEqual([]);

    faults.mend('discovery');
    await alert.getByRole('button', { name: 'Retry' }).click();
    await expect(secrets.createButton.first()).toBeEnabled();
  });
}

test('401: no store is asked, and the person is asked to sign in', async ({ page, faults }) => {
  const proxied = proxiedRequests(page);
  faults.answer('discovery', { status: 401, contentType: 'application/json', body: '{"message":"Unauthorized"}' });
  await page.goto(SECRETS.path);
  // A host may take the person to its sign-in page; the plugin's own words are for one that does not.
  const signIn = page.getByRole('button', { name: /^(Sign|Log) in$/ });
  await expect(signIn.or(page.getByRole('alert', { name: 'You are signed out' }))).toBeVisible();
  expect(faults.seen).toEqual(['discovery']);
  expect(proxied).toEqual([]);
});
