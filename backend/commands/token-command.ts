import type { CommandAnswer, CommandHandler } from '../control/command-answer.ts';
import type { TokenRegister } from '../identity/token-register.ts';
import type { TokenCommand } from './parsed-token-command.ts';
import { parseTokenArguments } from './token-arguments.ts';
import { kubeconfigCommand, type ServiceAddress } from './token-kubeconfig.ts';
import { tokenListing } from './token-listing.ts';

/** Who makes and revokes tokens from the command line: whoever may use the files of the backend. */
const COMMAND_LINE = 'command-line';

/**
 * The command `token`, on a register of tokens.
 *
 * @param address of the backend that carries it out; undefined where none listens.
 */
export function tokenCommand(
  register: TokenRegister,
  clock: () => number,
  address: () => ServiceAddress | undefined = () => undefined
): CommandHandler {
  return async (args) => {
    const parsed = parseTokenArguments(args);
    return parsed.ok
      ? carryOut(parsed.command, register, clock, address)
      : { kind: 'misused', message: parsed.problems.join('\n') };
  };
}

async function carryOut(
  command: TokenCommand,
  register: TokenRegister,
  clock: () => number,
  address: () => ServiceAddress | undefined
): Promise<CommandAnswer> {
  switch (command.kind) {
    case 'create': {
      const { text } = await register.create(command.draft, COMMAND_LINE);
      return { kind: 'done', output: text.use((bytes) => `${bytes.toString('latin1')}\n`) };
    }
    case 'kubeconfig':
      return kubeconfigCommand(register, command.draft, COMMAND_LINE, address());
    case 'list':
      return { kind: 'done', output: tokenListing(await register.list(), Math.floor(clock() / 1000)) };
    case 'revoke':
      return (await register.revoke(command.id, COMMAND_LINE))
        ? { kind: 'done', output: `${command.id}\n` }
        : { kind: 'failed', message: 'there is no token of this ID; list shows those that there are' };
  }
}
