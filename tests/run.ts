/** `npm test`: every test there is, each part in a process of its own, and one line at the end that adds them up. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium.ts';
import {
  closingLine,
  jestTally,
  ONE_FAILED,
  ONE_PASSED,
  ONE_SKIPPED,
  playwrightTally,
  type Tally,
  total,
} from './tally.ts';

const ROOT = dirname(import.meta.dirname);
const BIN = join(ROOT, 'node_modules', '.bin');
const inCi = process.env.CI !== undefined && process.env.CI !== '' && process.env.CI !== 'false';

/** Runs a program to its end, and gives its exit code; null where it did not even start, or was killed. */
function exitCodeOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.once('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(null);
    });
    child.once('close', resolve);
  });
}

async function run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<boolean> {
  return (await exitCodeOf(program, args, env)) === 0;
}

async function check(title: string, program: string, args: readonly string[]): Promise<Tally> {
  process.stdout.write(`\n== ${title}\n`);
  const ok = await run(join(BIN, program), args);
  process.stdout.write(ok ? 'ok\n' : `FAILED: ${title}\n`);
  return ok ? ONE_PASSED : ONE_FAILED;
}

async function reported(
  title: string,
  work: (reportFile: string) => Promise<boolean>,
  read: (report: unknown) => Tally
): Promise<Tally> {
  process.stdout.write(`\n== ${title}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-test-'));
  try {
    const reportFile = join(folder, 'report.json');
    const ok = await work(reportFile);
    const tally = read(JSON.parse(await readFile(reportFile, 'utf8')));
    // A run that failed without a failed test to show for it is a failure all the same.
    return ok || tally.failed > 0 ? tally : total([tally, ONE_FAILED]);
  } catch (error) {
    process.stderr.write(`${title}: no report. ${String(error)}\n`);
    return ONE_FAILED;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A check that needs something from the network, and exits with 3 where it is not to be had. */
async function downloadingCheck(
  title: string,
  program: string,
  { missing, isNeededInCi }: { missing: string; isNeededInCi: boolean }
): Promise<Tally> {
  process.stdout.write(`\n== ${title}\n`);
  const code = await exitCodeOf(process.execPath, [program]);
  if (code === 3 && !(inCi && isNeededInCi)) {
    process.stderr.write(`!! This check was SKIPPED: ${missing}\n`);
    return ONE_SKIPPED;
  }
  process.stdout.write(code === 0 ? 'ok\n' : `FAILED: ${title}\n`);
  return code === 0 ? ONE_PASSED : ONE_FAILED;
}

async function browserTests(): Promise<Tally> {
  const chromium = findChromium(process.env);
  if (chromium === undefined) {
    process.stderr.write(
      '\n!! The browser tests were SKIPPED: no Chromium was found.\n' +
        '!! Install it ("apt-get install chromium") or name one: CHROMIUM=/path/to/chromium npm test\n'
    );
    return inCi ? ONE_FAILED : ONE_SKIPPED;
  }
  return reported(
    'Browser tests',
    (file) => run(join(BIN, 'playwright'), ['test'], { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    playwrightTally
  );
}

const tallies = [
  await check('Types of the plugin', 'tsc', ['--noEmit']),
  await check('Types of the backend', 'tsc', ['--noEmit', '-p', 'backend']),
  await check('Types of the browser tests', 'tsc', ['--noEmit', '-p', 'tests/browser']),
  await downloadingCheck('Types against the oldest Grafana that is supported', 'tests/grafana-floor/check.ts', {
    missing: 'the types of the oldest Grafana could not be downloaded from the npm registry.',
    isNeededInCi: true,
  }),
  await downloadingCheck("plugin.json against Grafana's published schema", 'tests/plugin-schema/check.ts', {
    missing: 'the schema could not be downloaded. Name a copy: PLUGIN_SCHEMA=/path/to/plugin.schema.json npm test',
    // Its server is no package registry, which is all that continuous integration can count on.
    isNeededInCi: false,
  }),
  await check('Lint', 'eslint', ['--max-warnings', '0', '.']),
  await check('Format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  await reported(
    'Unit and API tests',
    (file) => run('npm', ['run', '--silent', 'test:unit', '--', '--json', '--outputFile', file]),
    jestTally
  ),
  await browserTests(),
];

const result = total(tallies);
process.stdout.write(`\n${closingLine(result)}\n`);
process.exitCode = result.failed === 0 && result.passed > 0 ? 0 : 1;
