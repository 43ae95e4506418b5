/** The Secrets page in a real browser, with few and with many secrets: how soon it answers, and for how long it does not. */
import { chromium, type Browser, type Locator, type Page } from '@playwright/test';
import { join } from 'node:path';
import { findChromium } from '../tests/chromium.ts';
import { ADMIN_TOKEN, Service } from '../tests/service.ts';
import { medianOf } from './load.ts';

export interface PageTiming {
  readonly secrets: number;
  /** From a keystroke in the search until its result is drawn. */
  readonly keystrokeMillis: number;
  /** The longest task that began with each act, during which the page hears nothing; the median and the worst. */
  readonly blockedMillis: Readonly<Record<PageAct, Blocked | undefined>>;
  /** Of JavaScript, after a collection. */
  readonly heapMegabytes: number;
}

export interface Blocked {
  readonly median: number;
  readonly worst: number;
}

export const PAGE_ACTS = ['search', 'turn the page', 'sort', 'open the details'] as const;
export type PageAct = (typeof PAGE_ACTS)[number];

export interface PageOptions {
  readonly sizes: readonly number[];
  /** How often everything is done with each size. The first time warms up and does not count. */
  readonly rounds: number;
}

/** What watches from inside. The page is asked by expressions: here is no document, and no type of one. */
const WATCH = join(import.meta.dirname, 'page-watch.mjs');
const SECRETS_PATH = '/a/strongroom-secrets-app/secrets';
const LIST_CALL = /\/securevalues(\?|$)/;
const VIEWPORT = { width: 1440, height: 900 };
const MEGABYTE = 1024 * 1024;
/** Found in every one of the secrets, then in fewer with each key, and taken away again. */
const TYPED = 'pay-00';

/** Times a stand-alone page of its own. The list is answered in the browser: what the server takes is timed elsewhere. */
export async function timePage({ sizes, rounds }: PageOptions): Promise<readonly PageTiming[]> {
  const service = await Service.start({ program: 'backend/standalone/start.ts', env: { LOG_LEVEL: 'warn' } });
  try {
    const browser = await chromium.launch({ executablePath: findChromium(process.env), args: ['--no-sandbox'] });
    try {
      const timings: PageTiming[] = [];
      for (const size of sizes) {
        timings.push(await timeList(browser, service.url, size, rounds));
      }
      return timings;
    } finally {
      await browser.close();
    }
  } finally {
    await service.dispose();
  }
}

async function timeList(browser: Browser, baseURL: string, size: number, rounds: number): Promise<PageTiming> {
  const context = await browser.newContext({ baseURL, viewport: VIEWPORT });
  try {
    await context.request.post('/login', { data: { user: 'Admin', password: ADMIN_TOKEN } });
    const page = await context.newPage();
    const body = JSON.stringify({ kind: 'SecureValueList', metadata: {}, items: secureValues(size) });
    await page.route(LIST_CALL, (route) => route.fulfill({ contentType: 'application/json', body }));
    await page.route(/\/securevalues\/[^/?]+$/, (route) => route.fulfill({ json: secureValues(1)[0] }));
    await page.addInitScript({ path: WATCH });
    await page.goto(SECRETS_PATH);
    await page.getByRole('rowheader').first().waitFor();

    const keystrokes: number[] = [];
    const blocked = new Map<PageAct, number[]>();
    const time = async (round: number, what: PageAct, act: () => Promise<void>): Promise<void> => {
      await page.evaluate('strongroomBench.begin()');
      await act();
      const longest = Number(await page.evaluate('strongroomBench.longestGap()'));
      if (round > 0) {
        blocked.set(what, [...(blocked.get(what) ?? []), longest]);
      }
    };
    for (let round = 0; round <= rounds; round += 1) {
      for (const key of [...TYPED, ...Array.from(TYPED, () => 'Backspace')]) {
        await page.getByRole('textbox', { name: 'Search' }).focus();
        await time(round, 'search', () => page.keyboard.press(key));
        if (round > 0) {
          keystrokes.push(Number(await page.evaluate('strongroomBench.keyToResult()')));
        }
      }
      await time(round, 'sort', await press(page, page.getByRole('button', { name: 'Description', exact: true })));
      // The order, once changed, begins at the first page.
      await time(round, 'turn the page', await press(page, page.getByRole('button', { name: '2', exact: true })));
      await time(round, 'open the details', await press(page, page.getByRole('rowheader').getByRole('link').first()));
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    const ofAct = (act: PageAct): Blocked | undefined => {
      const times = blocked.get(act);
      return times && { median: medianOf(times), worst: Math.max(...times) };
    };
    return {
      secrets: size,
      keystrokeMillis: medianOf(keystrokes),
      blockedMillis: {
        search: ofAct('search'),
        'turn the page': ofAct('turn the page'),
        sort: ofAct('sort'),
        'open the details': ofAct('open the details'),
      },
      heapMegabytes: (await heapBytes(page)) / MEGABYTE,
    };
  } finally {
    await context.close();
  }
}

/**
 * Puts the pointer on what is to be pressed. Looking for it by its role keeps the page busy for longer than the press does, and
 * is no part of what is timed.
 *
 * @returns presses it
 */
async function press(page: Page, target: Locator): Promise<() => Promise<void>> {
  await target.hover();
  return async () => {
    await page.mouse.down();
    await page.mouse.up();
  };
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

function secureValues(count: number): object[] {
  const teams = ['payments', 'mail', 'platform', 'checkout', 'search', 'identity', 'ledger'];
  return Array.from({ length: count }, (_, index) => ({
    metadata: {
      name: `pay-${String(index).padStart(5, '0')}`,
      namespace: 'default',
      uid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      creationTimestamp: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
      labels: { team: teams[index % teams.length], env: index % 2 === 0 ? 'prod' : 'test' },
      annotations: {
        'grafana.app/createdBy': `user:u${String(index % 40).padStart(6, '0')}`,
        'grafana.app/updatedBy': 'service-account:robot',
        'grafana.app/updatedTimestamp': new Date(Date.UTC(2026, 5, 1) + index * 60_000).toISOString(),
      },
    },
    spec: {
      description: `Token number ${index * 7919} of a billing API`,
      decrypters: ['k6-cloud', `service-${index % 5}`],
    },
    status: { version: (index % 9) + 1, keeper: 'system' },
  }));
}
