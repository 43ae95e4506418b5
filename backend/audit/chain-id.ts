import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from '../vault/directory-sync.ts';
import { OWNER_ONLY } from '../vault/owner-only-file.ts';
import { systemErrorCode } from '../vault/system-error.ts';

const CHAIN_FILE = 'chain';
const ID_BYTES = 8;
const ID = /^[0-9a-f]{16}$/;

/** The id of the chain is not what this backend wrote. */
export class AuditChainError extends Error {
  constructor(path: string) {
    super(`the file ${path} does not hold the id of an audit chain; put it back from your copy`);
    this.name = 'AuditChainError';
  }
}

/** The directory of the audit log, in a data directory. */
export function auditDirectory(dataDir: string): string {
  return join(dataDir, 'audit');
}

/**
 * The id of the chain that a data directory's audit log is, made at the first start. Of backends that share a database
 * each has its own log, and so its own chain.
 */
export async function chainIdOf(dataDir: string): Promise<string> {
  const directory = auditDirectory(dataDir);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, CHAIN_FILE);
  const found = await readFile(path, 'utf8').catch(undefinedIfMissing);
  if (found !== undefined) {
    const id = found.trimEnd();
    if (!ID.test(id)) {
      throw new AuditChainError(path);
    }
    return id;
  }
  const id = randomBytes(ID_BYTES).toString('hex');
  const file = await open(path, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(`${id}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(directory);
  return id;
}

function undefinedIfMissing(error: unknown): undefined {
  if (systemErrorCode(error) !== 'ENOENT') {
    throw error;
  }
}
