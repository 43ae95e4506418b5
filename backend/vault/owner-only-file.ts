import { open } from 'node:fs/promises';
import { systemErrorCode } from './system-error.ts';

export const OWNER_ONLY = 0o600;

/**
 * Creates an empty file that its owner alone can read and write. One that exists is left alone, and not even opened:
 * closing it would drop the locks that this process holds on it (fcntl(2)).
 */
export async function createOwnerOnlyFile(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', OWNER_ONLY);
    await file.close();
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') {
      throw error;
    }
  }
}
