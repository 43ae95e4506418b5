/** A line that grows: for a person at a terminal, who waits. */
export interface ProgressBar {
  show(done: number, total: number): void;
  clear(): void;
}

const WIDTH = 30;
const ERASE_LINE = '\r\u001b[K';

/** Draws on a terminal, and nowhere else: a log file has no use for it. */
export function progressBar(stream: NodeJS.WriteStream): ProgressBar {
  return {
    show: (done, total) => {
      if (stream.isTTY) {
        stream.write(`${ERASE_LINE}${barOf(done, total)}`);
      }
    },
    clear: () => {
      if (stream.isTTY) {
        stream.write(ERASE_LINE);
      }
    },
  };
}

/** `[##########--------------------] 100 of 300` */
export function barOf(done: number, total: number): string {
  const filled = total === 0 ? WIDTH : Math.round((Math.min(done, total) / total) * WIDTH);
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${done} of ${total}`;
}
