import { ADMIN_TOKEN, type Program, Service } from '../service.ts';
import { expect, test as sharedTest } from './fixtures.ts';
import { signIn } from './session.ts';

export { expect };

interface OwnService {
  /** Settings of the project: which Grafana the stand-alone page plays. */
  readonly serviceEnv: Readonly<Record<string, string>>;
  /** Settings of a file, beside those. */
  readonly fileEnv: Readonly<Record<string, string>>;
  /** What a file starts. */
  readonly program: Program;
  readonly service: Service;
}

const START_TIMEOUT_MS = 180_000;

/** Tests with a Strongroom of their own, one for all tests of a file, in which the browser is the administrator's. */
export const test = sharedTest.extend<{ standaloneOnly: void; logOnFailure: void }, OwnService>({
  serviceEnv: [{}, { scope: 'worker', option: true }],
  fileEnv: [{}, { scope: 'worker', option: true }],
  program: ['backend/standalone/start.ts', { scope: 'worker', option: true }],
  service: [
    async ({ serviceEnv, fileEnv, program }, use) => {
      const env = { ...serviceEnv, ...fileEnv };
      const service = await Service.start({ program, env });
      await use(service);
      await service.dispose();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MS },
  ],
  standaloneOnly: [
    async ({}, use, testInfo) => {
      testInfo.skip(process.env.GRAFANA_URL !== undefined, 'It starts a Strongroom of its own');
      await use();
    },
    { auto: true },
  ],
  logOnFailure: [
    async ({ service }, use, testInfo) => {
      const before = service.output.length;
      await use();
      if (testInfo.status !== testInfo.expectedStatus) {
        process.stdout.write(`The log of "${testInfo.title}":\n${service.output.slice(before)}\n`);
      }
    },
    { auto: true },
  ],
  baseURL: async ({ service }, use) => use(service.url),
  storageState: { cookies: [], origins: [] },
  context: async ({ context }, use) => {
    await signIn(context, 'Admin', ADMIN_TOKEN);
    await use(context);
  },
});
