/** For a POSIX shell, in which single quotes take everything as it is but themselves. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
