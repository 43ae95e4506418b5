/**
 * `npm run package`: the plugin as Grafana's catalogue takes it, one folder with the plugin's id in a zip.
 * Prints the path of the file. Needs a production build in dist/ (`npm run build`).
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

const DIST = 'dist';
const ARTIFACTS = 'artifacts';
/** The archive is the same for the same files, whenever it is made; a zip knows no time before 1980. */
const FIXED_TIME = '1980-01-01T00:00:00';

const manifest: unknown = JSON.parse(readFileSync(join(DIST, 'plugin.json'), 'utf8'));
const id = textAt(manifest, 'id');
const version = textAt(memberOf(manifest, 'info'), 'version');

const files = globSync('**/*', { cwd: DIST, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1))
  .sort();
const archive = zipSync(
  Object.fromEntries(files.map((file) => [`${id}/${file.replaceAll('\\', '/')}`, readFileSync(join(DIST, file))])),
  { level: 9, mtime: FIXED_TIME }
);

const target = join(ARTIFACTS, `${id}-${version}.zip`);
mkdirSync(ARTIFACTS, { recursive: true });
writeFileSync(target, archive);
process.stdout.write(`${target}\n`);

function memberOf(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? Reflect.get(object, key) : undefined;
}

function textAt(object: unknown, key: string): string {
  const member = memberOf(object, key);
  if (typeof member !== 'string') {
    throw new TypeError(`dist/plugin.json has no text "${key}": build the plugin first`);
  }
  return member;
}
