// Plain JavaScript that every Node can parse: it has to run where the TypeScript behind it cannot.
// node backend/launch.mjs FILE [ARG ...] runs FILE on the Node that runs this file, if that is new enough.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const REQUIRED_MAJOR = 24;

const major = Number(process.versions.node.split('.')[0]);
if (major < REQUIRED_MAJOR) {
  process.stderr.write(
    `Strongroom needs Node ${REQUIRED_MAJOR} or newer, and this is Node ${process.versions.node}.\n` +
      `"npm ci" brings Node ${REQUIRED_MAJOR} on Linux, Windows and Intel Macs, and "npm start", "npm test" and the other ` +
      'npm scripts then use it.\n' +
      `Elsewhere, or if optional dependencies were left out, install Node ${REQUIRED_MAJOR}: https://nodejs.org\n`
  );
  process.exit(1);
}

const [, , program, ...args] = process.argv;
if (program === undefined) {
  process.stderr.write('Usage: node backend/launch.mjs FILE [ARG ...]\n');
  process.exit(2);
}
const file = resolve(program);
process.argv = [process.argv[0], file, ...args];
await import(pathToFileURL(file).href);
