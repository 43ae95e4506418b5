/** Bytes that are not YAML, or not YAML that stands for JSON. The message repeats nothing of them. */
export class YamlSyntaxError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'YamlSyntaxError';
  }

  /** @param line and column of the offending character, from 1. */
  static at({ line, col }: { readonly line: number; readonly col: number }, problem: string): YamlSyntaxError {
    return new YamlSyntaxError(`invalid YAML at line ${line}, column ${col}: ${problem}`);
  }

  static notUtf8(): YamlSyntaxError {
    return new YamlSyntaxError('invalid YAML: not UTF-8');
  }

  static controlCharacter(): YamlSyntaxError {
    return new YamlSyntaxError('invalid YAML: a control character; write it as an escape in double quotes');
  }

  /** The document stops before it is complete. */
  static endOfInput(): YamlSyntaxError {
    return new YamlSyntaxError('invalid YAML: unexpected end of the document');
  }

  static tooDeep(levels: number): YamlSyntaxError {
    return new YamlSyntaxError(`invalid YAML: nested deeper than ${levels} levels`);
  }

  /** @param words with the marks and spaces between them. */
  static tooLong(words: number): YamlSyntaxError {
    return new YamlSyntaxError(`invalid YAML: more than ${words} words, marks and spaces; send it as JSON`);
  }

  static manyDocuments(): YamlSyntaxError {
    return new YamlSyntaxError('invalid YAML: more than one document; send each in a request of its own');
  }

  static tooManyAliased(limit: number): YamlSyntaxError {
    return new YamlSyntaxError(`invalid YAML: aliases stand for more than ${limit} values; write them out`);
  }
}
