import { setTimeout as pause } from 'node:timers/promises';
import type { CommandAnswer, CommandHandler } from '../control/command-answer.ts';
import { sendCommand } from '../control/send-command.ts';
import { controlSocketPath } from '../control/socket-path.ts';
import { DataDirectoryInUseError } from '../vault/lock.ts';
import type { KeyPlace } from '../vault/key-place.ts';
import { openStore, type StorePlace } from '../vault/open-store.ts';
import type { SqlStore } from '../vault/sql-store.ts';

/** Where a store is, and the keys to it. */
export interface CommandPlace extends StorePlace, KeyPlace {}

/** A command that can be carried out wherever the store is open. */
export interface StoreCommand {
  readonly name: string;
  readonly on: (store: SqlStore, place: CommandPlace) => CommandHandler | Promise<CommandHandler>;
}

export interface Waiting {
  /** Called once, where the command has to wait. */
  readonly onBusy: () => void;
  /** In milliseconds. */
  readonly patienceMs?: number;
}

/** Longer than the backend takes to stop. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 100;

/**
 * Has a command carried out by the backend that has a data directory open, or does it here where none has. Waits for a
 * backend that is between the two: one that starts has the lock before the socket, and one that stops keeps it longer.
 *
 * @throws StartError for a directory that can have no control socket, and errors of {@link openStore}.
 */
export async function actOnStore(
  place: CommandPlace,
  command: StoreCommand,
  args: readonly string[],
  { onBusy, patienceMs = PATIENCE_MS }: Waiting
): Promise<CommandAnswer> {
  const socketPath = controlSocketPath(place.dataDir);
  const deadline = performance.now() + patienceMs;
  for (let isFirst = true; ; isFirst = false) {
    const answer = await sendCommand(socketPath, command.name, args);
    if (answer.kind !== 'no-backend') {
      return answer;
    }
    try {
      return await actAlone(place, command, args);
    } catch (error) {
      if (!(error instanceof DataDirectoryInUseError) || performance.now() >= deadline) {
        throw error;
      }
    }
    if (isFirst) {
      onBusy();
    }
    await pause(PAUSE_MS);
  }
}

async function actAlone(place: CommandPlace, command: StoreCommand, args: readonly string[]): Promise<CommandAnswer> {
  const store = await openStore(place);
  try {
    const handle = await command.on(store, place);
    return await handle(args);
  } finally {
    await store.close();
  }
}
