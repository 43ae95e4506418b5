import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { IMPORT_TIERS, UNCHECKED } from './import-tiers.mjs';

const ROOT = dirname(import.meta.dirname);

interface Import {
  readonly from: string;
  readonly specifier: string;
  /** The file's path from the root, for an import of our own; undefined for a package. */
  readonly target: string | undefined;
}

function sources(): string[] {
  return globSync(['src/**/*.{ts,tsx}', 'backend/**/*.{ts,tsx}'], { cwd: ROOT }).filter(
    (file) => !UNCHECKED.test(file)
  );
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => ({
    from: file,
    specifier: fileName,
    target: fileName.startsWith('.') ? normalize(join(dirname(file), fileName)) : undefined,
  }));
}

function within(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function breaches({ from, specifier, target }: Import): string[] {
  const tier = IMPORT_TIERS.find(({ folder }) => within(folder, from));
  if (tier === undefined) {
    return [`${from} belongs to no tier`];
  }
  if (target === undefined) {
    return tier.packages === false ? [`${from} imports the package ${specifier}`] : [];
  }
  const allowed = [tier.folder, ...tier.mayImport].some((folder) => within(folder, target));
  return allowed ? [] : [`${from} imports ${target}`];
}

describe('import directions', () => {
  it('reads a tree with imports in it', () => {
    expect(sources().flatMap(importsOf).length).toBeGreaterThan(50);
  });

  it('point one way', () => {
    expect(sources().flatMap(importsOf).flatMap(breaches)).toEqual([]);
  });

  it.each([
    [{ from: 'src/domain/a.ts', specifier: 'react', target: undefined }],
    [{ from: 'src/domain/a.ts', specifier: 'node:fs', target: undefined }],
    [{ from: 'src/domain/a.ts', specifier: '../api/b', target: 'src/api/b' }],
    [{ from: 'src/api/a.ts', specifier: '../pages/b', target: 'src/pages/b' }],
    [{ from: 'src/components/a.tsx', specifier: '../pages/b', target: 'src/pages/b' }],
    [{ from: 'backend/api/a.ts', specifier: '../../src/api/b', target: 'src/api/b' }],
    [{ from: 'backend/standalone/host/a.tsx', specifier: '../../vault/b', target: 'backend/vault/b' }],
    [{ from: 'elsewhere/a.ts', specifier: './b', target: 'elsewhere/b' }],
  ])('would catch %o', (wrong) => {
    expect(breaches(wrong)).toHaveLength(1);
  });
});
