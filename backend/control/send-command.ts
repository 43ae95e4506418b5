import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { systemErrorCode } from '../vault/system-error.ts';
import type { CommandAnswer } from './command-answer.ts';
import { answerOf, COMMANDS_PATH } from './command-protocol.ts';

/** How long a command may take, in milliseconds. */
const PATIENCE_MS = 30_000;

const NOT_FOUND = 404;

/** Connecting fails so where no process listens: the file is not there, or nobody is behind it (connect(2)). */
const NOBODY_LISTENS: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ECONNREFUSED']);
const NOT_ALLOWED: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM']);

/** Has the backend behind a control socket carry out a command. */
export async function sendCommand(
  socketPath: string,
  name: string,
  args: readonly string[]
): Promise<CommandAnswer | { readonly kind: 'no-backend' }> {
  try {
    const response = await post(socketPath, `${COMMANDS_PATH}/${name}`, JSON.stringify({ arguments: args }));
    const { statusCode = 0 } = response;
    return answerOf(statusCode, await text(response)) ?? { kind: 'failed', message: unanswered(statusCode) };
  } catch (error) {
    const code = systemErrorCode(error);
    return NOBODY_LISTENS.has(code) ? { kind: 'no-backend' } : { kind: 'failed', message: disconnected(code) };
  }
}

function post(socketPath: string, path: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      socketPath,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    outgoing.once('response', resolve).once('error', reject).end(body);
  });
}

function unanswered(status: number): string {
  return status === NOT_FOUND
    ? 'the backend that is running does not know this command; restart it, so that it is of the same version'
    : `the backend could not carry out the command (${status}); its log says more`;
}

function disconnected(code: string | undefined): string {
  return NOT_ALLOWED.has(code)
    ? 'the control socket of the backend is for its owner alone; run this as the user that runs the backend'
    : `the backend did not answer (${code ?? 'unknown error'}); whether it did what it was told is not known`;
}
