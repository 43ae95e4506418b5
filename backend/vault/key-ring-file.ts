import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory } from './directory-sync.ts';
import { parseKeyRing, serialiseKeyRing } from './key-ring-format.ts';
import type { RingKeys } from './key-ring.ts';
import { OWNER_ONLY } from './owner-only-file.ts';
import { systemErrorCode } from './system-error.ts';

/** Room for some 250 keys; what is longer is not a key ring. */
export const KEY_FILE_MAX_BYTES = 65_536;

const GROUP_AND_OTHERS = 0o077;

const RESTORE =
  'Put the file back from your copy of it. Only if nothing has been stored yet: remove it, and the next start makes a new one';

/** A key ring file that was refused: its path, the rule and the way out, and nothing that is in it. */
export class KeyFileError extends Error {
  readonly path: string;
  readonly rule: string;

  constructor(path: string, { rule, wayOut }: BrokenFileRule) {
    super(`the key ring ${path} was refused: ${rule}. ${wayOut}.`);
    this.name = 'KeyFileError';
    this.path = path;
    this.rule = rule;
  }
}

/** What decides whether a file may hold keys. */
export interface FileFacts {
  readonly isRegular: boolean;
  readonly owner: number;
  readonly mode: number;
  readonly size: number;
}

export interface BrokenFileRule {
  readonly rule: string;
  readonly wayOut: string;
}

/** The first rule that a file breaks. On Windows there is no `user`, and owner and mode say nothing. */
export function brokenFileRule(file: FileFacts, user: number | undefined): BrokenFileRule | undefined {
  if (!file.isRegular) {
    return { rule: 'it must be a regular file', wayOut: 'Set SECRETS_KEY_FILE to one' };
  }
  if (user !== undefined && file.owner !== user) {
    return {
      rule: 'it must belong to the user that runs the backend',
      wayOut: `Give it to user id ${user} with chown, or run the backend as its owner`,
    };
  }
  if (user !== undefined && (file.mode & GROUP_AND_OTHERS) !== 0) {
    return { rule: 'nobody but its owner may have access to it', wayOut: 'Run chmod 600 on it' };
  }
  if (file.size > KEY_FILE_MAX_BYTES) {
    return { rule: `it must have at most ${KEY_FILE_MAX_BYTES} bytes`, wayOut: RESTORE };
  }
  return undefined;
}

/**
 * The keys in the file, or undefined if there is none. Throws {@link KeyFileError} for a file that others can reach
 * or that is not a key ring. It judges the open file, so that no other can be put in its place meanwhile.
 */
export async function readKeyRingFile(path: string): Promise<RingKeys | undefined> {
  const file = await openExisting(path);
  if (file === undefined) {
    return undefined;
  }
  try {
    const stat = await file.stat();
    const facts = { isRegular: stat.isFile(), owner: stat.uid, mode: stat.mode, size: stat.size };
    const broken = brokenFileRule(facts, process.geteuid?.());
    if (broken !== undefined) {
      throw new KeyFileError(path, broken);
    }
    const bytes = await file.readFile();
    const parsed = parseKeyRing(bytes.toString('utf8'));
    bytes.fill(0);
    if (!parsed.ok) {
      throw new KeyFileError(path, { rule: parsed.rule, wayOut: RESTORE });
    }
    return parsed.keys;
  } finally {
    await file.close();
  }
}

/** Writes a key ring where there is no file: durable once settled, and gone again if it could not be written. */
export async function createKeyRingFile(path: string, keys: RingKeys): Promise<void> {
  const file = await openNew(path);
  const bytes = Buffer.from(serialiseKeyRing(keys), 'utf8');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(path);
    throw systemRefusal(path, 'it could not be written', error);
  } finally {
    bytes.fill(0);
    await file.close();
  }
  await syncDirectory(dirname(path));
}

/**
 * Puts a key ring in the place of the one in a file. Whoever reads the file, and whatever ends the process, finds the one
 * or the other, whole.
 */
export async function replaceKeyRingFile(path: string, keys: RingKeys): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`;
  await createKeyRingFile(draft, keys);
  try {
    await rename(draft, path);
  } catch (error) {
    await unlink(draft);
    throw systemRefusal(path, 'it could not be replaced', error);
  }
  await syncDirectory(dirname(path));
}

async function openExisting(path: string): Promise<FileHandle | undefined> {
  try {
    // O_NONBLOCK: a named pipe must be refused, not waited for. Windows does not have it.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw systemRefusal(path, 'it could not be opened', error);
  }
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
  return new KeyFileError(path, { rule: `${what} (${systemErrorCode(error) ?? 'unknown error'})`, wayOut });
}
