import type { CommandAnswer, CommandHandler } from '../control/command-answer.ts';
import { KeyMaintenanceError, type KeyMaintenance, type KeyStatus } from '../vault/key-maintenance.ts';
import { VaultError } from '../vault/vault.ts';
import { parseKeysArguments, type KeysCommand } from './keys-arguments.ts';

/** Who changes keys from the command line: whoever may use the files of the backend. */
const ACTOR = 'command-line';

/** The command `keys`: `rewrap` and `verify` do a step of their work, and tell in JSON how much is left. */
export function keysCommand(maintenance: KeyMaintenance): CommandHandler {
  return async (args) => {
    const parsed = parseKeysArguments(args);
    if (!parsed.ok) {
      return { kind: 'misused', message: parsed.problem };
    }
    try {
      return { kind: 'done', output: await carryOut(parsed.command, maintenance) };
    } catch (error) {
      return failureOf(error);
    }
  };
}

async function carryOut(command: KeysCommand, maintenance: KeyMaintenance): Promise<string> {
  switch (command.kind) {
    case 'status':
      return listing(await maintenance.status());
    case 'rotate':
      if (command.dryRun) {
        maintenance.checkRotate();
        return 'a new key would become active; nothing that is stored would change before keys rewrap\n';
      }
      return `${await maintenance.rotate(ACTOR)}\n`;
    case 'rewrap':
      return JSON.stringify(
        command.dryRun ? { rewrapped: 0, left: await maintenance.countOutdated() } : await maintenance.rewrapSome(ACTOR)
      );
    case 'retire':
      await (command.dryRun ? maintenance.checkRetire(command.id) : maintenance.retire(command.id, ACTOR));
      return `${command.id}\n`;
    case 'protect':
    case 'unprotect':
      await maintenance.protect(command.kind === 'protect', ACTOR);
      return `the key ring is ${command.kind === 'protect' ? 'protected' : 'not protected any more'}\n`;
    case 'new':
      throw new TypeError('a key ring is made without a store');
    case 'verify':
      return JSON.stringify(await maintenance.verifySome(command.after));
  }
}

function failureOf(error: unknown): CommandAnswer {
  if (error instanceof KeyMaintenanceError) {
    return { kind: 'failed', message: error.message };
  }
  if (error instanceof VaultError && error.code === 'sealed') {
    return {
      kind: 'failed',
      message: 'the store is sealed: its key ring is missing, does not open, or lacks a key that stored values need',
    };
  }
  throw error;
}

/** A line per key: id, state, when it was made, how many data keys need it. */
function listing(keys: readonly KeyStatus[]): string {
  return keys.map(({ id, state, createdAt, uses }) => `${id}  ${state.padEnd(12)}  ${createdAt}  ${uses}\n`).join('');
}
