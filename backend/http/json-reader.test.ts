import fc from 'fast-check';
import type { SecretValue } from '../vault/secret-value.ts';
import { readJson, type JsonPath, type JsonValue } from './json-reader.ts';
import { JsonSyntaxError } from './json-syntax-error.ts';

const NO_SECRETS = { isSecret: () => false, onSecret: () => undefined };

function read(text: string): JsonValue {
  return readJson(Buffer.from(text), NO_SECRETS).value;
}

function problemOf(text: string | Buffer): string {
  try {
    readJson(Buffer.from(text), NO_SECRETS);
  } catch (error) {
    if (error instanceof JsonSyntaxError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('was read');
}

/** What `JSON.parse` would have given, for comparing. */
function plain(value: JsonValue): unknown {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, member]) => [key, plain(member)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
}

const wellFormed = fc.string({ unit: 'binary' });
const anyJson = fc.jsonValue({ stringUnit: 'binary', maxDepth: 6 });

describe('readJson', () => {
  it('reads every document as JSON.parse does', () => {
    fc.assert(
      fc.property(anyJson, fc.constantFrom(undefined, 1, '\t'), (json, indent) => {
        const text = JSON.stringify(json, null, indent);
        expect(plain(read(text))).toEqual(JSON.parse(text));
      })
    );
  });

  it('accepts and refuses exactly the documents that JSON.parse does, but for half surrogate pairs', () => {
    const almostJson = fc
      .tuple(
        anyJson,
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', '\u0001', 'e', '-', '0', ' ', 'null', '+1.')
      )
      .map(([json, position, noise]) => {
        const text = JSON.stringify(json);
        const at = position % (text.length + 1);
        return text.slice(0, at) + noise + text.slice(at + 1);
      })
      .filter((text) => text.isWellFormed() && !/\\u[dD][89a-fA-F]/.test(text));
    fc.assert(
      fc.property(almostJson, (text) => {
        expect(outcome(() => plain(read(text)))).toEqual(outcome((): unknown => JSON.parse(text)));
      }),
      { numRuns: 2000 }
    );
  });

  it.each(['\\ud83d\\ude00', '\\uD83D\\uDE00', '\\u0000', '\\/\\b\\f\\n\\r\\t\\"\\\\', 'ü\\u00fc€'])(
    'reads the escapes of "%s"',
    (inside) => {
      expect(read(`"${inside}"`)).toBe(JSON.parse(`"${inside}"`));
    }
  );

  it.each(['\\ud800', '\\udc00', '\\ud800x', '\\ud800\\u0041', '\\ude00\\ud83d'])(
    'refuses "%s", which stands for no character',
    (inside) => {
      expect(problemOf(`"${inside}"`)).toMatch(/^invalid JSON at byte 1: expected both halves of a surrogate pair$/);
    }
  );

  it.each([
    ['', 'unexpected end of JSON input'],
    ['{"spec":', 'unexpected end of JSON input'],
    ['{"spec"', 'unexpected end of JSON input'],
    ['{"spe', 'unexpected end of JSON input'],
    ['["a\\', 'unexpected end of JSON input'],
    ['{"a":1,}', 'invalid JSON at byte 7: expected a key in quotes'],
    ['{"a" 1}', "invalid JSON at byte 5: expected ':'"],
    ['{"a":1 "b"}', "invalid JSON at byte 7: expected ',' or '}'"],
    ['[1 2]', "invalid JSON at byte 3: expected ',' or ']'"],
    ['[01]', 'invalid JSON at byte 1: expected a value'],
    ['1 2', 'invalid JSON at byte 2: expected the end'],
    ['"\n"', 'invalid JSON at byte 1: expected an escape for a control character'],
    ['"\\x"', 'invalid JSON at byte 1: expected an escape of JSON'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('refuses what is not UTF-8', () => {
    expect(problemOf(Buffer.from([0x22, 0xff, 0x22]))).toBe('invalid JSON: not UTF-8');
  });

  it('refuses nesting that could exhaust the stack', () => {
    expect(problemOf('['.repeat(500_000))).toBe('invalid JSON: nested deeper than 100 levels');
    expect(plain(read('['.repeat(100) + ']'.repeat(100)))).toEqual(JSON.parse('['.repeat(100) + ']'.repeat(100)));
  });

  it('never repeats a text that it refuses', () => {
    const canary = 'QqCanaryQq';
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.constantFrom('"', '\\', '}', '\u0000', 'x', '\\ud800'), (position, noise) => {
        const text = `{"a": ["${canary}", 1], "${canary}": ${canary}}`;
        expect(problemOf(text.slice(0, position) + noise + text.slice(position))).not.toContain('Qq');
      })
    );
  });

  it('keeps keys away from prototypes', () => {
    const value = read('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(value instanceof Map && [...value.keys()]).toEqual(['__proto__', 'constructor']);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it('reports keys that come again, and takes the last', () => {
    const { value, duplicates } = readJson(Buffer.from('{"a":{"b":1,"b":2},"a":[{"c":3,"c":4}]}'), NO_SECRETS);
    expect(plain(value)).toEqual({ a: [{ c: 4 }] });
    expect(duplicates).toEqual([['a', 'b'], ['a'], ['a', 0, 'c']]);
  });
});

describe('readJson at secret places', () => {
  const isSecret = (path: JsonPath) => path.join('.') === 'spec.value';

  it('reads a string into memory that can be wiped, whatever its escapes', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const secrets: SecretValue[] = [];
        const places = { isSecret, onSecret: (secret: SecretValue) => secrets.push(secret) };
        const { value } = readJson(Buffer.from(JSON.stringify({ spec: { value: text } })), places);
        const [secret] = secrets;
        expect(JSON.stringify(plain(value))).toBe('{"spec":{"value":"[REDACTED]"}}');
        expect(secret?.byteLength).toBe(Buffer.byteLength(text));
        expect(secret?.use((bytes) => bytes.toString())).toBe(text);
      })
    );
  });

  it('tells of every secret, also before it finds that the document is malformed', () => {
    const secrets: SecretValue[] = [];
    const places = { isSecret, onSecret: (secret: SecretValue) => secrets.push(secret) };
    expect(() => readJson(Buffer.from('{"spec":{"value":"a","value":"bc",'), places)).toThrow(JsonSyntaxError);
    expect(secrets.map(({ byteLength }) => byteLength)).toEqual([1, 2]);
  });

  it('leaves what is no string at a secret place as it is', () => {
    const places = { isSecret, onSecret: () => undefined };
    expect(plain(readJson(Buffer.from('{"spec":{"value":5}}'), places).value)).toEqual({ spec: { value: 5 } });
  });
});

function outcome(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch {
    return 'refused';
  }
}
