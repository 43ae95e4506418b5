/** The backend's container: what its file says, and whether what it holds runs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environmentOf, isIgnored, jsonForm, parametersOf, parseDockerfile, type Stage } from './dockerfile.ts';

const ROOT = dirname(import.meta.dirname);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const IGNORE_FILE = read('backend/Dockerfile.dockerignore');
const stages = parseDockerfile(read('backend/Dockerfile'));
const [dependencies, image] = stages as [Stage, Stage];

/** Sources and target of each copy from the build's directory. */
const copies = parametersOf(image, 'COPY')
  .filter((parameters) => !parameters.startsWith('--from='))
  .map((parameters) => parameters.split(' '));
const files = globSync(['package.json', 'package-lock.json', 'src/domain/**/*', 'backend/**/*'], { cwd: ROOT }).filter(
  (path) => statSync(join(ROOT, path)).isFile()
);
const copied = files.filter(
  (file) => !isIgnored(IGNORE_FILE, file) && copies.some(([source]) => file === source || file.startsWith(`${source}/`))
);

describe('the file', () => {
  it('has two stages, on the Node that the project runs on', () => {
    expect(stages).toHaveLength(2);
    const major = read('.nvmrc').trim();
    for (const stage of stages) {
      expect(parametersOf(stage, 'FROM')[0]).toMatch(new RegExp(`^node:${major}-slim( AS \\w+)?$`));
    }
  });

  it('installs what the lock file says, nothing for development, and runs no scripts of packages', () => {
    expect(parametersOf(dependencies, 'RUN')).toEqual([
      'npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund',
    ]);
  });

  it('runs as nobody in particular', () => {
    const names = image.map(({ name }) => name);
    expect(parametersOf(image, 'USER')).toEqual(['node']);
    expect(names.slice(names.indexOf('USER'))).not.toContain('RUN');
  });

  it('keeps data and keys in volumes of their own, and has neither in it', () => {
    const { SECRETS_DATA_DIR = '', SECRETS_KEY_FILE = '' } = environmentOf(image);
    expect(jsonForm(parametersOf(image, 'VOLUME')[0])).toEqual([SECRETS_DATA_DIR, dirname(SECRETS_KEY_FILE)]);
    expect(dirname(SECRETS_KEY_FILE)).not.toBe(SECRETS_DATA_DIR);
  });

  it('holds no secrets', () => {
    expect(Object.keys(environmentOf(image)).filter((name) => name.includes('TOKEN'))).toEqual([]);
    expect(stages.flatMap((stage) => parametersOf(stage, 'ARG'))).toEqual([]);
  });

  it('asks whether the backend is ready, where it listens', () => {
    expect(parametersOf(image, 'EXPOSE')).toEqual([environmentOf(image).PORT]);
    expect(parametersOf(image, 'HEALTHCHECK')[0]).toContain('/readyz');
  });

  it('copies the backend and what it imports, and neither tests nor the stand-alone page', () => {
    expect(copied).toEqual(expect.arrayContaining(['backend/main.ts', 'backend/launch.mjs', 'src/domain/status.ts']));
    expect(copied.filter((file) => /\.test\.ts$|\/testing\/|standalone|Dockerfile|\.env/.test(file))).toEqual([]);
  });
});

/** Longer than it takes to copy the packages and to start, on a slow machine. In milliseconds. */
const PATIENCE_MS = 60_000;

describe('what it holds', () => {
  let directory: string;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'strongroom-container-'));
    for (const file of [...copied, ...productionPackages()]) {
      await cp(join(ROOT, file), join(directory, file), { recursive: true });
    }
  }, PATIENCE_MS);

  afterEach(async () => {
    child?.kill('SIGKILL');
    await rm(directory, { recursive: true });
  });

  it(
    'runs without a build, and its health check tells when it is ready',
    async () => {
      const env = {
        PATH: dirname(process.execPath),
        ...environmentOf(image),
        PORT: String(await freePort()),
        SECRETS_DATA_DIR: join(directory, 'data'),
        SECRETS_KEY_FILE: join(directory, 'keyring.json'),
        SECRETS_GRAFANA_TOKEN: 'a-token-of-the-tests-0123456789abcdef',
      };
      const [, ...program] = jsonForm(parametersOf(image, 'CMD')[0]);
      const [, healthCheck] = parametersOf(image, 'HEALTHCHECK')[0]?.split(' CMD ') ?? [];
      const [, ...check] = jsonForm(healthCheck);
      const isHealthy = async (): Promise<boolean> => {
        const [code] = await once(spawn(process.execPath, check, { env }), 'exit');
        return code === 0;
      };

      expect(await isHealthy()).toBe(false);
      child = spawn(process.execPath, program, { cwd: directory, env, stdio: 'ignore' });
      const exited = once(child, 'exit');
      let healthy = false;
      while (child.exitCode === null && !healthy) {
        healthy = await isHealthy();
      }
      expect(healthy).toBe(true);
      child.kill('SIGTERM');
      expect(await exited).toEqual([0, null]);
    },
    PATIENCE_MS
  );
});

/** What `npm ci --omit=dev --omit=optional` installs. */
function productionPackages(): readonly string[] {
  const { packages }: { packages: Record<string, { dev?: true; optional?: true; devOptional?: true }> } = JSON.parse(
    read('package-lock.json')
  );
  return Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(([path]) => path);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
