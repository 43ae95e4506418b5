/**
 * `npm run bench`: times what matters beside its floor, prints tables, and writes the figures as JSON. `npm run bench -- page`
 * times the page alone.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { timeDecrypt, type LoadTiming } from './decrypt.ts';
import { isJsonObject, type JsonObject } from '../src/domain/json-object.ts';
import { pairedRatio, type Figure } from './load.ts';
import { PAGE_ACTS, timePage } from './page.ts';
import type { Timing } from './side-by-side.ts';
import { timeVault } from './vault.ts';

const RESULTS = join(dirname(import.meta.dirname), 'bench', 'results.json');
const OPTIONS = { rounds: 20, operations: 200 };
const PAGE_OPTIONS = { sizes: [100, 1_000, 10_000], rounds: 3 };
const DECRYPT_OPTIONS = { rounds: 5, milliseconds: 3_000, wrongTokens: 10_000 };

if (process.argv.slice(2).includes('page')) {
  await benchPage();
} else {
  await benchBackend();
  await benchPage();
}

async function benchPage(): Promise<void> {
  const page = await timePage(PAGE_OPTIONS);
  process.stdout.write(
    `\nThe Secrets page in a browser, ${PAGE_OPTIONS.rounds} rounds; milliseconds, medians (worst)\n\n`
  );
  process.stdout.write('| secrets | keystroke to result | ');
  process.stdout.write(`${PAGE_ACTS.map((act) => `no answer: ${act}`).join(' | ')} | heap, MB |\n`);
  process.stdout.write(`| ---: | ---: | ${PAGE_ACTS.map(() => '---:').join(' | ')} | ---: |\n`);
  for (const { secrets, keystrokeMillis, blockedMillis, heapMegabytes } of page) {
    const blocked = PAGE_ACTS.map((act) => {
      const { median, worst } = blockedMillis[act] ?? {};
      return median === undefined || worst === undefined ? '–' : `${median.toFixed(0)} (${worst.toFixed(0)})`;
    });
    process.stdout.write(
      `| ${secrets} | ${keystrokeMillis.toFixed(0)} | ${blocked.join(' | ')} | ${heapMegabytes.toFixed(1)} |\n`
    );
  }
  await keepResults({ page });
}

async function benchBackend(): Promise<void> {
  const vault = await timeVault(OPTIONS);
  const rows = [...compared(vault.create), ...compared(vault.decrypt)];
  process.stdout.write(`${OPTIONS.rounds} rounds of ${OPTIONS.operations}, in turns; medians\n\n`);
  process.stdout.write('| what | microseconds | per second | times the floor |\n| --- | ---: | ---: | ---: |\n');
  for (const { name, medianMicros, perSecond, ratio } of rows) {
    process.stdout.write(`| ${name} | ${medianMicros.toFixed(0)} | ${perSecond.toFixed(0)} | ${ratio.toFixed(2)} |\n`);
  }

  const decrypt = await timeDecrypt(DECRYPT_OPTIONS);
  process.stdout.write(
    `\nOver HTTP, ${decrypt.connections} connections; then one caller, alone and beside an attacker\n\n`
  );
  process.stdout.write('| what | per second | median ms | p99 ms |\n| --- | ---: | ---: | ---: |\n');
  for (const { name, perSecond, medianMillis, p99Millis } of [...decrypt.load, ...decrypt.attacked]) {
    process.stdout.write(
      `| ${name} | ${perSecond.toFixed(0)} | ${medianMillis.toFixed(2)} | ${p99Millis.toFixed(2)} |\n`
    );
  }
  const [bare, served] = decrypt.load;
  const [alone, attacked] = decrypt.attacked;
  const { count, correlation, deviations } = decrypt.wrongTokens;
  process.stdout.write(
    `\n${shareOf(served, bare, 'perSecond')} of the bare route's throughput, at ${shareOf(served, bare, 'p99Millis')} of its p99.\n` +
      `Beside wrong tokens, the caller has ${shareOf(attacked, alone, 'medianMillis')} of the time that it has alone.\n` +
      `${count} wrong tokens: rank correlation of right characters and time ${correlation.toFixed(4)}, ` +
      `${deviations.toFixed(1)} standard deviations of chance.\n`
  );
  await keepResults({ options: OPTIONS, rows, decrypt });
}

/** Writes the figures of a part, and leaves those of the others as they are. */
async function keepResults(figures: JsonObject): Promise<void> {
  const before = await resultsBefore();
  const machine = { node: process.version, platform: process.platform, cpus: cpus().length };
  const results = { ...before, machine, ...figures };
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}

/** None at the first run. */
async function resultsBefore(): Promise<JsonObject> {
  if (!existsSync(RESULTS)) {
    return {};
  }
  const results: unknown = JSON.parse(await readFile(RESULTS, 'utf8'));
  return isJsonObject(results) ? results : {};
}

/** The first is the floor. */
function compared(timings: readonly Timing[]): Array<Timing & { readonly ratio: number }> {
  const floor = timings[0]?.medianMicros ?? NaN;
  return timings.map((timing) => ({ ...timing, ratio: timing.medianMicros / floor }));
}

function shareOf(one: LoadTiming | undefined, other: LoadTiming | undefined, figure: Figure): string {
  return (pairedRatio(one?.rounds ?? [], other?.rounds ?? [], figure) * 100).toFixed(0) + ' %';
}
