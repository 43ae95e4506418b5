/**
 * Which folder may import from which: dependencies point one way. The linter turns each row into a rule on import
 * paths, and `architecture.test.ts` resolves every import of the tree against the same rows.
 *
 * `folder`: the files a row is about, by the longest prefix that fits. `mayImport`: folders of ours, the own one aside.
 * `packages: false`: the folder may import no package and nothing of Node.
 */
export const IMPORT_TIERS = [
  { folder: 'src/domain', mayImport: [], packages: false },
  { folder: 'src/api', mayImport: ['src/domain', 'src/plugin.json'] },
  { folder: 'src/components', mayImport: ['src/api', 'src/domain', 'src/plugin.json'] },
  { folder: 'src/pages', mayImport: ['src/components', 'src/api', 'src/domain', 'src/plugin.json'] },
  { folder: 'src', mayImport: ['src/pages', 'src/components', 'src/api', 'src/domain'] },
  { folder: 'backend/standalone/host', mayImport: [] },
  { folder: 'backend', mayImport: ['src/domain', 'src/plugin.json'] },
];

/** Test files and what only they use may look anywhere. */
export const UNCHECKED = /\.(test|spec)\.tsx?$|^tests\/|(^|\/)testing\//;
