import { isUtf8 } from 'node:buffer';
import { SecretValue } from '../vault/secret-value.ts';
import { endOfString, unescaped } from './json-string.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';

/** An object of a body. A map, so that no key of a request ever meets a prototype. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** A value of a body. A string at a secret place never becomes a JavaScript string, which could not be wiped. */
export type JsonValue = null | boolean | number | string | SecretValue | readonly JsonValue[] | JsonObject;

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Where a value stands in its document: keys of objects, positions in arrays. */
export type JsonPath = ReadonlyArray<string | number>;

/** How to treat the secrets of a document. */
export interface SecretPlaces {
  /** Whether a string at this place is a secret. */
  isSecret(path: JsonPath): boolean;
  /** Told of every secret as soon as it is read, so that its owner can wipe it whatever happens next. */
  onSecret(secret: SecretValue): void;
}

export interface JsonDocument {
  readonly value: JsonValue;
  /** Where an object had a key again. The last one counts. */
  readonly duplicates: readonly JsonPath[];
}

/** How many levels a document may have: more than any object of Kubernetes, and far from the end of the stack. */
export const DEPTH_MAX = 100;

/**
 * Reads JSON from bytes, and strings at secret places straight into memory that can be wiped. `JSON.parse` would leave
 * them in strings that live until some garbage collection, hides duplicate keys, and repeats its input in its errors.
 *
 * @throws JsonSyntaxError
 */
export function readJson(bytes: Buffer, secrets: SecretPlaces): JsonDocument {
  if (!isUtf8(bytes)) {
    throw JsonSyntaxError.notUtf8();
  }
  return new JsonReader(bytes, secrets).readDocument();
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const WHITE_SPACE: ReadonlySet<number | undefined> = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** Everything that can stand in a number or in `true`, `false` and `null`. */
const WORD = /^[-+.0-9A-Za-z]*/;
/** Longer than any number that a field here can hold. */
const WORD_MAX = 64;
const NUMBER = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class JsonReader {
  readonly #bytes: Buffer;
  readonly #secrets: SecretPlaces;
  readonly #duplicates: JsonPath[] = [];
  #at = 0;

  constructor(bytes: Buffer, secrets: SecretPlaces) {
    this.#bytes = bytes;
    this.#secrets = secrets;
  }

  readDocument(): JsonDocument {
    const value = this.#readValue([]);
    this.#skipWhiteSpace();
    if (this.#at < this.#bytes.length) {
      throw this.#expected('the end');
    }
    return { value, duplicates: this.#duplicates };
  }

  #readValue(path: JsonPath): JsonValue {
    if (path.length > DEPTH_MAX) {
      throw JsonSyntaxError.tooDeep(DEPTH_MAX);
    }
    this.#skipWhiteSpace();
    switch (this.#bytes[this.#at]) {
      case OPEN_BRACE:
        return this.#readObject(path);
      case OPEN_BRACKET:
        return this.#readArray(path);
      case QUOTE:
        return this.#secrets.isSecret(path) ? this.#readSecret() : this.#readText();
      default:
        return this.#readWord();
    }
  }

  #readObject(path: JsonPath): JsonObject {
    const members = new Map<string, JsonValue>();
    this.#at += 1;
    if (this.#skips(CLOSE_BRACE)) {
      return members;
    }
    do {
      this.#skipWhiteSpace();
      if (this.#bytes[this.#at] !== QUOTE) {
        throw this.#expected('a key in quotes');
      }
      const key = this.#readText();
      const memberPath = [...path, key];
      if (!this.#skips(COLON)) {
        throw this.#expected("':'");
      }
      if (members.has(key)) {
        this.#duplicates.push(memberPath);
      }
      members.set(key, this.#readValue(memberPath));
    } while (this.#skips(COMMA));
    if (!this.#skips(CLOSE_BRACE)) {
      throw this.#expected("',' or '}'");
    }
    return members;
  }

  #readArray(path: JsonPath): readonly JsonValue[] {
    const items: JsonValue[] = [];
    this.#at += 1;
    if (this.#skips(CLOSE_BRACKET)) {
      return items;
    }
    do {
      items.push(this.#readValue([...path, items.length]));
    } while (this.#skips(COMMA));
    if (!this.#skips(CLOSE_BRACKET)) {
      throw this.#expected("',' or ']'");
    }
    return items;
  }

  #readSecret(): SecretValue {
    const { start, end } = this.#stringBounds();
    const secret = SecretValue.fromBuffer(unescaped(this.#bytes, start, end));
    this.#secrets.onSecret(secret);
    return secret;
  }

  #readText(): string {
    const { start, end } = this.#stringBounds();
    const hasEscapes = this.#bytes.subarray(start, end).includes(BACKSLASH);
    return hasEscapes ? unescaped(this.#bytes, start, end).toString() : this.#bytes.toString('utf8', start, end);
  }

  /** Finds the string that starts here, and moves behind it. */
  #stringBounds(): { readonly start: number; readonly end: number } {
    const start = this.#at + 1;
    const end = endOfString(this.#bytes, start);
    this.#at = end + 1;
    return { start, end };
  }

  #readWord(): number | boolean | null {
    const ahead = this.#bytes.toString('latin1', this.#at, this.#at + WORD_MAX);
    const [word] = WORD.exec(ahead) ?? [''];
    const literal = LITERALS.get(word);
    if (literal === undefined && !NUMBER.test(word)) {
      throw this.#expected('a value');
    }
    this.#at += word.length;
    return literal === undefined ? Number(word) : literal;
  }

  /** Moves over white space and then this byte, if it is the next one. */
  #skips(byte: number): boolean {
    this.#skipWhiteSpace();
    const isNext = this.#bytes[this.#at] === byte;
    this.#at += isNext ? 1 : 0;
    return isNext;
  }

  #skipWhiteSpace(): void {
    while (WHITE_SPACE.has(this.#bytes[this.#at])) {
      this.#at += 1;
    }
  }

  #expected(what: string): JsonSyntaxError {
    const isAtEnd = this.#at >= this.#bytes.length;
    return isAtEnd ? JsonSyntaxError.endOfInput() : JsonSyntaxError.expected(what, this.#at);
  }
}
