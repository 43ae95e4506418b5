import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type BrokenFileRule, KeyFileError } from './key-file-error.ts';
import { systemErrorCode } from './system-error.ts';

/** A file that nobody but its owner may know. */
export interface PrivateFile {
  readonly path: string;
  /** How an error names it. */
  readonly what: string;
  readonly maxBytes: number;
  /** Where it is not what it should be. */
  readonly wayOut: string;
  /** Whether systemd keeps it, as a credential of the service, in a directory that nobody else can enter. */
  readonly isCredential: boolean;
}

/** What decides whether a file is private. */
export interface FileFacts {
  readonly isRegular: boolean;
  readonly owner: number;
  readonly mode: number;
  readonly size: number;
}

type FileRules = Pick<PrivateFile, 'maxBytes' | 'wayOut' | 'isCredential'>;

const GROUP_AND_OTHERS = 0o077;
const OTHERS = 0o007;
const ROOT = 0;

/** The first rule that a file breaks. On Windows there is no `user`, and owner and mode say nothing. */
export function brokenFileRule(
  file: FileFacts,
  user: number | undefined,
  { maxBytes, wayOut, isCredential }: FileRules
): BrokenFileRule | undefined {
  if (!file.isRegular) {
    return { rule: 'it must be a regular file', wayOut: 'Put one in its place' };
  }
  // systemd lets the service in by an access control list, whose mask is where the group's bits are (acl(5)).
  const isOfSystemd = isCredential && file.owner === ROOT;
  if (user !== undefined && file.owner !== user && !isOfSystemd) {
    return {
      rule: 'it must belong to the user that runs the backend',
      wayOut: `Give it to user id ${user} with chown, or run the backend as its owner`,
    };
  }
  if (user !== undefined && (file.mode & (isOfSystemd ? OTHERS : GROUP_AND_OTHERS)) !== 0) {
    return { rule: 'nobody but its owner may have access to it', wayOut: 'Run chmod 600 on it' };
  }
  return file.size > maxBytes ? { rule: `it must have at most ${maxBytes} bytes`, wayOut } : undefined;
}

/**
 * What is in a file, for the caller to wipe; undefined if there is none. It judges the open file, so that no other can be
 * put in its place meanwhile.
 *
 * @throws KeyFileError for a file that others can reach, or that is too long.
 */
export async function readPrivateFile(wanted: PrivateFile): Promise<Buffer | undefined> {
  const file = await openExisting(wanted);
  if (file === undefined) {
    return undefined;
  }
  try {
    const stat = await file.stat();
    const facts = { isRegular: stat.isFile(), owner: stat.uid, mode: stat.mode, size: stat.size };
    const broken = brokenFileRule(facts, process.geteuid?.(), wanted);
    if (broken !== undefined) {
      throw new KeyFileError(wanted.what, broken);
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function openExisting({ path, what }: PrivateFile): Promise<FileHandle | undefined> {
  try {
    // O_NONBLOCK: a named pipe must be refused, not waited for. Windows does not have it.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT') {
      return undefined;
    }
    const wayOut = 'See that its directory exists and that the user who runs the backend may use it';
    throw new KeyFileError(what, { rule: `it could not be opened (${code ?? 'unknown error'})`, wayOut });
  }
}
