import type { KeyObject } from 'node:crypto';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { chainStart, readLine, type ChainEnd } from './chain.ts';
import { CURRENT_FILE, logFiles } from './log-files.ts';
import { LogWriter } from './log-writer.ts';

export interface LogOptions {
  /** Made with mode 0700 if it does not exist. */
  readonly directory: string;
  readonly chainId: string;
  readonly key: KeyObject;
}

/** The log of a directory does not end in a line of its chain. */
export class AuditLogError extends Error {
  readonly file: string;

  constructor(file: string) {
    super(
      `the audit log ${file} does not end as this backend wrote it: it was changed, or belongs to another store. ` +
        'Put the file back from your copy, or move the directory of the log elsewhere and keep it: the next start begins a new one'
    );
    this.name = 'AuditLogError';
    this.file = file;
  }
}

/** Longer than any line: every member of an entry is limited. In bytes. */
const LINE_MAX_BYTES = 65_536;
const LINE_BREAK = 0x0a;

/**
 * Opens a log where it ends. A line that a power cut tore was never acknowledged, and goes. Only the last line is read:
 * the whole of it is for {@link verifyLog}.
 *
 * @throws AuditLogError
 */
export async function openLog({ directory, chainId, key }: LogOptions): Promise<LogWriter> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  let end: ChainEnd | undefined;
  let firstSequence: number | undefined;
  for (const path of (await logFiles(directory)).toReversed()) {
    const file = await open(path, 'r+');
    try {
      const lastLine = await cutTornLine(file);
      if (lastLine !== undefined) {
        const fields = readLine(key, lastLine);
        if (fields === undefined) {
          throw new AuditLogError(path);
        }
        end = { sequence: fields.sequence, hash: fields.hash };
        firstSequence = basename(path) === CURRENT_FILE ? await firstSequenceOf(file, key, path) : end.sequence + 1;
        break;
      }
    } finally {
      await file.close();
    }
  }
  return LogWriter.open({
    directory,
    key,
    end: end ?? chainStart(key, chainId),
    firstSequence: firstSequence ?? 1,
  });
}

/** The last whole line, if there is one. What comes after its break is cut off. */
async function cutTornLine(file: FileHandle): Promise<string | undefined> {
  const { size } = await file.stat();
  const from = Math.max(0, size - 2 * LINE_MAX_BYTES);
  const tail = Buffer.alloc(size - from);
  await file.read(tail, 0, tail.byteLength, from);
  const lastBreak = tail.lastIndexOf(LINE_BREAK);
  const whole = lastBreak + 1;
  if (whole < tail.byteLength) {
    await file.truncate(from + whole);
    await file.datasync();
  }
  if (lastBreak === -1) {
    return undefined;
  }
  const start = lastBreak === 0 ? 0 : tail.lastIndexOf(LINE_BREAK, lastBreak - 1) + 1;
  return tail.toString('utf8', start, lastBreak);
}

async function firstSequenceOf(file: FileHandle, key: KeyObject, path: string): Promise<number> {
  const head = Buffer.alloc(LINE_MAX_BYTES);
  const { bytesRead } = await file.read(head, 0, head.byteLength, 0);
  const fields = readLine(key, head.toString('utf8', 0, head.subarray(0, bytesRead).indexOf(LINE_BREAK)));
  if (fields === undefined) {
    throw new AuditLogError(path);
  }
  return fields.sequence;
}
