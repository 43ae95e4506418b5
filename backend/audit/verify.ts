import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { chainStart, readLine, type ChainEnd } from './chain.ts';
import { logFiles } from './log-files.ts';

export type LogFault =
  /** The line is not as it was written, or was written by somebody without the key. */
  | 'changed'
  /** The line does not follow the one before it: lines between them are gone, or stand elsewhere. */
  | 'out-of-place'
  /** Lines that the store remembers are gone from the end. */
  | 'cut-off';

export type LogVerdict =
  | { readonly ok: true; readonly lines: number; readonly end: ChainEnd }
  /** `line` counts from 1, within its file. */
  | { readonly ok: false; readonly fault: LogFault; readonly file: string; readonly line: number };

export interface LogPlace {
  readonly directory: string;
  readonly chainId: string;
  readonly key: KeyObject;
  /** The sequence that the log reached at least, as the store remembers it. */
  readonly reached: number;
}

/** Reads a log from its first line to its last, and gives the first place where it is not what was written. */
export async function verifyLog({ directory, chainId, key, reached }: LogPlace): Promise<LogVerdict> {
  let end = chainStart(key, chainId);
  let place = { file: '', line: 0 };
  for (const path of await logFiles(directory)) {
    place = { file: basename(path), line: 0 };
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      place = { ...place, line: place.line + 1 };
      const fields = readLine(key, text);
      if (fields === undefined) {
        return { ok: false, fault: 'changed', ...place };
      }
      if (fields.sequence !== end.sequence + 1 || fields.previous !== end.hash) {
        return { ok: false, fault: 'out-of-place', ...place };
      }
      end = { sequence: fields.sequence, hash: fields.hash };
    }
  }
  return end.sequence < reached ? { ok: false, fault: 'cut-off', ...place } : { ok: true, lines: end.sequence, end };
}
