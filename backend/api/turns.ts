/** Lets one task at a time work on the same thing, in the order in which they came; others are not held up. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the task when all earlier ones with this key have settled, however they did. */
  async take<T>(key: string, task: () => Promise<T>): Promise<T> {
    const earlier = this.#last.get(key) ?? Promise.resolve();
    const turn = earlier.then(task, task);
    const settled = turn.catch(() => undefined);
    this.#last.set(key, settled);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === settled) {
        this.#last.delete(key);
      }
    }
  }
}
