/** `npm run bench`: times what matters beside its floor, prints a table, and writes the figures as JSON. */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { timeDecrypt, type LoadTiming } from './decrypt.ts';
import type { Timing } from './side-by-side.ts';
import { timeVault } from './vault.ts';

const RESULTS = join(dirname(import.meta.dirname), 'bench', 'results.json');
const OPTIONS = { rounds: 20, operations: 200 };
const DECRYPT_OPTIONS = { rounds: 5, milliseconds: 3_000, wrongTokens: 10_000 };

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

const machine = { node: process.version, platform: process.platform, cpus: cpus().length };
await writeFile(RESULTS, `${JSON.stringify({ machine, options: OPTIONS, rows, decrypt }, null, 2)}\n`);

/** The first is the floor. */
function compared(timings: readonly Timing[]): Array<Timing & { readonly ratio: number }> {
  const floor = timings[0]?.medianMicros ?? NaN;
  return timings.map((timing) => ({ ...timing, ratio: timing.medianMicros / floor }));
}

function shareOf(
  one: LoadTiming | undefined,
  other: LoadTiming | undefined,
  figure: 'perSecond' | 'medianMillis' | 'p99Millis'
): string {
  return (((one?.[figure] ?? NaN) / (other?.[figure] ?? NaN)) * 100).toFixed(0) + ' %';
}
