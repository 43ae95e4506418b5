import { chainRecord, type ChainStore } from '../audit/chain-key.ts';
import { newestLines } from '../audit/newest-lines.ts';
import { verifyLog, type LogFault, type LogVerdict } from '../audit/verify.ts';
import type { CommandAnswer, CommandHandler } from '../control/command-answer.ts';
import type { KeyHolder } from '../vault/key-holder.ts';
import { VaultError } from '../vault/vault.ts';
import { parseAuditArguments, type AuditCommand } from './audit-arguments.ts';

export interface AuditedStore {
  readonly store: ChainStore;
  readonly directory: string;
  /** Throws `sealed` while the store is; see {@link KeyHolder}. */
  readonly keys: Pick<KeyHolder, 'withNewestKeys'>;
  /** Brings the log up to date with the store. */
  readonly move: () => Promise<void>;
}

const FAULTS: Readonly<Record<LogFault, string>> = {
  changed: 'the line is not as it was written',
  'out-of-place': 'the line does not follow the one before it: lines are missing, or stand elsewhere',
  'cut-off': 'lines are missing behind this one, which is the last',
};

/** The command `audit`, on the log of a data directory. */
export function auditCommand(log: AuditedStore): CommandHandler {
  return async (args) => {
    const parsed = parseAuditArguments(args);
    return parsed.ok ? carryOut(parsed.command, log) : { kind: 'misused', message: parsed.problem };
  };
}

async function carryOut(command: AuditCommand, log: AuditedStore): Promise<CommandAnswer> {
  await log.move();
  if (command.kind === 'show') {
    const lines = await newestLines(log.directory, command);
    return { kind: 'done', output: lines.map((line) => `${line}\n`).join('') };
  }
  const { store, directory, keys } = log;
  try {
    const { key, reached } = await keys.withNewestKeys((keyRing) => chainRecord(store, keyRing));
    return answerOf(await verifyLog({ directory, chainId: store.chainId, key, reached }));
  } catch (error) {
    if (error instanceof VaultError && error.code === 'sealed') {
      return { kind: 'failed', message: 'the store is sealed: without its key ring the log cannot be verified' };
    }
    throw error;
  }
}

function answerOf(verdict: LogVerdict): CommandAnswer {
  return verdict.ok
    ? { kind: 'done', output: `${verdict.lines} lines, all as they were written\n` }
    : { kind: 'failed', message: `${verdict.file}, line ${verdict.line}: ${FAULTS[verdict.fault]}` };
}
