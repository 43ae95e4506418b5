import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one entry of the host's build. Their names carry a hash of what is in them. */
export interface EntryFiles {
  readonly script: string;
  /** Chunks that the script cannot start without. */
  readonly preloads: readonly string[];
  readonly styles: readonly string[];
}

/** What each page loads. */
export interface HostManifest {
  readonly main: EntryFiles;
  readonly signIn: EntryFiles;
}

/** Written last, so a build that was cut short has none. */
export const MANIFEST_FILE = 'manifest.json';

export async function writeManifest(directory: string, manifest: HostManifest): Promise<void> {
  await writeFile(join(directory, MANIFEST_FILE), JSON.stringify(manifest));
}

/** Throws what `fs` throws if the host was not built, and `Error` if the file is not a manifest. */
export async function readManifest(directory: string): Promise<HostManifest> {
  const parsed: unknown = JSON.parse(await readFile(join(directory, MANIFEST_FILE), 'utf8'));
  if (!isManifest(parsed)) {
    throw new Error(`${MANIFEST_FILE} of the stand-alone page is damaged: delete its directory and start again`);
  }
  return parsed;
}

function isManifest(value: unknown): value is HostManifest {
  return isObject(value) && 'main' in value && isEntry(value.main) && 'signIn' in value && isEntry(value.signIn);
}

function isEntry(value: unknown): value is EntryFiles {
  return (
    isObject(value) &&
    'script' in value &&
    typeof value.script === 'string' &&
    'preloads' in value &&
    isTextList(value.preloads) &&
    'styles' in value &&
    isTextList(value.styles)
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
