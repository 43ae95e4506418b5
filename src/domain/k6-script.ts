import { isMark, scriptTokens, type ScriptToken } from './script-tokens.ts';

/** A place in a k6 script that asks for a secret. */
export type ScriptSecret = {
  /** From 1. */
  readonly line: number;
} & (
  | {
      readonly kind: 'named';
      readonly name: string;
      /** The secret source that is asked, where the script names one. */
      readonly source?: string;
    }
  /** What is asked for shows only when the script runs. */
  | { readonly kind: 'not-checkable' }
);

const MODULE = 'k6/secrets';
/** What a script calls the module where it does not say: the part of one that was pasted. */
const USUAL_NAME = 'secrets';
const DECLARATIONS: ReadonlySet<string> = new Set(['const', 'let', 'var']);

/**
 * The secrets that a k6 script asks for, in their order: `secrets.get('x')` and `secrets.source('y').get('x')`, under any
 * name that the module was imported by. Whatever else a script does with the module could ask for any secret, and is
 * `not-checkable`; so is a name that is put together at run time. Scopes are not told apart, so that a variable of the
 * same name can be taken for the module, but never the module for a variable.
 *
 * @see https://grafana.com/docs/k6/latest/javascript-api/k6-secrets/
 */
export function k6SecretsIn(script: string): readonly ScriptSecret[] {
  return new ScriptReader(scriptTokens(script)).secrets();
}

class ScriptReader {
  readonly #tokens: readonly ScriptToken[];
  /** Names that stand for the module. */
  readonly #modules = new Set<string>();
  /** Names that stand for a source of it, by the source. */
  readonly #sources = new Map<string, string>();
  /** Where a name is introduced, which asks for nothing. */
  readonly #introductions = new Set<number>();
  readonly #found: ScriptSecret[] = [];

  constructor(tokens: readonly ScriptToken[]) {
    this.#tokens = tokens;
  }

  secrets(): readonly ScriptSecret[] {
    this.#findModules();
    this.#findSources();
    this.#tokens.forEach((token, index) => {
      if (token.kind === 'broken') {
        this.#found.push({ kind: 'not-checkable', line: token.line });
      }
      if (token.kind !== 'name' || this.#introductions.has(index) || this.#isProperty(index)) {
        return;
      }
      const source = this.#sources.get(token.text);
      if (this.#modules.has(token.text)) {
        this.#found.push(this.#useOfModule(index, token.line));
      } else if (source !== undefined) {
        this.#found.push(this.#get(index + 1, token.line, source));
      }
    });
    return this.#found.sort((a, b) => a.line - b.line);
  }

  #findModules(): void {
    let isImported = false;
    this.#tokens.forEach((token, index) => {
      if (token.kind !== 'string' || token.value !== MODULE) {
        return;
      }
      const name = this.#importedName(index) ?? this.#requiredName(index);
      if (name !== undefined) {
        isImported = true;
        this.#introduce(name, index);
      } else if (this.#isImport(index)) {
        isImported = true;
        this.#found.push({ kind: 'not-checkable', line: token.line });
      }
    });
    if (!isImported) {
      this.#modules.add(USUAL_NAME);
    }
  }

  #introduce(nameIndex: number, before: number): void {
    const token = this.#tokens[nameIndex];
    if (token?.kind === 'name' && nameIndex < before) {
      this.#modules.add(token.text);
      this.#introductions.add(nameIndex);
    }
  }

  /** `import NAME from 'k6/secrets'`, or `import { default as NAME } from 'k6/secrets'`. */
  #importedName(at: number): number | undefined {
    if (this.#matches(at - 3, ['import', undefined, 'from'])) {
      return at - 2;
    }
    return this.#matches(at - 7, ['import', '{', 'default', 'as', undefined, '}', 'from']) ? at - 3 : undefined;
  }

  /** `const NAME = require('k6/secrets')`, with or without `.default`. */
  #requiredName(at: number): number | undefined {
    const declared = this.#matches(at - 4, [undefined, '=', 'require', '(']) && isMark(this.#tokens[at + 1], ')');
    const end = this.#matches(at + 2, ['.', 'default']) ? at + 4 : at + 2;
    return declared && this.#isDeclaration(at - 5) && this.#endsStatement(end) ? at - 4 : undefined;
  }

  /** Whether the module gets into the script here in some other way, and is not just a text that reads the same. */
  #isImport(at: number): boolean {
    const before = this.#textAt(at - 1);
    return (
      before === 'from' || before === 'import' || (before === '(' && /^(require|import)$/.test(this.#textAt(at - 2)))
    );
  }

  /** `const NAME = secrets.source('y')`, with or without `await`. */
  #findSources(): void {
    this.#tokens.forEach((token, index) => {
      const isModule = token.kind === 'name' && this.#modules.has(token.text) && !this.#introductions.has(index);
      const source = isModule ? this.#sourceAt(index) : undefined;
      const equals = this.#textAt(index - 1) === 'await' ? index - 2 : index - 1;
      const name = this.#tokens[equals - 1];
      if (
        source !== undefined &&
        isMark(this.#tokens[equals], '=') &&
        name?.kind === 'name' &&
        this.#isDeclaration(equals - 2) &&
        this.#endsStatement(index + 6) &&
        !this.#sources.has(name.text)
      ) {
        this.#sources.set(name.text, source);
        this.#introductions.add(index).add(equals - 1);
      }
    });
  }

  #useOfModule(index: number, line: number): ScriptSecret {
    const source = this.#sourceAt(index);
    return source === undefined ? this.#get(index + 1, line, undefined) : this.#get(index + 6, line, source);
  }

  /** Of `secrets.source('y')`, which takes six tokens. */
  #sourceAt(index: number): string | undefined {
    const argument = this.#tokens[index + 4];
    return this.#isCall(index + 1, 'source') && argument?.kind === 'string' && isMark(this.#tokens[index + 5], ')')
      ? argument.value
      : undefined;
  }

  /** Of `.get('x')`; more arguments change nothing. */
  #get(at: number, line: number, source: string | undefined): ScriptSecret {
    const argument = this.#tokens[at + 3];
    const after = this.#tokens[at + 4];
    if (!this.#isCall(at, 'get') || argument?.kind !== 'string' || !(isMark(after, ')') || isMark(after, ','))) {
      return { kind: 'not-checkable', line };
    }
    return { kind: 'named', name: argument.value, line, ...(source === undefined ? {} : { source }) };
  }

  #isCall(at: number, method: string): boolean {
    const isAccess = isMark(this.#tokens[at], '.') || isMark(this.#tokens[at], '?.');
    return isAccess && this.#matches(at + 1, [method, '(']);
  }

  /** `x.secrets`, or `{ secrets: … }`. */
  #isProperty(index: number): boolean {
    const before = this.#textAt(index - 1);
    const isSpread = before === '.' && this.#textAt(index - 2) === '.';
    const isKey = this.#textAt(index + 1) === ':' && (before === '{' || before === ',');
    return isKey || before === '?.' || (before === '.' && !isSpread);
  }

  #isDeclaration(at: number): boolean {
    return DECLARATIONS.has(this.#textAt(at));
  }

  /** What is declared is the value itself, and not what is made of it. */
  #endsStatement(at: number): boolean {
    const token = this.#tokens[at];
    return (
      token === undefined ||
      isMark(token, ';') ||
      isMark(token, '}') ||
      (token.kind === 'name' && this.#isOnNewLine(at))
    );
  }

  #isOnNewLine(at: number): boolean {
    return (this.#tokens[at]?.line ?? 0) > (this.#tokens[at - 1]?.line ?? 0);
  }

  /** Undefined stands for any name. */
  #matches(at: number, texts: ReadonlyArray<string | undefined>): boolean {
    return texts.every((text, index) =>
      text === undefined ? this.#tokens[at + index]?.kind === 'name' : this.#textAt(at + index) === text
    );
  }

  /** Of a name or a mark; empty for all else. */
  #textAt(at: number): string {
    const token = this.#tokens[at];
    return token?.kind === 'name' || token?.kind === 'mark' ? token.text : '';
  }
}
