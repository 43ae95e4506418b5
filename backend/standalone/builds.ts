import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { buildHost } from './build-host.ts';
import { MANIFEST_FILE } from './host-manifest.ts';
import { HOST_BUILD, HOST_SOURCE, PLUGIN_DIST, ROOT } from './paths.ts';
import { readPluginManifest } from './plugin-manifest.ts';
import { staleness, type BuildFiles } from './stale.ts';

/** Something that `npm start` makes before it starts. */
export interface Build {
  readonly name: string;
  /** Why it has to be made anew, in words, or nothing if it need not. */
  whyStale(): Promise<string | undefined>;
  /** Throws an `Error` whose message says what went wrong. */
  run(): Promise<void>;
}

const TESTS = /\.test\.tsx?$/;
const LOCK_FILE = join(ROOT, 'package-lock.json');
const inRoot = (path: string) => join(ROOT, path);

const PLUGIN_FILES: BuildFiles = {
  sources: [...['src', '.config', 'webpack.config.ts', 'tsconfig.json', 'package.json'].map(inRoot), LOCK_FILE],
  ignored: TESTS,
  output: join(PLUGIN_DIST, 'module.js'),
};

const HOST_FILES: BuildFiles = {
  sources: [HOST_SOURCE, join(import.meta.dirname, 'build-host.ts'), LOCK_FILE],
  ignored: TESTS,
  output: join(HOST_BUILD, MANIFEST_FILE),
};

/** The plugin as it ships, built the way that the plugin catalogue asks for. */
const plugin: Build = {
  name: 'the plugin',
  whyStale: async () => (await staleReason(PLUGIN_FILES)) ?? (await developmentReason()),
  run: async () => {
    await webpack();
    // Webpack leaves a file alone whose content stayed the same; the time tells that it was looked at.
    const now = new Date();
    await utimes(PLUGIN_FILES.output, now, now);
  },
};

/** The page around the plugin. */
const host: Build = {
  name: 'the page around it',
  whyStale: () => staleReason(HOST_FILES),
  run: async () => {
    await buildHost(HOST_BUILD);
  },
};

export const BUILDS: readonly Build[] = [plugin, host];

async function staleReason(files: BuildFiles): Promise<string | undefined> {
  switch (await staleness(files)) {
    case 'missing':
      return 'it is not there yet';
    case 'outdated':
      return 'its sources changed';
    case 'fresh':
      return undefined;
  }
}

/** `npm run dev` evaluates source text, which the page's security policy forbids. */
async function developmentReason(): Promise<string | undefined> {
  const manifest = await readPluginManifest(PLUGIN_DIST).catch(() => undefined);
  if (manifest === undefined) {
    return 'its manifest is missing or damaged';
  }
  return manifest.document.buildMode === 'production' ? undefined : 'it was built for development';
}

async function webpack(): Promise<void> {
  const program = join(ROOT, 'node_modules', 'webpack', 'bin', 'webpack.js');
  const child = spawn(process.execPath, [program, '-c', './webpack.config.ts', '--env', 'production'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(`webpack failed:\n${output}`);
  }
}
