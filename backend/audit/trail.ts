import type { Logger } from 'pino';
import type { KeyHolder } from '../vault/key-holder.ts';
import type { AuditEntry } from './audit-entry.ts';
import { chainRecord, type ChainStore } from './chain-key.ts';
import { loggedChanges } from './logged-changes.ts';
import type { LogWriter } from './log-writer.ts';
import { openLog } from './open-log.ts';
import { nextStaged, settle, stage } from './outbox.ts';

export interface TrailOptions {
  readonly store: ChainStore;
  /** Of the log itself, made if it does not exist. */
  readonly directory: string;
  /** While the store is sealed, what happens is kept in it until there is a key. */
  readonly keys: Pick<KeyHolder, 'keyRing' | 'withNewestKeys'>;
  readonly logger: Pick<Logger, 'error'>;
}

/** How soon after a change its entry moves from the store to the log, and how soon again after it could not. */
const MOVE_DELAY_MS = 1_000;
const RETRY_DELAY_MS = 5_000;

/**
 * The audit log of one backend. What is recorded is on the disk before it counts; what was noted in a transaction
 * follows from the store, in its order, and exactly once.
 */
export class AuditTrail {
  readonly #options: TrailOptions;
  readonly #writer: LogWriter | undefined;
  #moving: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(options: TrailOptions, writer: LogWriter | undefined) {
    this.#options = options;
    this.#writer = writer;
  }

  /** @throws AuditLogError for a log that does not end as it was written. */
  static async open(options: TrailOptions): Promise<AuditTrail> {
    const { store, directory, keys } = options;
    if (keys.keyRing.state === 'sealed') {
      return new AuditTrail(options, undefined);
    }
    const { chainId } = store;
    const { key } = await keys.withNewestKeys((keyRing) => chainRecord(store, keyRing));
    const writer = await openLog({ directory, chainId, key });
    const trail = new AuditTrail(options, writer);
    await trail.#forgetLogged();
    await trail.move();
    trail.#schedule(MOVE_DELAY_MS);
    return trail;
  }

  /**
   * Settles when the entry is on the disk.
   *
   * @throws AuditUnavailableError where it cannot be: then what it tells of must not happen.
   */
  record(entry: AuditEntry): Promise<void> {
    const { db, chainId } = this.#options.store;
    return this.#writer === undefined ? stage(db, chainId, entry) : this.#writer.record(entry);
  }

  /** Moves to the log what transactions have noted. */
  move(): Promise<void> {
    this.#moving ??= this.#moveAll().finally(() => {
      this.#moving = undefined;
    });
    return this.#moving;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.move().catch(() => undefined);
    await this.#writer?.close();
  }

  async #moveAll(): Promise<void> {
    const { db, chainId } = this.#options.store;
    const writer = this.#writer;
    if (writer === undefined) {
      return;
    }
    for (;;) {
      const staged = await nextStaged(db, chainId);
      if (staged.length === 0) {
        return;
      }
      await Promise.all(staged.map(({ id, entry }) => writer.record({ ...entry, change: id })));
      await settle(db, chainId, { ids: staged.map(({ id }) => id), reached: writer.end.sequence });
    }
  }

  /** What had reached the log when the process ended, and had not left the store. */
  async #forgetLogged(): Promise<void> {
    const {
      directory,
      store: { db, chainId },
    } = this.#options;
    const [first] = await nextStaged(db, chainId);
    if (first !== undefined && this.#writer !== undefined) {
      const ids = [...(await loggedChanges(directory, first.id))];
      if (ids.length > 0) {
        await settle(db, chainId, { ids, reached: this.#writer.end.sequence });
      }
    }
  }

  #schedule(delayMs: number): void {
    if (this.#isClosed) {
      return;
    }
    this.#timer = setTimeout(() => {
      this.move().then(
        () => this.#schedule(MOVE_DELAY_MS),
        (error: unknown) => {
          this.#options.logger.error({ err: error }, 'changes wait for the audit log, which cannot be written');
          this.#schedule(RETRY_DELAY_MS);
        }
      );
    }, delayMs);
    this.#timer.unref();
  }
}
