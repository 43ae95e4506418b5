import { SecretValue } from '../../vault/secret-value.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonPath, type JsonValue } from '../../http/json-reader.ts';

/** A field of the wrong type, in the words of Go's decoder, which never show the value. */
export class FieldTypeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FieldTypeError';
  }
}

const NO_MEMBERS: JsonObject = new Map();

/**
 * Reads the fields of one object of a body as Go's decoder fills a struct, for Kubernetes promises the same: absent and
 * null leave the empty value, anything else of the wrong type is an error, and fields nobody asked for are unknown.
 */
export class FieldReader {
  readonly #members: JsonObject;
  readonly #struct: string;
  readonly #path: JsonPath;
  readonly #known = new Set<string>();
  readonly #readers: FieldReader[] = [];

  constructor(members: JsonObject, struct: string, path: JsonPath = []) {
    this.#members = members;
    this.#struct = struct;
    this.#path = path;
  }

  text(key: string): string {
    return this.#textOf(this.#take(key), key) ?? '';
  }

  /** A text that may be absent, which here is not the same as an empty one. */
  optionalText(key: string): string | undefined {
    return this.#textOf(this.#take(key), key);
  }

  /** A string at a place that the JSON reader was told is secret. */
  secret(key: string): SecretValue | undefined {
    const value = this.#take(key);
    if (value === undefined || value instanceof SecretValue) {
      return value;
    }
    throw this.#typeError(value, key, 'string');
  }

  texts(key: string): string[] {
    return this.#items(key, '[]string').map((item) => this.#textOf(item ?? undefined, key) ?? '');
  }

  /** Texts by key. What stands at a secret place is left out. */
  textMap(key: string): Map<string, string> {
    const value = this.#take(key);
    if (value !== undefined && !isJsonObject(value)) {
      throw this.#typeError(value, key, 'map[string]string');
    }
    const texts = new Map<string, string>();
    for (const [name, member] of value ?? NO_MEMBERS) {
      if (!(member instanceof SecretValue)) {
        texts.set(name, this.#textOf(member ?? undefined, key) ?? '');
      }
    }
    return texts;
  }

  object(key: string, struct: string): FieldReader {
    const value = this.#take(key);
    return this.#reader(value, key, struct, [...this.#path, key]);
  }

  /** An object that may be absent, which here is not the same as an empty one. */
  optionalObject(key: string, struct: string): FieldReader | undefined {
    const value = this.#take(key);
    return value === undefined ? undefined : this.#reader(value, key, struct, [...this.#path, key]);
  }

  objects(key: string, struct: string): FieldReader[] {
    return this.#items(key, `[]${struct}`).map((item, index) =>
      this.#reader(item ?? undefined, key, struct, [...this.#path, key, index])
    );
  }

  /** Names fields that exist and are not read. */
  ignore(...keys: readonly string[]): void {
    for (const key of keys) {
      this.#known.add(key);
    }
  }

  /** The fields, here and in the objects read from here, that nobody asked for. */
  unknownFields(): JsonPath[] {
    const unknown = [...this.#members.keys()].filter((key) => !this.#known.has(key));
    return [
      ...unknown.map((key) => [...this.#path, key]),
      ...this.#readers.flatMap((reader) => reader.unknownFields()),
    ];
  }

  #take(key: string): JsonValue | undefined {
    this.#known.add(key);
    return this.#members.get(key) ?? undefined;
  }

  #items(key: string, goType: string): readonly JsonValue[] {
    const value = this.#take(key);
    if (value === undefined || isJsonArray(value)) {
      return value ?? [];
    }
    throw this.#typeError(value, key, goType);
  }

  #reader(value: JsonValue | undefined, key: string, struct: string, path: JsonPath): FieldReader {
    if (value !== undefined && !isJsonObject(value)) {
      throw this.#typeError(value, key, struct);
    }
    const reader = new FieldReader(value ?? NO_MEMBERS, struct, path);
    this.#readers.push(reader);
    return reader;
  }

  #textOf(value: JsonValue | undefined, key: string): string | undefined {
    if (value === undefined || typeof value === 'string') {
      return value;
    }
    throw this.#typeError(value, key, 'string');
  }

  #typeError(value: JsonValue, key: string, goType: string): FieldTypeError {
    const path = [...this.#path.filter((segment) => typeof segment === 'string'), key].join('.');
    return new FieldTypeError(
      `json: cannot unmarshal ${jsonTypeOf(value)} into Go struct field ${this.#struct}.${path} of type ${goType}`
    );
  }
}

/** The type of a value in the words of Go's decoder. */
export function jsonTypeOf(value: JsonValue): string {
  if (value === null) {
    return 'null';
  }
  if (isJsonArray(value)) {
    return 'array';
  }
  if (value instanceof SecretValue) {
    return 'string';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
