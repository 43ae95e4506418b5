import { isUtf8 } from 'node:buffer';
import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  type Alias,
  type CST,
  type Document,
  type DocumentOptions,
  type ErrorCode,
  type ParsedNode,
  type ParseOptions,
  type Scalar,
  type ScalarTag,
  type SchemaOptions,
  type YAMLMap,
} from 'yaml';
import { SecretValue } from '../vault/secret-value.ts';
import {
  DEPTH_MAX,
  type JsonDocument,
  type JsonObject,
  type JsonPath,
  type JsonValue,
  type SecretPlaces,
} from './json-reader.ts';
import { YamlSyntaxError } from './yaml-syntax-error.ts';

/**
 * How many words, marks, spaces and line breaks a document may have: ten times what the largest object of the group needs.
 * The library takes a hundred times as long as the JSON reader, and everybody else waits for it.
 */
const LEXEMES_MAX = 20_000;
/** Of tokens that are not complete: the document, what stands in each other, and a text. The parser recurses over them. */
const STACK_MAX = DEPTH_MAX + 3;
/** More than anybody writes by hand, and too few for aliases of aliases to fill the memory. */
const ALIASED_VALUES_MAX = 1000;

/** What neither YAML nor JSON may hold as it is. The library uses some of them for marks of its own. */
const CONTROL_CHARACTER = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;

const MERGE_KEY = '<<';
/** What an explicit tag may say: the types of JSON. */
const JSON_TAGS: ReadonlySet<string> = new Set(
  ['null', 'bool', 'int', 'float', 'str', 'seq', 'map'].map((type) => `tag:yaml.org,2002:${type}`)
);

/**
 * The words that only YAML 1.1 takes for booleans. Kubernetes' own reader still does, so a field that wants a text refuses
 * them there, and here too: nobody's `no` is stored by one as a text, and understood by another as false.
 */
const OLD_BOOLEANS: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/,
  resolve: (word) => /^(?:y|on)/i.test(word),
};

const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'core',
  customTags: [OLD_BOOLEANS],
  resolveKnownTags: false,
  merge: false,
  stringKeys: true,
  // Repeated keys are reported as the JSON reader reports them; the library's check takes quadratic time.
  uniqueKeys: false,
  logLevel: 'silent',
};

/**
 * Reads one YAML document (1.2, core schema) that stands for JSON, to what the JSON reader would make of it. Tags of other
 * types, merge keys and a second document are errors.
 *
 * The library works on strings. They cannot be wiped, so that a value in YAML, unlike one in JSON, stays in memory until it
 * is collected; nothing here holds on to them longer than the call takes.
 *
 * @throws YamlSyntaxError
 */
export function readYaml(bytes: Buffer, secrets: SecretPlaces): JsonDocument {
  if (!isUtf8(bytes)) {
    throw YamlSyntaxError.notUtf8();
  }
  const lines = new LineCounter();
  const text = bytes.toString('utf8');
  if (CONTROL_CHARACTER.test(text)) {
    throw YamlSyntaxError.controlCharacter();
  }
  const [document, second] = composed(text, lines);
  if (second !== undefined) {
    throw YamlSyntaxError.manyDocuments();
  }
  if (document === undefined) {
    return { value: null, duplicates: [] };
  }
  const [error] = document.errors;
  if (error !== undefined) {
    throw YamlSyntaxError.at(lines.linePos(error.pos[0]), problemOf(error.code));
  }
  return new YamlConverter(lines, secrets).convert(document);
}

type YamlDocument = Document.Parsed<ParsedNode>;

function composed(text: string, lines: LineCounter): readonly YamlDocument[] {
  const tokens = tokensOf(text, lines);
  requireShallow(tokens);
  return [...new Composer<ParsedNode>(OPTIONS).compose(tokens, true, text.length)];
}

function tokensOf(text: string, lines: LineCounter): readonly CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: CST.Token[] = [];
  let count = 0;
  let last = '';
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    last = lexeme;
    if (count > LEXEMES_MAX) {
      throw YamlSyntaxError.tooLong(LEXEMES_MAX);
    }
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > STACK_MAX) {
      throw YamlSyntaxError.tooDeep(DEPTH_MAX);
    }
  }
  tokens.push(...parser.end());
  if (isCutShort(last)) {
    throw YamlSyntaxError.endOfInput();
  }
  return tokens;
}

/** Whether a text in quotes has no end, but a quote of its own where the end should be: the library is content with that. */
function isCutShort(lexeme: string): boolean {
  const quote = lexeme.charAt(0);
  if (quote !== '"' && quote !== "'") {
    return false;
  }
  // One kind of quote is escaped by a backslash, the other by itself.
  const escape = quote === '"' ? '\\' : quote;
  let at = lexeme.length - 2;
  while (at > 0 && lexeme.charAt(at) === escape) {
    at -= 1;
  }
  const escapes = lexeme.length - 2 - at;
  return lexeme.length > 1 && lexeme.endsWith(quote) && escapes % 2 === 1;
}

/** Before the library makes nodes of the tokens, which it does by recursion. */
function requireShallow(tokens: readonly CST.Token[]): void {
  let level: readonly CST.Token[] = tokens;
  // A document is a token around its value.
  for (let depth = -1; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) {
      throw YamlSyntaxError.tooDeep(DEPTH_MAX);
    }
    level = level.flatMap(innerTokens);
  }
}

function innerTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') {
    return token.value === undefined ? [] : [token.value];
  }
  if (!('items' in token)) {
    return [];
  }
  return token.items.flatMap(({ key, value }) => [key, value].filter((inner) => inner !== undefined && inner !== null));
}

class YamlConverter {
  readonly #lines: LineCounter;
  readonly #secrets: SecretPlaces;
  readonly #duplicates: JsonPath[] = [];
  /** What each anchor stands for, once it is complete: a node that holds itself never is. */
  readonly #anchored = new Map<string, ParsedNode>();
  #aliasDepth = 0;
  #aliasedValues = 0;

  constructor(lines: LineCounter, secrets: SecretPlaces) {
    this.#lines = lines;
    this.#secrets = secrets;
  }

  convert({ contents, warnings }: YamlDocument): JsonDocument {
    const [warning] = warnings;
    if (warning !== undefined) {
      throw YamlSyntaxError.at(this.#lines.linePos(warning.pos[0]), problemOf(warning.code));
    }
    return { value: contents === null ? null : this.#valueOf(contents, []), duplicates: this.#duplicates };
  }

  #valueOf(node: ParsedNode | null, path: JsonPath): JsonValue {
    if (path.length > DEPTH_MAX) {
      throw YamlSyntaxError.tooDeep(DEPTH_MAX);
    }
    this.#countAliased();
    if (node === null) {
      return null;
    }
    if (isAlias(node)) {
      return this.#aliased(node, path);
    }
    if (node.tag !== undefined && !JSON_TAGS.has(node.tag)) {
      throw this.#problem(node, 'a tag that is no type of JSON');
    }
    const value = this.#content(node, path);
    if (node.anchor !== undefined) {
      this.#anchored.set(node.anchor, node);
    }
    return value;
  }

  #content(node: Content, path: JsonPath): JsonValue {
    if (isMap(node)) {
      return this.#object(node, path);
    }
    if (isSeq(node)) {
      return node.items.map((item, index) => this.#valueOf(item, [...path, index]));
    }
    return this.#scalar(node, path);
  }

  #object({ items }: YAMLMap.Parsed, path: JsonPath): JsonObject {
    const members = new Map<string, JsonValue>();
    for (const { key, value } of items) {
      const name = this.#keyOf(key);
      const memberPath = [...path, name];
      if (members.has(name)) {
        this.#duplicates.push(memberPath);
      }
      members.set(name, this.#valueOf(value, memberPath));
    }
    return members;
  }

  #keyOf(key: ParsedNode): string {
    if (!isScalar(key) || typeof key.value !== 'string' || key.tag !== undefined) {
      throw this.#problem(key, 'a key that is no text');
    }
    if (key.value === MERGE_KEY && key.type === 'PLAIN') {
      throw this.#problem(key, 'a merge key; write the fields out');
    }
    return this.#wellFormed(key, key.value);
  }

  #scalar(node: Scalar.Parsed, path: JsonPath): JsonValue {
    const { value } = node;
    if (typeof value === 'string') {
      return this.#text(this.#wellFormed(node, value), path);
    }
    if (value === null || typeof value === 'boolean' || typeof value === 'number') {
      return value;
    }
    throw this.#problem(node, 'a value that is not of JSON');
  }

  #text(text: string, path: JsonPath): string | SecretValue {
    if (!this.#secrets.isSecret(path)) {
      return text;
    }
    const secret = SecretValue.fromUtf8(text);
    this.#secrets.onSecret(secret);
    return secret;
  }

  #aliased(alias: Alias.Parsed, path: JsonPath): JsonValue {
    const node = this.#anchored.get(alias.source);
    if (node === undefined) {
      throw this.#problem(alias, 'an alias of nothing that stands before it');
    }
    this.#aliasDepth += 1;
    const value = this.#valueOf(node, path);
    this.#aliasDepth -= 1;
    return value;
  }

  #countAliased(): void {
    this.#aliasedValues += this.#aliasDepth > 0 ? 1 : 0;
    if (this.#aliasedValues > ALIASED_VALUES_MAX) {
      throw YamlSyntaxError.tooManyAliased(ALIASED_VALUES_MAX);
    }
  }

  /** Half a surrogate pair stands for no character, and to store another in its place would change what was written. */
  #wellFormed(node: ParsedNode, text: string): string {
    if (!text.isWellFormed()) {
      throw this.#problem(node, 'half a surrogate pair');
    }
    return text;
  }

  #problem({ range }: ParsedNode, problem: string): YamlSyntaxError {
    return YamlSyntaxError.at(this.#lines.linePos(range[0]), problem);
  }
}

type Content = Exclude<ParsedNode, Alias.Parsed>;

/** The library's name of a problem, in words. Its messages would repeat the input. */
function problemOf(code: ErrorCode): string {
  return code.toLowerCase().replaceAll('_', ' ');
}
