import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const LAST = 142;
const DOCUMENT = join('docs', 'conformance.md');
const FOLDER = import.meta.dirname;

const CASES = Array.from({ length: LAST }, (_, index) => index + 1);

/** The numbers of the tests of each file. */
function numbersByFile(): Map<string, number[]> {
  const files = globSync('*.test.ts', { cwd: FOLDER });
  return new Map(
    files
      .map((file): [string, number[]] => [file, numbersIn(readFileSync(join(FOLDER, file), 'utf8'))])
      .filter(([, numbers]) => numbers.length > 0)
  );
}

function numbersIn(source: string): number[] {
  return [...source.matchAll(/^ *it\(\s*'#(\d+) /gm)].map(([, number]) => Number(number));
}

/** The cells of each row below a heading of the document. */
function rowsBelow(heading: string): string[][] {
  const sections = readFileSync(DOCUMENT, 'utf8').split(/^#+ /m);
  const section = sections.find((text) => text.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => /^\| *\d/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    );
}

/** `1–16, 20` are 17 numbers. */
function expanded(ranges: string): number[] {
  return ranges.split(', ').flatMap((range) => {
    const [first = 0, last = first] = range.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function sorted(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b);
}

it('has each case once: as one test, or among those that are left out for a reason', () => {
  const leftOut = rowsBelow('Left out').flatMap(([number = '', reason = '']) =>
    reason === '' ? [] : expanded(number)
  );
  const tested = [...numbersByFile().values()].flat();
  expect(sorted([...tested, ...leftOut])).toEqual(CASES);
});

it('has each case where the documentation says it is', () => {
  const documented = new Map(
    rowsBelow('What the API group does').map(([cases = '', , link = '']) => [
      basename(/\]\((.*)\)/.exec(link)?.[1] ?? ''),
      expanded(cases),
    ])
  );
  const files = numbersByFile();
  expect([...documented.keys()].toSorted()).toEqual([...files.keys()].toSorted());
  for (const [file, numbers] of files) {
    expect([file, sorted(numbers)]).toEqual([file, sorted(documented.get(file) ?? [])]);
  }
});

it('skips none of them', () => {
  for (const file of globSync('*.test.ts', { cwd: FOLDER })) {
    const source = readFileSync(join(FOLDER, file), 'utf8');
    expect([file, source.match(/\b(it|test|describe)\.(skip|only|todo|failing)\b/)]).toEqual([file, null]);
  }
});
