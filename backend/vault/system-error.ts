/** The code of an error from the operating system (`ENOENT`), or of Node's own (`ERR_SQLITE_ERROR`), if it has one. */
export function systemErrorCode(error: unknown): string | undefined {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
