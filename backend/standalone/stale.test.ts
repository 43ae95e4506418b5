import { rm, utimes } from 'node:fs/promises';
import { staleness, type BuildFiles } from './stale.ts';
import { TemporaryFiles } from './testing/built-files.ts';

const BUILT_AT = new Date('2026-01-02T00:00:00Z');
const BEFORE = new Date('2026-01-01T00:00:00Z');
const AFTER = new Date('2026-01-03T00:00:00Z');

describe('staleness', () => {
  let tree: TemporaryFiles;
  let files: BuildFiles;

  beforeEach(async () => {
    tree = await TemporaryFiles.with({
      'src/deep/a.ts': 'a',
      'src/deep/a.test.ts': 'test',
      'lock.json': '{}',
      'dist/module.js': 'built',
    });
    for (const path of ['src/deep/a.ts', 'src/deep/a.test.ts', 'src/deep', 'src', 'lock.json']) {
      await utimes(tree.path(path), BEFORE, BEFORE);
    }
    await utimes(tree.path('dist/module.js'), BUILT_AT, BUILT_AT);
    files = {
      sources: [tree.path('src'), tree.path('lock.json'), tree.path('never-there')],
      ignored: /\.test\.ts$/,
      output: tree.path('dist/module.js'),
    };
  });

  afterEach(() => tree[Symbol.asyncDispose]());

  it('is fresh while nothing changed after the build', async () => {
    expect(await staleness(files)).toBe('fresh');
  });

  it('is missing without an output', async () => {
    await rm(files.output);
    expect(await staleness(files)).toBe('missing');
  });

  it.each(['src/deep/a.ts', 'lock.json'])('is outdated once %s is newer', async (path) => {
    await utimes(tree.path(path), AFTER, AFTER);
    expect(await staleness(files)).toBe('outdated');
  });

  it('is outdated once a source was removed', async () => {
    await rm(tree.path('src/deep/a.ts'));
    expect(await staleness(files)).toBe('outdated');
  });

  it('does not look at what is ignored', async () => {
    await utimes(tree.path('src/deep/a.test.ts'), AFTER, AFTER);
    expect(await staleness(files)).toBe('fresh');
  });
});
