/** Why the service does not start, in words for whoever starts it: what is wrong and the way out, and no secrets. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartError';
  }
}

/** Errors whose messages are written to be read by whoever starts the service. */
const READABLE: ReadonlySet<string> = new Set([
  'StartError',
  'DataDirectoryInUseError',
  'KeyFileError',
  'SchemaError',
  'DatabaseStartError',
  'AuditLogError',
  'AuditChainError',
  'BackupError',
]);

/** What to tell about a failed start. Of errors from elsewhere only class and code: their messages may hold anything. */
export function startFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  if (READABLE.has(error.name)) {
    return error.message;
  }
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
