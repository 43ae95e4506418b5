import { readSettings, settingsHelp } from '../config.ts';
import { startService } from '../service.ts';
import { startFailure } from '../start-error.ts';
import { takeEnvironment } from '../take-environment.ts';
import { buildStale } from './build-stale.ts';
import { BUILDS } from './builds.ts';
import { standalonePage } from './standalone-page.ts';

const HELP = `Usage: npm start [-- --help]

Strongroom with its page, in a browser, without a Grafana. Settings, from the environment:

${settingsHelp()}
`;

const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

process.exitCode = await run(process.argv.slice(2));

/** Returns the code to exit with, once nothing is left to do: a started service keeps the process alive. */
async function run(parameters: readonly string[]): Promise<number> {
  if (parameters.length > 0) {
    const isHelp = parameters.every((parameter) => parameter === '--help' || parameter === '-h');
    (isHelp ? process.stdout : process.stderr).write(isHelp ? HELP : `Unknown parameter.\n\n${HELP}`);
    return isHelp ? EXIT_OK : EXIT_USAGE;
  }
  const reading = readSettings(takeEnvironment(), 'standalone');
  if (!reading.ok) {
    reading.problems.forEach(({ name, rule }) => process.stderr.write(`${name} ${rule}\n`));
    return EXIT_USAGE;
  }
  try {
    await buildStale(BUILDS, print);
  } catch (error) {
    process.stderr.write(`Strongroom was not built. ${error instanceof Error ? error.message : ''}\n`);
    return EXIT_FAILED;
  }
  const { settings } = reading;
  try {
    const service = await startService({ settings, standalone: standalonePage(settings) });
    print(`
Strongroom runs at ${service.url}
Sign in by opening this link; it works once, within 15 minutes:

  ${service.signInLink ?? service.url}
`);
    return EXIT_OK;
  } catch (error) {
    process.stderr.write(`Strongroom does not start: ${startFailure(error)}\n`);
    return EXIT_FAILED;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
