const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const ESCAPE = /%([0-9A-Fa-f]{2})/g;

/** What Go leaves as it is when it writes a path (`net/url`, `EscapedPath`). */
const NOT_PLAIN = /[^A-Za-z0-9\-_.~$&+,/:;=@]/g;

/**
 * Takes the percent-encoding off a path, byte by byte: a character of the result is one byte. Undefined where a `%` has
 * no two hexadecimal digits after it.
 */
export function decodePath(encoded: string): string | undefined {
  return BROKEN_ESCAPE.test(encoded)
    ? undefined
    : encoded.replace(ESCAPE, (_escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** Writes a path, one character for each byte, as Go's HTTP client does. Slashes stay slashes. */
export function encodePath(path: string): string {
  return path.replace(
    NOT_PLAIN,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  );
}
