import { build, type BuildOptions, type Metafile } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { writeManifest, type EntryFiles, type HostManifest } from './host-manifest.ts';
import { HOST_SOURCE } from './paths.ts';
import { duplicatedPackages } from './single-copies.ts';

const requireFromHere = createRequire(import.meta.url);
const requireFromUi = createRequire(requireFromHere.resolve('@grafana/ui/package.json'));

/** The scripts that pages load. */
const ENTRIES = { main: join(HOST_SOURCE, 'main.tsx'), signIn: join(HOST_SOURCE, 'sign-in/sign-in.ts') };

/** Packages with state or contexts of their own: two copies in one page do not know of each other. */
const SINGLE_COPY = [
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'i18next',
  'react',
  'react-dom',
  'react-i18next',
  'rxjs',
];

/** Bundles the browser's side of the stand-alone page, with gzip copies for the way. */
export async function buildHost(outdir: string): Promise<HostManifest> {
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build(hostBuildOptions(outdir));
  const duplicates = duplicatedPackages(metafile, SINGLE_COPY);
  if (duplicates.length > 0) {
    throw new Error(`The stand-alone page would load more than one copy of ${duplicates.join(', ')}`);
  }
  await Promise.all(Object.keys(metafile.outputs).map(writeGzipCopy));
  const manifest = manifestOf(metafile, outdir);
  await writeManifest(outdir, manifest);
  return manifest;
}

function hostBuildOptions(outdir: string): BuildOptions & { metafile: true } {
  return {
    entryPoints: Object.values(ENTRIES),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'transform',
    minify: true,
    metafile: true,
    logLevel: 'error',
    legalComments: 'none',
    entryNames: '[name]-[hash]',
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'files/[name]-[hash]',
    publicPath: '/public/build',
    external: ['/public/*'],
    loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.svg': 'file', '.png': 'file' },
    define: {
      'process.env.NODE_ENV': '"production"',
      global: 'globalThis',
      // Bundled packages that also speak AMD must not take the plugin loader's `define` for theirs.
      define: 'undefined',
    },
    alias: {
      'grafana-router-v5': packageDirectory(requireFromUi, 'react-router-dom'),
      'grafana-router-v5-compat': packageDirectory(requireFromUi, 'react-router-dom-v5-compat'),
      'grafana-runtime-plugin-page': join(
        packageDirectory(requireFromHere, '@grafana/runtime'),
        'dist/esm/components/PluginPage.mjs'
      ),
    },
  };
}

function packageDirectory(require: NodeJS.Require, name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

const compress = promisify(gzip);

/** Lies beside the file for `preCompressed` of @fastify/static. */
async function writeGzipCopy(file: string): Promise<void> {
  await writeFile(`${file}.gz`, await compress(await readFile(file), { level: 9 }));
}

function manifestOf(metafile: Metafile, outdir: string): HostManifest {
  return {
    main: entryFiles(metafile, outdir, ENTRIES.main),
    signIn: entryFiles(metafile, outdir, ENTRIES.signIn),
  };
}

function entryFiles({ outputs }: Metafile, outdir: string, source: string): EntryFiles {
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint && resolve(entryPoint) === source);
  if (!entry) {
    throw new Error(`esbuild made no output for ${source}`);
  }
  const [script, { cssBundle }] = entry;
  const inOutdir = (file: string) => relative(outdir, file);
  return {
    script: inOutdir(script),
    preloads: [...staticImports(outputs, script)].map(inOutdir),
    styles: cssBundle === undefined ? [] : [inOutdir(cssBundle)],
  };
}

/** Everything that a file imports at once, at any depth. */
function staticImports(outputs: Metafile['outputs'], file: string, found = new Set<string>()): Set<string> {
  for (const { path, kind } of outputs[file]?.imports ?? []) {
    if (kind === 'import-statement' && !found.has(path)) {
      found.add(path);
      staticImports(outputs, path, found);
    }
  }
  return found;
}
