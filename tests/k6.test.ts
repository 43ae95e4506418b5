/** Real runs of k6 against a real service: the configurations of docs/k6.md, and all that a script can meet. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../backend/commands/testing/finished-program.ts';
import { sendCommand } from '../backend/control/send-command.ts';
import { controlSocketPath } from '../backend/control/socket-path.ts';
import { encodingsOf, filesHolding } from '../backend/vault/testing/canary.ts';
import { VALUE_MAX_BYTES } from '../src/domain/limits.ts';
import { K6, type Outcome, type RunOptions } from './k6/k6.ts';
import { RecordingProxy } from './k6/recording-proxy.ts';
import { failedWith, script, telling, told } from './k6/telling-script.ts';
import { describeWithK6, program } from './k6/with-k6.ts';
import { ADMIN_TOKEN, Service } from './service.ts';

const ROOT = join(__dirname, '..');
const SECURE_VALUES = '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues';
const CANARY = 'QqCanary-7-Qq';
/** Quotes, escapes, lines, emoji, and no line end of its own to lose or gain. */
const AWKWARD = ` "q" 'q' \\ / \n\r\n\t\u007f \u2028 é 漢 🔑 \${secrets.x} ${CANARY} `;
/** What is left of k6's limit on an answer beside `{"plaintext":"…"}`. */
const ENVELOPE_BYTES = '{"plaintext":""}'.length;

jest.setTimeout(120_000);

describeWithK6('k6', () => {
  let directory: string;
  let proxy: RecordingProxy;
  let service: Service;
  let k6: K6;
  /** Made with `npm run -s k6-config`. */
  let configFile: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'strongroom-k6-'));
    proxy = await RecordingProxy.start();
    // The address that users see is the proxy's.
    service = await Service.start({
      program: 'backend/main.ts',
      env: { SECRETS_PUBLIC_URL: proxy.url, LOG_LEVEL: 'trace' },
    });
    proxy.leadTo(service.url);
    k6 = await K6.in(join(directory, 'home'), program);
    configFile = join(directory, 'k6-secrets.json');
    const { code, errors } = await runProgram(
      process.execPath,
      [join(ROOT, 'backend/launch.mjs'), join(ROOT, 'backend/commands/k6-config.ts'), '--out', configFile],
      { SECRETS_DATA_DIR: service.dataDir }
    );
    expect([code, errors]).toEqual([0, '']);
    await store('plain', CANARY);
    await store('awkward', AWKWARD);
  });
  afterAll(async () => {
    expect(filesHolding(service.dataDir, CANARY)).toEqual([]);
    const seen = k6.transcript + service.output;
    expect(encodingsOf(CANARY).filter((form) => seen.includes(form))).toEqual([]);
    expect(service.output).toContain('"route":"/api/v1/secrets/:name/decrypt"');
    await service.dispose();
    await proxy.close();
    await rm(directory, { recursive: true });
  });
  beforeEach(() => proxy.forget());

  async function manage(method: string, path: string, body?: object): Promise<void> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(service.url + SECURE_VALUES + path, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...(body && { 'content-type': type }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
      throw new Error(`${method}: ${response.status} ${await response.text()}`);
    }
  }

  function store(name: string, value: string): Promise<void> {
    const spec = { description: `What ${name} is for`, value, decrypters: ['k6-cloud', 'synthetic-monitoring'] };
    return manage('POST', '', { metadata: { name }, spec });
  }

  async function token(...args: readonly string[]): Promise<string> {
    const answer = await sendCommand(controlSocketPath(service.dataDir), 'token', args);
    if (answer.kind !== 'done') {
      throw new Error(`token: ${answer.kind}`);
    }
    return answer.output.trim();
  }

  const newToken = (): Promise<string> => token('create', '--decrypter', 'k6-cloud');
  const idOf = (text: string): string => text.split('_')[1] ?? '';

  /** The file that the command wrote, with this token in it. */
  async function fileWith(bearer: string): Promise<string> {
    const path = join(directory, `${idOf(bearer)}.json`);
    const config = JSON.parse(await readFile(configFile, 'utf8'));
    await writeFile(path, JSON.stringify({ ...config, headers: { Authorization: `Bearer ${bearer}` } }), {
      mode: 0o600,
    });
    return path;
  }

  /** One of the ways to tell k6 where its secrets are, for the bearer of a token. */
  interface Configuration {
    readonly title: string;
    readonly options: (bearer: string) => Promise<RunOptions>;
  }

  const template = (form: 'decrypt' | 'raw'): string => `${proxy.url}/api/v1/secrets/{key}/${form}`;
  const FILE: Configuration = {
    title: 'a file',
    options: async (bearer) => ({ args: [`--secret-source=url=config=${await fileWith(bearer)}`] }),
  };
  const RAW: Configuration = {
    title: 'a file, and raw values',
    options: async (bearer) => ({
      args: [`--secret-source=url=config=${await fileWith(bearer)},urlTemplate=${template('raw')},responsePath=`],
    }),
  };
  const ENVIRONMENT: Configuration = {
    title: 'the environment',
    options: async (bearer) => ({
      env: {
        K6_SECRET_SOURCE: 'url',
        K6_SECRET_SOURCE_URL_URL_TEMPLATE: template('decrypt'),
        K6_SECRET_SOURCE_URL_RESPONSE_PATH: 'plaintext',
        K6_SECRET_SOURCE_URL_HEADER_AUTHORIZATION: `Bearer ${bearer}`,
      },
    }),
  };
  const CLOUD: Configuration = {
    title: 'the environment, as k6 Cloud gives it',
    options: async (bearer) => ({
      env: {
        K6_CLOUD_SECRETS_TOKEN: bearer,
        K6_CLOUD_SECRETS_ENDPOINT: template('decrypt'),
        K6_CLOUD_SECRETS_RESPONSE_PATH: 'plaintext',
      },
    }),
  };

  /** Runs a script with access to the secrets by a new token, unless there is one. */
  async function run(
    text: string,
    {
      configuration = ENVIRONMENT,
      bearer,
      args = [],
      env = {},
    }: RunOptions & {
      readonly configuration?: Configuration;
      readonly bearer?: string;
    } = {}
  ): Promise<Outcome> {
    const options = await configuration.options(bearer ?? (await newToken()));
    return k6.run(text, {
      args: [...(options.args ?? []), ...args],
      env: { STEPS: `${proxy.url}/step/`, ...options.env, ...env },
    });
  }

  it('reads secrets with the file as the command wrote it', async () => {
    const outcome = await k6.run(script(telling('plain')), { args: [`--secret-source=url=config=${configFile}`] });
    expect(outcome).toEqual({ code: 0, printed: told('plain', CANARY), complaints: [] });
    expect(proxy.lookups).toEqual([expect.objectContaining({ path: '/api/v1/secrets/plain/decrypt', status: 200 })]);
  });

  describe.each([FILE, RAW, ENVIRONMENT, CLOUD])('configured by $title', (configuration) => {
    it('reads values byte for byte, asks once for each, and redacts them', async () => {
      const outcome = await run(script(telling('plain', 'awkward', 'plain')), { configuration });
      expect(outcome).toEqual({
        code: 0,
        printed: [...told('plain', CANARY), ...told('awkward', AWKWARD), ...told('plain', CANARY)],
        complaints: [],
      });
      expect(proxy.statuses).toEqual([200, 200]);
    });

    it.each([
      ['that is not there', 'nope', 404],
      ['that is no name', 'Plain', 400],
    ])('fails at once for a key %s', async (_what, key, status) => {
      const { code, printed } = await run(script(telling(key)), { configuration });
      expect([code, printed]).toEqual([0, [failedWith(status)]]);
      expect(proxy.statuses).toEqual([status]);
    });

    it('fails at once with a wrong token', async () => {
      const bearer = (await newToken()).replace(/.{43}$/, 'x'.repeat(43));
      const { code, printed } = await run(script(telling('plain')), { configuration, bearer });
      expect([code, printed]).toEqual([0, [failedWith(401)]]);
      expect(proxy.statuses).toEqual([401]);
    });

    it('fails in the next run after its token was revoked', async () => {
      const bearer = await newToken();
      expect((await run(script(telling('plain')), { configuration, bearer })).printed).toEqual(told('plain', CANARY));
      await token('revoke', idOf(bearer));
      const { printed } = await run(script(telling('plain')), { configuration, bearer });
      expect(printed).toEqual([failedWith(401)]);
      expect(proxy.statuses).toEqual([200, 401]);
    });

    it('fails in the next run after its service was taken off the list', async () => {
      const [bearer, name] = [await newToken(), `listed-${configuration.title.replace(/[^a-z]+/g, '-')}`];
      await store(name, CANARY);
      expect((await run(script(telling(name)), { configuration, bearer })).printed).toEqual(told(name, CANARY));
      await manage('PATCH', `/${name}`, { spec: { decrypters: ['synthetic-monitoring'] } });
      const { printed } = await run(script(telling(name)), { configuration, bearer });
      expect(printed).toEqual([failedWith(404)]);
      expect(proxy.statuses).toEqual([200, 404]);
    });
  });

  describe('the largest values', () => {
    const fill = (bytes: number): string => 'QqLargest-'.repeat(bytes).slice(0, bytes);

    it('arrive as raw values', async () => {
      const value = fill(VALUE_MAX_BYTES);
      await store('largest', value);
      const { printed } = await run(script(telling('largest')), { configuration: RAW });
      expect(printed).toEqual(told('largest', value));
    });

    it('are too long for k6 in JSON, whose fields count', async () => {
      await store('largest-json', fill(VALUE_MAX_BYTES));
      const { printed } = await run(script(telling('largest-json')));
      const problem = `secret response exceeds maximum size of ${VALUE_MAX_BYTES} bytes`;
      expect(printed).toEqual([`failed to extract secret: ${problem}`]);
      expect(proxy.statuses).toEqual([200]);
    });

    it('are a little smaller with the plaintext as the only field', async () => {
      const value = fill(VALUE_MAX_BYTES - ENVELOPE_BYTES);
      await store('largest-alone', value);
      await store('largest-alone-not', `${value}x`);
      const env = { K6_SECRET_SOURCE_URL_URL_TEMPLATE: `${template('decrypt')}?fields=plaintext` };
      const { printed } = await run(script(telling('largest-alone', 'largest-alone-not')), { env });
      expect(printed).toEqual([...told('largest-alone', value), expect.stringContaining('exceeds maximum size')]);
    });
  });

  it('tries again where the service is not there for a moment', async () => {
    proxy.refuseNext(503, 503);
    const env = { K6_SECRET_SOURCE_URL_RETRY_BACKOFF: '100ms' };
    expect((await run(script(telling('plain')), { env })).printed).toEqual(told('plain', CANARY));
    expect(proxy.statuses).toEqual([503, 503, 200]);
  });

  it.each([
    ['nothing', 'path "nothing" not found in response'],
    ['org_id', 'secret value at path "org_id" is not a string (got Number)'],
    ['labels', 'secret value at path "labels" is not a string (got JSON)'],
  ])('says so where it is to look for the value at %s', async (path, problem) => {
    const { printed } = await run(script(telling('plain')), { env: { K6_SECRET_SOURCE_URL_RESPONSE_PATH: path } });
    expect(printed).toEqual([`failed to extract secret: ${problem}`]);
    expect(proxy.statuses).toEqual([200]);
  });

  it.each([
    ['line', 'QqLine\n'],
    ['no-line', 'QqLine'],
  ])('gets no line end that is not in the value, and every one that is: %s', async (name, value) => {
    await store(name, value);
    const { printed } = await run(script(telling(name)), { configuration: RAW });
    expect(printed).toEqual(told(name, value));
  });

  it('asks for many keys no faster than it was told, and gets them all', async () => {
    const keys = Array.from({ length: 16 }, (_, index) => `many-${index}`);
    for (const key of keys) {
      await store(key, `QqMany of ${key}`);
    }
    const text = script(`
      const start = Date.now();
      await Promise.all(${JSON.stringify(keys)}.map((key) => secrets.get(key)));
      console.log(Date.now() - start);
    `);
    const { code, printed, complaints } = await run(text);
    expect([code, complaints, proxy.statuses]).toEqual([0, [], keys.map(() => 200)]);
    // 10 at once, and then one every 200 ms, by its own clock: the last 6 take 1.2 s on the fastest machine.
    expect(Number(printed[0])).toBeGreaterThan(1_150);
  });

  it('asks once for all parts and virtual users of a run', async () => {
    const init = `
      console.log(sha256(await secrets.get('plain'), 'hex'));
      export async function setup() { await tell('plain'); }
      export async function teardown() { await tell('plain'); }
    `;
    const { code, printed } = await run(script(telling('plain'), init), { args: ['--vus=2', '--iterations=2'] });
    expect([code, new Set(printed)]).toEqual([0, new Set(told('plain', CANARY))]);
    expect(proxy.statuses).toEqual([200]);
  });

  it('does not begin where a secret that it needs is not there', async () => {
    const { code, printed, complaints } = await run(script("console.log('began');", "await secrets.get('nope');"));
    expect(code).toBe(107);
    expect(printed).toEqual([]);
    expect(complaints).toEqual([expect.stringContaining(failedWith(404))]);
  });

  it('keeps what it has got while the service is gone', async () => {
    const bearer = await newToken();
    proxy.step('stop', () => service.stop());
    const text = script(`${telling('plain')} console.log(step('stop')); ${telling('plain', 'awkward')}`);
    try {
      const { printed } = await run(text, { bearer, env: { K6_SECRET_SOURCE_URL_MAX_RETRIES: '0' } });
      const failure = expect.stringMatching(/^failed to get secret: Get "[^"]*": /);
      expect(printed).toEqual([...told('plain', CANARY), '204', ...told('plain', CANARY), failure]);
    } finally {
      await service.start();
    }
    expect((await run(script(telling('awkward')), { bearer })).printed).toEqual(told('awkward', AWKWARD));
    expect(proxy.statuses).toEqual([200, undefined, 200]);
  });

  it('keeps the value of its start, and has the new one in the next run', async () => {
    const bearer = await newToken();
    await store('rotated', 'QqBefore');
    proxy.step('rotate', () => manage('PATCH', '/rotated', { spec: { value: 'QqAfter' } }));
    const text = script(`${telling('rotated')} console.log(step('rotate')); ${telling('rotated')}`);
    const before = told('rotated', 'QqBefore');
    expect((await run(text, { bearer })).printed).toEqual([...before, '204', ...before]);
    expect((await run(script(telling('rotated')), { bearer })).printed).toEqual(told('rotated', 'QqAfter'));
    expect(proxy.statuses).toEqual([200, 200]);
  });

  it('loses what it has not got yet at the moment that its token is revoked', async () => {
    const bearer = await newToken();
    proxy.step('revoke', async () => void (await token('revoke', idOf(bearer))));
    const text = script(`${telling('plain')} console.log(step('revoke')); ${telling('plain', 'awkward')}`);
    const got = told('plain', CANARY);
    expect((await run(text, { bearer })).printed).toEqual([...got, '204', ...got, failedWith(401)]);
  });

  it.each([
    ['plain/awkward', 404],
    ['/plain', 404],
    ['plain/', 404],
    ['../secrets/plain', 404],
    ['plain%2fawkward', 400],
    ['..%2fplain', 400],
    ['%2e%2e', 400],
    ['plain plain', 400],
    ['plain%00', 400],
    ['ä', 400],
    ['', 400],
  ])('gets no secret for %j, which k6 puts into the address as it is', async (key, status) => {
    expect((await run(script(telling(key)))).printed).toEqual([failedWith(status)]);
    expect(proxy.statuses).toEqual([status]);
  });
});
