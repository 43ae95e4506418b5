import { duplicatedPackages } from './single-copies.ts';

type Format = 'cjs' | 'esm' | undefined;

function inputs(files: Readonly<Record<string, Format>>) {
  return {
    inputs: Object.fromEntries(
      Object.entries(files).map(([path, format]) => [path, { bytes: 1, imports: [], ...(format && { format }) }])
    ),
  };
}

describe('duplicatedPackages', () => {
  it('accepts any number of files of one copy', () => {
    const bundle = inputs({
      'node_modules/react/index.js': 'cjs',
      'node_modules/react/cjs/react.production.js': 'cjs',
      'node_modules/react/data.json': undefined,
      'node_modules/react-dom/index.js': 'cjs',
      'host/react/main.ts': 'esm',
    });
    expect(duplicatedPackages(bundle, ['react', 'react-dom', '@emotion/css'])).toEqual([]);
  });

  it('finds a second directory', () => {
    const bundle = inputs({
      'node_modules/@emotion/css/index.js': 'esm',
      'node_modules/other/node_modules/@emotion/css/index.js': 'esm',
    });
    expect(duplicatedPackages(bundle, ['@emotion/css', 'other'])).toEqual(['@emotion/css']);
  });

  it('finds one package in two module formats', () => {
    const bundle = inputs({
      'node_modules/i18next/dist/esm/i18next.js': 'esm',
      'node_modules/i18next/dist/cjs/i18next.js': 'cjs',
    });
    expect(duplicatedPackages(bundle, ['i18next'])).toEqual(['i18next']);
  });
});
