/**
 * Writes the texts of the sources into the file for en-US, which Grafana reads before version 13.1:
 *
 *   npx node src/testing/write-translations.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginTranslations, type Translations } from './source-translations.ts';

type Tree = Map<string, string | Tree>;

const SOURCES = join(import.meta.dirname, '..');
const FILE = join(SOURCES, 'locales', 'en-US', 'strongroom-secrets-app.json');

writeFileSync(FILE, `${JSON.stringify(asObject(treeOf(pluginTranslations(SOURCES))), null, 2)}\n`);

function treeOf(texts: Translations): Tree {
  const root: Tree = new Map();
  for (const [key, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = key.split('.');
    const leaf = path.pop() ?? '';
    const branch = path.reduce<Tree>((tree, part) => branchOf(tree, part), root);
    if (branch.get(leaf) instanceof Map) {
      throw new Error(`"${key}" is a text and the beginning of other keys`);
    }
    branch.set(leaf, text);
  }
  return root;
}

function branchOf(tree: Tree, part: string): Tree {
  const known = tree.get(part);
  if (typeof known === 'string') {
    throw new Error(`"${part}" is a text and the beginning of other keys`);
  }
  const branch = known ?? new Map();
  tree.set(part, branch);
  return branch;
}

function asObject(tree: Tree): object {
  return Object.fromEntries(
    [...tree].map(([key, value]) => [key, typeof value === 'string' ? value : asObject(value)])
  );
}
