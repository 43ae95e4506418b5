import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const PLUGIN_ID = 'strongroom-secrets-app';

/** A directory with the given files, gone when disposed of. */
export class TemporaryFiles implements AsyncDisposable {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async with(files: Readonly<Record<string, string | Buffer>>): Promise<TemporaryFiles> {
    const made = new TemporaryFiles(await mkdtemp(join(tmpdir(), 'strongroom-standalone-')));
    for (const [path, content] of Object.entries(files)) {
      await made.write(path, content);
    }
    return made;
  }

  path(file: string): string {
    return join(this.directory, file);
  }

  async write(file: string, content: string | Buffer): Promise<void> {
    await mkdir(dirname(this.path(file)), { recursive: true });
    await writeFile(this.path(file), content);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A plugin as built, as small as it can be. */
export const PLUGIN_FILES = {
  'plugin.json': JSON.stringify({
    type: 'app',
    id: PLUGIN_ID,
    name: 'Secrets',
    info: { version: '1.2.3', logos: { small: 'img/logo.svg', large: 'img/logo.svg' } },
    includes: [
      {
        type: 'page',
        name: 'Secrets',
        path: `/a/${PLUGIN_ID}/secrets`,
        addToNav: true,
        defaultNav: true,
        action: 'secret.securevalues:read',
      },
      { type: 'page', name: 'Hidden', path: `/a/${PLUGIN_ID}/hidden` },
      { type: 'dashboard', name: 'No page' },
    ],
    languages: ['en-US', 'de-DE'],
    buildMode: 'production',
  }),
  'module.js': 'define([], () => ({ plugin: "§" }));\n',
  '7.js': 'chunk',
  'img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'README.md': '# Secrets\n',
};

/** The page's side of it. */
export const HOST_FILES = {
  'manifest.json': JSON.stringify({
    main: { script: 'main-ABCDEFGH.js', preloads: ['chunks/chunk-ABCDEFGH.js'], styles: ['main-ABCDEFGH.css'] },
    signIn: { script: 'sign-in-ABCDEFGH.js', preloads: [], styles: [] },
  }),
  'main-ABCDEFGH.js': 'export {};\n',
  'main-ABCDEFGH.css': 'body {}\n',
  'sign-in-ABCDEFGH.js': 'export {};\n',
};
