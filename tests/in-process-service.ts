/** Strongroom as `npm run backend` starts it, in the process of the test: its settings, its log and its clock are the test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { contractProblems } from '../backend/api/testing/contract.ts';
import { readSettings } from '../backend/config.ts';
import { sendCommand } from '../backend/control/send-command.ts';
import { controlSocketPath } from '../backend/control/socket-path.ts';
import { createLogger } from '../backend/http/logger.ts';
import { isKubernetesPath } from '../backend/http/paths.ts';
import { startService, type Service, type ServiceOptions } from '../backend/service.ts';
import { ADMIN_TOKEN } from './service.ts';

export type Headers = Readonly<Record<string, string>>;

export const AS_ADMIN: Headers = { authorization: `Bearer ${ADMIN_TOKEN}` };

/** When the clock starts: as unix seconds, and as objects show it. */
export const START_SECONDS = 1_700_000_000;
export const START = '2023-11-14T22:13:20Z';

/** How long an answer may take on a busy machine, in milliseconds. */
export const PATIENCE_MS = 20_000;

export interface Answer {
  readonly status: number;
  readonly headers: globalThis.Headers;
  readonly text: string;
  /** Undefined where the text is no JSON. */
  readonly json: unknown;
}

export interface InProcessOptions extends Pick<ServiceOptions, 'remoteStore'> {
  readonly env?: Readonly<Record<string, string>>;
  /** Told of every line of the log, at the most talkative level. */
  readonly onLogLine?: (line: string) => void;
}

export class InProcessService {
  readonly dataDir: string;
  readonly #service: Service;
  readonly #directory: string;
  readonly #clock: { now: number };

  private constructor(service: Service, directory: string, dataDir: string, clock: { now: number }) {
    this.#service = service;
    this.#directory = directory;
    this.dataDir = dataDir;
    this.#clock = clock;
  }

  static async start({
    env = {},
    onLogLine = () => undefined,
    ...options
  }: InProcessOptions = {}): Promise<InProcessService> {
    const directory = await mkdtemp(join(tmpdir(), 'strongroom-served-'));
    const dataDir = join(directory, 'data');
    const reading = readSettings(
      {
        PORT: '0',
        SECRETS_DATA_DIR: dataDir,
        SECRETS_KEY_FILE: join(directory, 'keyring.json'),
        SECRETS_ADMIN_TOKEN: ADMIN_TOKEN,
        ...env,
      },
      'backend'
    );
    if (!reading.ok) {
      throw new Error(reading.problems.map(({ name, rule }) => `${name} ${rule}`).join('; '));
    }
    const clock = { now: START_SECONDS * 1000 };
    const log = new Writable({
      write(chunk, _encoding, done) {
        onLogLine(String(chunk));
        done();
      },
    });
    const service = await startService({
      ...options,
      settings: reading.settings,
      logger: createLogger('trace', log),
      now: () => clock.now,
    });
    return new InProcessService(service, directory, dataDir, clock);
  }

  get url(): string {
    return this.#service.url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Unix seconds by the clock of the service. */
  get now(): number {
    return Math.floor(this.#clock.now / 1000);
  }

  /** Lets time pass, for the service alone. */
  pass(seconds: number): void {
    this.#clock.now += seconds * 1000;
  }

  /** Objects are sent as JSON. Every answer of the API group has to be as the OpenAPI documents of the service say. */
  async send(method: string, path: string, body?: unknown, headers: Headers = AS_ADMIN): Promise<Answer> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
    const response = await fetch(this.url + path, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: isRaw ? body : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    expect(answerProblems(method, path, answer.status, answer.headers.get('content-type'), answer.text)).toEqual([]);
    return { ...answer, json: parsed(answer.text) };
  }

  /** Makes a token with `npm run -s token -- create …`. */
  async token(...args: readonly string[]): Promise<string> {
    return (await this.command('create', ...args)).trim();
  }

  /** The credentials of a new token. */
  async holder(...args: readonly string[]): Promise<Headers> {
    return { authorization: `Bearer ${await this.token(...args)}` };
  }

  /** Does what `npm run -s token -- …` does, and gives its output. */
  async command(...args: readonly string[]): Promise<string> {
    const answer = await sendCommand(controlSocketPath(this.dataDir), 'token', args);
    if (answer.kind !== 'done') {
      throw new Error(`token ${args.join(' ')}: ${answer.kind === 'no-backend' ? answer.kind : answer.message}`);
    }
    return answer.output;
  }

  async close(): Promise<void> {
    await this.#service.close();
    await rm(this.#directory, { recursive: true });
  }
}

/** The documents themselves, which a test of their own checks. */
const OPENAPI_PATH = /^\/openapi\//;

/** What is wrong with an answer of the API group by the OpenAPI documents of the service. */
export function answerProblems(
  method: string,
  path: string,
  status: number,
  contentType: string | null | undefined,
  text: string
): string[] {
  const isDocument = status === 200 && OPENAPI_PATH.test(path);
  return isKubernetesPath(path) && !isDocument ? contractProblems({ method, path, status, contentType, text }) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
