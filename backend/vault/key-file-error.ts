export interface BrokenFileRule {
  readonly rule: string;
  readonly wayOut: string;
}

/** A key ring, or what opens it, that was refused: which, the rule and the way out, and nothing that is in it. */
export class KeyFileError extends Error {
  readonly rule: string;

  constructor(what: string, { rule, wayOut }: BrokenFileRule) {
    super(`${what} was refused: ${rule}. ${wayOut}.`);
    this.name = 'KeyFileError';
    this.rule = rule;
  }
}
