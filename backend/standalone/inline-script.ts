const UNSAFE_IN_SCRIPT = /[<>&\u2028\u2029]/g;

/**
 * A value as JavaScript source that may stand inside a `script` element: whatever it holds can neither end the
 * element nor start a comment (https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements).
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE_IN_SCRIPT,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
