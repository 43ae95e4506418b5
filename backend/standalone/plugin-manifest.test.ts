import { parsePluginManifest } from './plugin-manifest.ts';
import { PLUGIN_FILES, PLUGIN_ID } from './testing/built-files.ts';

const DOCUMENT: Record<string, unknown> = JSON.parse(PLUGIN_FILES['plugin.json']);

describe('parsePluginManifest', () => {
  it('reads what the page needs and keeps the rest', () => {
    const manifest = parsePluginManifest(DOCUMENT);
    expect(manifest).toMatchObject({ id: PLUGIN_ID, name: 'Secrets', version: '1.2.3', document: DOCUMENT });
    expect(manifest.pages).toEqual([
      {
        name: 'Secrets',
        path: `/a/${PLUGIN_ID}/secrets`,
        addToNav: true,
        defaultNav: true,
        action: 'secret.securevalues:read',
        role: undefined,
      },
      {
        name: 'Hidden',
        path: `/a/${PLUGIN_ID}/hidden`,
        addToNav: false,
        defaultNav: false,
        action: undefined,
        role: undefined,
      },
    ]);
  });

  it.each([
    ['no object', []],
    ['no info', { ...DOCUMENT, info: undefined }],
    ['no id', { ...DOCUMENT, id: '' }],
    ['no version', { ...DOCUMENT, info: { logos: { small: 'a', large: 'a' } } }],
  ])('refuses a manifest with %s, by name', (_what, document) => {
    expect(() => parsePluginManifest(document)).toThrow(/plugin\.json/);
  });
});
