import type { PluginOptions } from '@grafana/plugin-e2e';
import { defineConfig, devices } from '@playwright/test';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { findChromium } from './tests/chromium.ts';
import { ADMIN_TOKEN } from './tests/service.ts';

const PORT = 3210;
const { GRAFANA_URL } = process.env;
const baseURL = GRAFANA_URL ?? `http://127.0.0.1:${PORT}`;

if (GRAFANA_URL === undefined) {
  // The stand-alone page signs in by a token in place of the password; plugin-e2e reads both from here.
  process.env.GRAFANA_ADMIN_USER = 'admin';
  process.env.GRAFANA_ADMIN_PASSWORD = ADMIN_TOKEN;
}

const reportFile = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig<PluginOptions>({
  testDir: './tests/browser',
  outputDir: './test-results',
  fullyParallel: false,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  reporter: reportFile === undefined ? [['list']] : [['list'], ['json', { outputFile: reportFile }]],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findChromium(process.env), args: ['--no-sandbox'] },
  },
  webServer:
    GRAFANA_URL === undefined
      ? {
          command: 'node backend/launch.mjs tests/serve.ts',
          url: `${baseURL}/healthz`,
          timeout: 180_000,
          reuseExistingServer: false,
          stdout: 'ignore',
          stderr: 'pipe',
          gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
          env: { PORT: String(PORT), SECRETS_ADMIN_TOKEN: ADMIN_TOKEN, LOG_LEVEL: 'warn' },
        }
      : undefined,
  projects: [
    { name: 'sign-in', testDir: `${dirname(createRequire(import.meta.url).resolve('@grafana/plugin-e2e'))}/auth`, testMatch: /.*\.js/ },
    {
      name: 'chromium',
      use: { ...devices['Desktop Chrome'], storageState: 'playwright/.auth/admin.json' },
      dependencies: ['sign-in'],
    },
  ],
});
