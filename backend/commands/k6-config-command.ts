import type { CommandAnswer, CommandHandler } from '../control/command-answer.ts';
import type { TokenRegister } from '../identity/token-register.ts';
import { parseK6ConfigArguments } from './k6-config-arguments.ts';

/** Who makes a token from the command line: whoever may use the files of the backend. */
const CREATED_BY = 'command-line';

const NO_BACKEND = 'k6-config needs a running backend, for only that knows its address; start it, and try again';

/**
 * The command `k6-config`: makes a decrypter token for k6, and answers with the configuration of k6's `url` secret
 * source that has it in it.
 *
 * @param addressOf the backend, without a slash at its end; undefined where none listens.
 */
export function k6ConfigCommand(register: TokenRegister, addressOf: () => string | undefined): CommandHandler {
  return async (args): Promise<CommandAnswer> => {
    const parsed = parseK6ConfigArguments(args);
    if (!parsed.ok) {
      return { kind: 'misused', message: parsed.problems.join('\n') };
    }
    const address = addressOf();
    if (address === undefined) {
      return { kind: 'failed', message: NO_BACKEND };
    }
    const { text } = await register.create(parsed.draft, CREATED_BY);
    return { kind: 'done', output: text.use((bytes) => k6Config(address, bytes.toString('latin1'))) };
  };
}

/** As k6 reads it (Grafana k6, "URL secret source"); how often it asks and tries again are k6's own defaults. */
function k6Config(address: string, token: string): string {
  const config = {
    urlTemplate: `${address}/api/v1/secrets/{key}/decrypt`,
    headers: { Authorization: `Bearer ${token}` },
    responsePath: 'plaintext',
    timeout: '5s',
    maxRetries: 3,
    retryBackoff: '1s',
    requestsPerMinuteLimit: 300,
    requestsBurst: 10,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
