import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import packageJson from '../package.json' with { type: 'json' };
import pluginJson from '../src/plugin.json' with { type: 'json' };
import { buildStale } from '../backend/standalone/build-stale.ts';
import { BUILDS } from '../backend/standalone/builds.ts';

const BUILD_TIMEOUT_MS = 180_000;
const REQUIRED = ['plugin.json', 'module.js', 'module.js.map', 'README.md', 'CHANGELOG.md', 'LICENSE', 'img/logo.svg'];

describe('the zip for the catalogue', () => {
  let path: string;
  let entries: Readonly<Record<string, Uint8Array>>;

  beforeAll(async () => {
    await buildStale(BUILDS, () => {});
    path = execFileSync(process.execPath, ['.ci/package.ts'], { encoding: 'utf8' }).trim();
    entries = unzipSync(readFileSync(path));
  }, BUILD_TIMEOUT_MS);

  const text = (file: string) => new TextDecoder().decode(entries[`${pluginJson.id}/${file}`]);

  it('is named after the plugin and its version', () => {
    expect(path).toBe(join('artifacts', `${pluginJson.id}-${packageJson.version}.zip`));
  });

  it('has one folder, named as the id, and in it the build file by file', () => {
    const built = globSync('**/*', { cwd: 'dist' }).filter((file) => statSync(join('dist', file)).isFile());
    expect(Object.keys(entries).sort()).toEqual(built.map((file) => `${pluginJson.id}/${file}`).sort());
    expect(
      built.filter(
        (file) => !readFileSync(join('dist', file)).equals(entries[`${pluginJson.id}/${file}`] ?? Buffer.of())
      )
    ).toEqual([]);
  });

  it.each(REQUIRED)('has %s', (file) => {
    expect(text(file).length).toBeGreaterThan(0);
  });

  it('names its version, and leaves no placeholder', () => {
    expect(JSON.parse(text('plugin.json'))).toMatchObject({
      id: pluginJson.id,
      info: { version: packageJson.version },
    });
    expect(text('plugin.json')).not.toMatch(/%[A-Z_]+%/);
    expect(text('README.md')).not.toMatch(/%[A-Z_]+%|<!--/);
  });

  it('ships neither tests nor what only they use', () => {
    expect(Object.keys(entries).filter((file) => /test|testing|spec/.test(file))).toEqual([]);
  });
});
