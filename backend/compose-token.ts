import { randomBytes } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { systemErrorCode } from './vault/system-error.ts';

const NAME = 'SECRETS_GRAFANA_TOKEN';
const IS_SET = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${NAME}[ \\t]*=[ \\t]*\\S`, 'm');

/** Hexadecimal digits need no quotes in any file. */
const TOKEN_BYTES = 32;

/** A file that is made here is its owner's alone. */
const OWNER_ONLY = 0o600;

/** Adds a new token to a file of variables that has none; the file need not be there. */
export async function ensureGrafanaToken(file: string): Promise<'kept' | 'added'> {
  const text = await textOf(file);
  if (IS_SET.test(text)) {
    return 'kept';
  }
  const lineBreak = text === '' || text.endsWith('\n') ? '' : '\n';
  const line = `${NAME}=${randomBytes(TOKEN_BYTES).toString('hex')}\n`;
  await appendFile(file, lineBreak + line, { mode: OWNER_ONLY });
  return 'added';
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
