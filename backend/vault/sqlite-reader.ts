import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CommittedRead } from './committed-read.ts';
import { toInput } from './node-sqlite-dialect.ts';

export interface SqliteReader {
  readonly read: CommittedRead;
  /**
   * To be called before the writing connection is closed: the last one to go takes the write-ahead log with it. Does
   * nothing a second time.
   */
  close(): void;
}

interface PreparedRead {
  readonly statement: StatementSync;
  readonly columns: readonly string[];
}

/**
 * A second connection to a database in WAL mode, which reads and never writes. It waits for no transaction and sees
 * nothing of one before it is committed; what was committed before a read began, it sees (https://sqlite.org/isolation.html).
 * Each read is over when it returns, so that none keeps a checkpoint from ending.
 *
 * Its statements stay prepared: they are for the few queries that every request asks, not for queries of any length.
 */
export function openSqliteReader(path: string, timeoutMs: number): SqliteReader {
  const database = new DatabaseSync(path, {
    readOnly: true,
    timeout: timeoutMs,
    enableDoubleQuotedStringLiterals: false,
    defensive: true,
  });
  const prepared = new Map<string, PreparedRead>();
  const prepare = (sql: string): PreparedRead => {
    const statement = database.prepare(sql);
    const columns = statement.columns().map(({ name }) => name);
    // An array costs SQLite's binding half of what an object with a member for each column does.
    statement.setReturnArrays(true);
    return { statement, columns };
  };
  return {
    read: <Row>(sql: string, parameters: readonly unknown[]) => {
      const known = prepared.get(sql) ?? prepare(sql);
      prepared.set(sql, known);
      const { statement, columns } = known;
      const rows: unknown[] = statement.all(...parameters.map(toInput));
      return rows.map((values) => toRow(columns, values)) as unknown as readonly Row[];
    },
    close: () => {
      if (database.isOpen) {
        database.close();
      }
    },
  };
}

function toRow(columns: readonly string[], values: unknown): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  if (Array.isArray(values)) {
    columns.forEach((column, index) => (row[column] = values[index]));
  }
  return row;
}
