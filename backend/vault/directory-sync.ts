import { open } from 'node:fs/promises';

/**
 * Makes the names in a directory durable: a file that was created and synced can still lose its name to a power
 * cut (fsync(2)). Windows has no such call, and its file systems no such need.
 */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') {
    return;
  }
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
