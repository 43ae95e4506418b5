/** Bytes that are not JSON (RFC 8259). The message says what was expected and where, and repeats nothing of them. */
export class JsonSyntaxError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'JsonSyntaxError';
  }

  /** The document stops before it is complete. Worded as Go's parser words it, which clients of Kubernetes know. */
  static endOfInput(): JsonSyntaxError {
    return new JsonSyntaxError('unexpected end of JSON input');
  }

  /** @param at the position of the offending byte, from 0. */
  static expected(what: string, at: number): JsonSyntaxError {
    return new JsonSyntaxError(`invalid JSON at byte ${at}: expected ${what}`);
  }

  static notUtf8(): JsonSyntaxError {
    return new JsonSyntaxError('invalid JSON: not UTF-8');
  }

  static tooDeep(levels: number): JsonSyntaxError {
    return new JsonSyntaxError(`invalid JSON: nested deeper than ${levels} levels`);
  }
}
