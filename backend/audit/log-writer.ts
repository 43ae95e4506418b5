import type { KeyObject } from 'node:crypto';
import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { AuditEntry } from './audit-entry.ts';
import { link, type ChainEnd } from './chain.ts';
import { CURRENT_FILE, rotatedName } from './log-files.ts';
import { syncDirectory } from '../vault/directory-sync.ts';
import { OWNER_ONLY } from '../vault/owner-only-file.ts';
import { systemErrorCode } from '../vault/system-error.ts';

/** The log could not be written. Nothing that has to be in it may be done. */
export class AuditUnavailableError extends Error {
  constructor(cause: unknown) {
    super('the audit log cannot be written', { cause });
    this.name = 'AuditUnavailableError';
  }
}

export interface LogWriterOptions {
  readonly directory: string;
  readonly key: KeyObject;
  /** Where the log ends. */
  readonly end: ChainEnd;
  /** The sequence of the first line of the current file. */
  readonly firstSequence: number;
  /** A file that is longer is written no more. */
  readonly fileMaxBytes?: number;
}

interface Waiting {
  readonly entry: AuditEntry;
  resolve(): void;
  reject(error: AuditUnavailableError): void;
}

/** 64 MiB: some 150,000 lines, which every editor still opens. */
const FILE_MAX_BYTES = 67_108_864;

/**
 * Appends to a log. What is recorded while the disk is busy goes to it together: one write and one sync for all of it
 * (group commit), so that many callers wait hardly longer than one.
 */
export class LogWriter {
  readonly #directory: string;
  readonly #key: KeyObject;
  readonly #fileMaxBytes: number;
  #file: FileHandle;
  #lengthBytes: number;
  #firstSequence: number;
  #end: ChainEnd;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  /** A write failed, and what of it reached the file could not be taken back. */
  #isSpoilt = false;

  private constructor(file: FileHandle, lengthBytes: number, options: LogWriterOptions) {
    const { directory, key, end, firstSequence, fileMaxBytes = FILE_MAX_BYTES } = options;
    this.#directory = directory;
    this.#key = key;
    this.#fileMaxBytes = fileMaxBytes;
    this.#file = file;
    this.#lengthBytes = lengthBytes;
    this.#firstSequence = firstSequence;
    this.#end = end;
  }

  static async open(options: LogWriterOptions): Promise<LogWriter> {
    const path = join(options.directory, CURRENT_FILE);
    const file = await open(path, 'a', OWNER_ONLY);
    const { size } = await stat(path);
    await syncDirectory(options.directory);
    return new LogWriter(file, size, options);
  }

  /** Where the log ends: all of it is on the disk. */
  get end(): ChainEnd {
    return this.#end;
  }

  /** Settles when the entry is on the disk. @throws AuditUnavailableError, and then it is not in the log. */
  record(entry: AuditEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** Lets what was recorded reach the disk. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Requests that came in together are recorded together: the first does not go to the disk alone.
      await turn();
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#write(batch.map(({ entry }) => entry));
        batch.forEach(({ resolve }) => resolve());
      } catch (error) {
        batch.forEach(({ reject }) => reject(new AuditUnavailableError(error)));
      }
    }
    // At once, and not when this promise settles: what is recorded in between would wait for ever.
    this.#writing = undefined;
  }

  async #write(entries: readonly AuditEntry[]): Promise<void> {
    if (this.#isSpoilt) {
      await this.#takeBack();
    }
    await this.#rotateIfLong();
    let end = this.#end;
    const lines = entries.map((entry) => {
      const line = link(this.#key, end, entry);
      ({ end } = line);
      return `${line.text}\n`;
    });
    const bytes = Buffer.from(lines.join(''), 'utf8');
    try {
      for (let written = 0; written < bytes.byteLength;) {
        written += (await this.#file.write(bytes, written)).bytesWritten;
      }
      await this.#file.datasync();
    } catch (error) {
      this.#isSpoilt = true;
      await this.#takeBack().catch(() => undefined);
      throw error;
    }
    this.#lengthBytes += bytes.byteLength;
    this.#end = end;
  }

  /** Cuts off what a failed write left, so that the next line follows the last whole one. */
  async #takeBack(): Promise<void> {
    await this.#file.truncate(this.#lengthBytes);
    await this.#file.datasync();
    this.#isSpoilt = false;
  }

  async #rotateIfLong(): Promise<void> {
    if (this.#lengthBytes <= this.#fileMaxBytes) {
      return;
    }
    const path = join(this.#directory, CURRENT_FILE);
    await moveAway(path, join(this.#directory, rotatedName(this.#firstSequence)));
    const next = await open(path, 'a', OWNER_ONLY);
    await syncDirectory(this.#directory);
    await this.#file.close();
    this.#file = next;
    this.#lengthBytes = 0;
    this.#firstSequence = this.#end.sequence + 1;
  }
}

/** Also where an attempt before got this far and no further. */
async function moveAway(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') {
      throw error;
    }
  }
}
