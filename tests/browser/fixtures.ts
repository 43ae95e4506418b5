import { expect, test as grafanaTest } from '@grafana/plugin-e2e';
import { randomBytes } from 'node:crypto';
import { Faults } from './faults.ts';
import { look } from './look.ts';
import { SecretsApi } from './secrets-api.ts';
import { SECRETS, SecretsPage } from './secrets-page.ts';

export { expect };

interface Fixtures {
  readonly secrets: SecretsPage;
  readonly api: SecretsApi;
  readonly faults: Faults;
  /** A name that nothing else has. What is stored under it goes when the test ends. */
  readonly ownName: (base: string) => string;
  /** Looks at what is on show, as axe and as a camera, in both themes: `look.ts`. */
  readonly look: (screen: string) => Promise<void>;
}

/** Against another Grafana, `page` has to set its feature flags first; here it would open the start page twice. */
const base =
  process.env.GRAFANA_URL === undefined
    ? grafanaTest.extend({ page: async ({ context }, use) => use(await context.newPage()) })
    : grafanaTest;

/** Tests of a page that somebody else's secrets may be on, too. */
export const test = base.extend<Fixtures>({
  secrets: async ({ page }, use) => use(new SecretsPage(page, SECRETS)),
  api: async ({ page }, use) => use(await SecretsApi.of(page.request)),
  faults: async ({ page }, use) => use(await Faults.between(page)),
  ownName: async ({ api }, use) => {
    const names: string[] = [];
    await use((word) => {
      const name = `${word}-${randomBytes(4).toString('hex')}`;
      names.push(name);
      return name;
    });
    for (const name of names) {
      await api.delete(name);
    }
  },
  look: async ({ page, scanForA11yViolations: scan }, use, testInfo) =>
    use((screen) => look({ page, scan, testInfo }, screen)),
});
