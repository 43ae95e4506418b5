import type { Metafile } from 'esbuild';

const MODULES = 'node_modules/';

/**
 * Which of the packages a bundle holds more than once: from two directories, or as an ES module and as CommonJS at
 * the same time.
 */
export function duplicatedPackages(metafile: Pick<Metafile, 'inputs'>, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const files = Object.entries(metafile.inputs).filter(([path]) => packageOf(path)?.name === name);
    const directories = new Set(files.map(([path]) => packageOf(path)?.directory));
    const formats = new Set(files.map(([, { format }]) => format).filter((format) => format !== undefined));
    return directories.size > 1 || formats.size > 1;
  });
}

function packageOf(path: string): { readonly name: string; readonly directory: string } | undefined {
  const start = path.lastIndexOf(MODULES);
  if (start === -1) {
    return undefined;
  }
  const inModules = path.slice(start + MODULES.length);
  const [first = '', second = ''] = inModules.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return { name, directory: path.slice(0, start + MODULES.length) + name };
}
