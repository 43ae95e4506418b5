/** What a text was read as, or the rule that it breaks: it names the field and what that has to be, never what it is. */
export type StrictReading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rule: string };

/** Thrown by the functions of this file and caught by {@link readStrictly}; its message is the rule. */
class BrokenRule extends Error {}

/** Reads JSON by the functions of this file. */
export function readStrictly<T>(text: string, read: (json: unknown) => T): StrictReading<T> {
  try {
    return { ok: true, value: read(parseJson(text)) };
  } catch (error) {
    if (error instanceof BrokenRule) {
      return { ok: false, rule: error.message };
    }
    throw error;
  }
}

export function demand(holds: boolean, rule: string): asserts holds {
  if (!holds) {
    throw new BrokenRule(rule);
  }
}

/** An object with these fields and nothing else. */
export function readObject<Field extends string>(
  value: unknown,
  path: string,
  fields: readonly Field[]
): Readonly<Record<Field, unknown>> {
  demand(hasExactly(value, fields), `${path} must be an object with ${fields.join(', ')} and nothing else`);
  return value;
}

/** So many bytes in the base64 of RFC 4648, 4, with its padding. */
export function readBase64(value: unknown, bytes: number, path: string): Buffer {
  const decoded = decodeBase64(value);
  demand(decoded?.byteLength === bytes, `${path} must be ${bytes} bytes in base64`);
  return decoded;
}

/** Up to so many bytes. */
export function readBase64Text(value: unknown, maxBytes: number, path: string): Buffer {
  const decoded = decodeBase64(value);
  demand(decoded !== undefined && decoded.byteLength > 0 && decoded.byteLength <= maxBytes, `${path} must be base64`);
  return decoded;
}

function decodeBase64(value: unknown): Buffer | undefined {
  const decoded = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  return decoded.toString('base64') === value ? decoded : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause, whose message quotes the text.
    throw new BrokenRule('it must be JSON');
  }
}

function hasExactly<Field extends string>(
  value: unknown,
  fields: readonly Field[]
): value is Readonly<Record<Field, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === fields.length &&
    fields.every((field) => Object.hasOwn(value, field))
  );
}
