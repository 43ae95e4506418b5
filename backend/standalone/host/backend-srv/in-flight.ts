/** Requests under way that carry an id: a new one with the same id takes the place of the old one. */
export class InFlightRequests {
  readonly #byId = new Map<string, AbortController>();

  /** Gives up the request that had the id. Call what is returned when this one has ended. */
  begin(id: string, controller: AbortController): () => void {
    this.#byId.get(id)?.abort();
    this.#byId.set(id, controller);
    return () => {
      if (this.#byId.get(id) === controller) {
        this.#byId.delete(id);
      }
    };
  }
}
