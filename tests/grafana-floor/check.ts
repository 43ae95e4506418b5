/**
 * Type-checks the plugin against the oldest Grafana it claims to run on. Exits 0 when it fits, 1 when it does not, and
 * 3 when the registry could not be reached, so that nothing was checked.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { FLOOR_PACKAGES, type PinnedPackage } from './packages.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const CACHE = join(ROOT, 'node_modules', '.cache', 'grafana-floor');
const EXIT_NOT_CHECKED = 3;

/** Downloads and unpacks a package, unless a run before did. Returns its folder, or undefined where it cannot be had. */
function unpacked({ name, version, integrity }: PinnedPackage): string | undefined {
  const folder = join(CACHE, `${name}@${version}`);
  if (existsSync(folder)) {
    return folder;
  }
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const pack = spawnSync('npm', ['pack', '--json', `${name}@${version}`, '--pack-destination', work], {
      encoding: 'utf8',
    });
    if (pack.status !== 0) {
      return undefined;
    }
    const archive = join(work, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (digest !== integrity) {
      throw new Error(`${name}@${version} is not the archive that is pinned`);
    }
    const tar = spawnSync('tar', ['-xzf', archive, '-C', work, '--strip-components=1'], { encoding: 'utf8' });
    if (tar.status !== 0) {
      throw new Error(`${name}@${version} could not be unpacked: ${tar.stderr}`);
    }
    rmSync(archive);
    renameSync(work, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const folders = new Map<string, string>();
for (const pinned of FLOOR_PACKAGES) {
  const folder = unpacked(pinned);
  if (folder === undefined) {
    process.stderr.write(`${pinned.name}@${pinned.version} could not be downloaded\n`);
    process.exit(EXIT_NOT_CHECKED);
  }
  folders.set(pinned.name, folder);
}

const paths = Object.fromEntries(
  [...folders].flatMap(([name, folder]) => {
    const target = name === '@types/react' ? 'react' : name;
    return [
      [target, [folder]],
      [`${target}/*`, [`${folder}/*`]],
    ];
  })
);
const project = join(CACHE, 'tsconfig.json');
writeFileSync(
  project,
  JSON.stringify({
    extends: relative(CACHE, join(ROOT, 'tsconfig.json')),
    compilerOptions: { baseUrl: join(ROOT, 'src'), rootDir: ROOT, paths, types: ['node'], noUnusedLocals: false },
    include: [join(ROOT, 'src'), join(ROOT, '.config', 'types')],
    exclude: [join(ROOT, 'src', '**', '*.test.ts*'), join(ROOT, 'src', 'testing')],
  })
);
const tsc = spawnSync(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--noEmit', '-p', project], { stdio: 'inherit' });
process.exitCode = tsc.status === 0 ? 0 : 1;
