import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices, type Project } from '@playwright/test';
import { findChromium } from './tests/chromium.ts';
import { ADMIN_TOKEN } from './tests/service.ts';

interface OwnOptions {
  readonly serviceEnv: Readonly<Record<string, string>>;
}

/** A Grafana that the specs run on, in each role. */
interface Target {
  readonly name: string;
  readonly url: string;
  /** Settings that make a stand-alone page play it; absent for a Grafana that runs already. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another target with the same screens, on which they are looked at: pictures and axe take most of the time. */
  readonly looksAs?: string;
}

const { GRAFANA_URL } = process.env;
const ROLES = ['Admin', 'Editor', 'Viewer'] as const;

/** Both costumes of the stand-alone page: a Grafana with the API group, and one without. */
const STANDALONE: readonly Target[] = [
  { name: 'enterprise', url: 'http://127.0.0.1:3210', env: {} },
  { name: 'oss', url: 'http://127.0.0.1:3211', env: { SECRETS_STANDALONE: 'oss' }, looksAs: 'enterprise' },
];
const TARGETS = GRAFANA_URL === undefined ? STANDALONE : [{ name: 'grafana', url: GRAFANA_URL }];

if (GRAFANA_URL === undefined) {
  // The stand-alone page signs in by a token in place of the password; plugin-e2e reads both from here.
  process.env.GRAFANA_ADMIN_USER = 'admin';
  process.env.GRAFANA_ADMIN_PASSWORD = ADMIN_TOKEN;
}

/** In a stand-alone page a user is a role; in a Grafana the sign-in creates one for it. */
function userOf(role: (typeof ROLES)[number], { env }: Target): PluginOptions['user'] {
  if (role === 'Admin') {
    return { user: process.env.GRAFANA_ADMIN_USER ?? 'admin', password: process.env.GRAFANA_ADMIN_PASSWORD ?? 'admin' };
  }
  const name = role.toLowerCase();
  return env === undefined
    ? { user: `strongroom-${name}`, password: `strongroom-${name}`, role }
    : { user: name, password: ADMIN_TOKEN, role };
}

/** Signs in once per role; the administrator then runs every spec, the others the one about roles. */
function projectsOf(target: Target): Array<Project<PluginOptions & OwnOptions>> {
  return ROLES.flatMap((role) => {
    const name = `${target.name}, ${role}`;
    const storageState = `playwright/.auth/${target.name}-${role}.json`;
    const use = { ...devices['Desktop Chrome'], baseURL: target.url, user: userOf(role, target) };
    return [
      { name: `${name}: sign-in`, testMatch: 'sign-in.setup.ts', metadata: { storageState }, use },
      {
        name,
        testMatch: role === 'Admin' ? /\.spec\.ts$/ : 'roles.spec.ts',
        testIgnore: role === 'Admin' ? 'roles.spec.ts' : [],
        dependencies: [`${name}: sign-in`],
        metadata: { looksAs: target.looksAs },
        use: { ...use, storageState, serviceEnv: target.env ?? {} },
      },
    ];
  });
}

const reportFile = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig<PluginOptions & OwnOptions>({
  testDir: './tests/browser',
  outputDir: './test-results',
  fullyParallel: false,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  reporter: reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
  use: {
    // A trace of every test takes a quarter of the time of all: it is for whoever looks into a failure.
    trace: process.env.BROWSER_TRACE === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium(process.env), args: ['--no-sandbox'] },
  },
  webServer: TARGETS.filter(({ env }) => env !== undefined).map(({ url, env }) => ({
    command: 'node backend/launch.mjs tests/serve.ts',
    url: `${url}/healthz`,
    timeout: 180_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: { ...env, PORT: new URL(url).port, SECRETS_ADMIN_TOKEN: ADMIN_TOKEN, LOG_LEVEL: 'warn' },
  })),
  projects: TARGETS.flatMap(projectsOf),
});
