import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { fileSizeProblem, readValueFile, type FileProblem } from '../../../domain/value-file';

/** Why a file was not taken. */
export type FileRefusal = FileProblem | 'unreadable' | 'several';

export interface ValueFile {
  /** The name of the file that the value is from; undefined where it is from none. */
  readonly fileName: string | undefined;
  readonly take: (files: readonly File[]) => Promise<FileRefusal | undefined>;
  readonly leave: () => void;
}

/**
 * The file that a value is from. Its content goes past the text area that people type in, which would make plain line
 * breaks (LF) of those of Windows.
 */
export function useValueFile(onText: (text: string) => void): ValueFile {
  const [fileName, setFileName] = useState<string>();
  /** Which reading counts: those before it, and all of them once the form is gone, come too late. */
  const current = useRef(0);
  const begin = useCallback(() => (current.current += 1), []);
  useEffect(() => () => void begin(), [begin]);

  const take = async (files: readonly File[]): Promise<FileRefusal | undefined> => {
    const [file] = files;
    if (file === undefined || files.length > 1) {
      return file && 'several';
    }
    // Its size is known before anything of it is read.
    const problem = fileSizeProblem(file.size);
    if (problem !== undefined) {
      return problem;
    }
    const reading = begin();
    const bytes = await bytesOf(file);
    if (reading !== current.current) {
      bytes?.fill(0);
      return undefined;
    }
    if (bytes === undefined) {
      return 'unreadable';
    }
    const read = readValueFile(bytes);
    bytes.fill(0);
    if (!read.ok) {
      return read.problem;
    }
    // The text area has to be gone first: it reports what it made of a text when it loses the focus.
    flushSync(() => setFileName(file.name));
    onText(read.text);
    return undefined;
  };

  const leave = () => {
    begin();
    setFileName(undefined);
  };

  return { fileName, take, leave };
}

async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // It was changed or taken away since it was chosen, or it is a folder.
    return undefined;
  }
}
