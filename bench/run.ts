/** `npm run bench`: times what matters beside its floor, prints a table, and writes the figures as JSON. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import type { Timing } from './side-by-side.ts';
import { timeVault } from './vault.ts';

const RESULTS = join(dirname(import.meta.dirname), 'bench', 'results.json');
const OPTIONS = { rounds: 20, operations: 200 };

const vault = await timeVault(OPTIONS);
const rows = [...compared(vault.create), ...compared(vault.decrypt)];
process.stdout.write(`${OPTIONS.rounds} rounds of ${OPTIONS.operations}, in turns; medians\n\n`);
process.stdout.write('| what | microseconds | per second | times the floor |\n| --- | ---: | ---: | ---: |\n');
for (const { name, medianMicros, perSecond, ratio } of rows) {
  process.stdout.write(`| ${name} | ${medianMicros.toFixed(0)} | ${perSecond.toFixed(0)} | ${ratio.toFixed(2)} |\n`);
}
const machine = { node: process.version, platform: process.platform, cpus: cpus().length };
await writeFile(RESULTS, `${JSON.stringify({ machine, options: OPTIONS, rows }, null, 2)}\n`);

/** The first is the floor. */
function compared(timings: readonly Timing[]): Array<Timing & { readonly ratio: number }> {
  const floor = timings[0]?.medianMicros ?? NaN;
  return timings.map((timing) => ({ ...timing, ratio: timing.medianMicros / floor }));
}
