// Runs after `npm ci`. Of the packages that bring Node for one platform each, npm 10 links the program of none: it takes
// the link back with the packages that do not fit. npm scripts look for Node in node_modules/.bin first.
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const BIN = join('node_modules', '.bin');
const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const brought = Object.keys(optionalDependencies).find((name) => existsSync(join('node_modules', name, 'bin', 'node')));
const link = join(BIN, 'node');

if (brought !== undefined && existsSync(BIN) && !existsSync(link)) {
  // A link that leads nowhere is in the way, too.
  rmSync(link, { force: true });
  symlinkSync(join('..', brought, 'bin', 'node'), link);
}
