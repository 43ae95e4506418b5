import { defineConfig } from 'eslint/config';
import grafanaI18n from '@grafana/i18n/eslint-plugin';
import baseConfig from './.config/eslint.config.mjs';
import { IMPORT_TIERS } from './tests/import-tiers.mjs';

const OUR_FOLDERS = IMPORT_TIERS.map(({ folder }) => folder);

/** Turns a row of the tier table into patterns that refuse every relative path into another folder of ours. */
function importRules({ folder, mayImport, packages }) {
  const inside = folder.startsWith('src/') ? folder.slice('src/'.length) : undefined;
  const refused = OUR_FOLDERS.filter((other) => other !== folder && !mayImport.includes(other))
    .filter((other) => other.startsWith('src/') || other === 'backend')
    .map((other) => (inside === undefined ? other : other.replace(/^src\//, '')));
  const patterns = refused.map((other) => ({
    regex: `^\\.\\.?/(.*/)?${other}(/|$)`,
    message: `${folder} may not import ${other}: dependencies point one way (tests/import-tiers.mjs).`,
  }));
  if (packages === false) {
    patterns.push({ regex: '^[^.]', message: `${folder} is pure: it imports no package and nothing of Node.` });
  }
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

export default defineConfig([
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      'artifacts/',
      'coverage/',
      'data/',
      'backend/standalone/.build/',
      'playwright-report/',
      'playwright/.auth/',
      'test-results/',
      '.config/',
    ],
  },
  ...baseConfig,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use crypto: nothing here may be guessable.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Node runs these files by stripping types: use a union.' },
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: 'Nothing that a person wrote is rendered as HTML.',
        },
        {
          selector: "AssignmentExpression[left.property.name='innerHTML']",
          message: 'Nothing that a person wrote is rendered as HTML.',
        },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**', 'src/domain/**'],
    plugins: { '@grafana/i18n': grafanaI18n },
    rules: {
      '@grafana/i18n/no-untranslated-strings': 'error',
      '@grafana/i18n/no-translation-top-level': 'error',
      '@typescript-eslint/no-deprecated': 'error',
    },
  },
  {
    // Playwright's fixtures call `use`, which is no React hook.
    files: ['tests/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  // The table names the narrow folders first; here the last that fits wins.
  ...IMPORT_TIERS.map(importRules).reverse(),
]);
