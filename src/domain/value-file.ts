import { VALUE_MAX_BYTES } from './limits.ts';

/** Why a file cannot become a value. */
export type FileProblem = 'empty' | 'too-large' | 'not-text';

export type FileReading =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: FileProblem };

/** What is wrong with a file of this many bytes, before it is read; undefined when nothing is. */
export function fileSizeProblem(bytes: number): FileProblem | undefined {
  if (bytes === 0) {
    return 'empty';
  }
  return bytes > VALUE_MAX_BYTES ? 'too-large' : undefined;
}

/**
 * The text of a file, every character of it, a byte order mark and the line breaks of Windows included. A value is text:
 * bytes that are no UTF-8 (RFC 3629) would come out as others, and a NUL is the mark of a binary file.
 */
export function readValueFile(bytes: Uint8Array): FileReading {
  const problem = fileSizeProblem(bytes.byteLength);
  if (problem !== undefined) {
    return { ok: false, problem };
  }
  if (bytes.includes(0)) {
    return { ok: false, problem: 'not-text' };
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { ok: false, problem: 'not-text' };
  }
}
