import { type FileHandle, open, realpath, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './directory-sync.ts';
import { KeyFileError } from './key-file-error.ts';
import { OWNER_ONLY } from './owner-only-file.ts';
import { systemErrorCode } from './system-error.ts';

/** Room for some 250 keys; what is longer is not a key ring. */
export const KEY_FILE_MAX_BYTES = 65_536;

/** Writes the text of a key ring where there is no file: durable once settled, and gone again if it could not be written. */
export async function createKeyRingFile(path: string, text: Uint8Array): Promise<void> {
  const file = await openNew(path);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await unlink(path);
    throw systemRefusal(path, 'it could not be written', error);
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

/**
 * Puts the text of a key ring in the place of the one in a file, or in the file that a link leads to. Whoever reads it, and
 * whatever ends the process, finds the one or the other, whole. One at a time: each removes what the one before left.
 */
export async function replaceKeyRingFile(path: string, text: Uint8Array): Promise<void> {
  const target = await realpath(path);
  const draft = `${target}.new`;
  await rm(draft, { force: true });
  await createKeyRingFile(draft, text);
  try {
    await rename(draft, target);
  } catch (error) {
    await unlink(draft);
    throw systemRefusal(path, 'it could not be replaced', error);
  }
  await syncDirectory(dirname(target));
}

async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', OWNER_ONLY);
  } catch (error) {
    throw systemRefusal(path, 'it could not be created', error);
  }
}

function systemRefusal(path: string, what: string, error: unknown): KeyFileError {
  const wayOut = 'See that its directory exists and that the user who runs the backend may use it';
  return new KeyFileError(`the key ring ${path}`, {
    rule: `${what} (${systemErrorCode(error) ?? 'unknown error'})`,
    wayOut,
  });
}
