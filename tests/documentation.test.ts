import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsHelp } from '../backend/config.ts';

/** Rows of the help, `NAME  default  meaning`, with two spaces or more between the columns. */
function helpRows(): string[][] {
  return settingsHelp()
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/))
    .filter((cells) => cells.length === 3);
}

/** Rows of the one table in the documentation that names settings, without the code marks. */
function documentedRows(): string[][] {
  return readFileSync('docs/run.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+`/.test(line))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '').replace(/^–$/, '-')));
}

describe('the documentation', () => {
  it('has the table of settings that --help prints, row by row', () => {
    expect(helpRows().length).toBeGreaterThan(10);
    expect(documentedRows()).toEqual(helpRows());
  });

  it.each([
    'README.md',
    'docs/run.md',
    'docs/security.md',
    'docs/develop.md',
    'docs/conformance.md',
    'docs/formats.md',
    'docs/forward.md',
    'docs/install.md',
    'docs/k6.md',
    'docs/keepers.md',
    'docs/keys.md',
    'docs/kubectl.md',
    'docs/operate.md',
    'docs/quarantine.md',
    'docs/synthetic-monitoring.md',
    'docs/tokens.md',
    'AGENTS.md',
  ])('%s links to files that are there', (file) => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(dirname(file), target)))).toEqual([]);
  });
});
