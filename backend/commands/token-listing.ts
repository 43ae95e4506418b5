import { formatSourceRange } from '../identity/source-range.ts';
import { formatPermission } from '../identity/token-permission.ts';
import { tokenState, type Token } from '../identity/token-record.ts';

const NONE = '-';
const GAP = '  ';

type Column = readonly [title: string, cell: (token: Token, now: number) => string];

const COLUMNS: readonly Column[] = [
  ['ID', ({ id }) => id],
  ['KIND', ({ kind }) => kind],
  ['ROLE', (token) => (token.kind === 'management' ? token.role : NONE)],
  ['DECRYPTER', (token) => (token.kind === 'decrypter' ? token.decrypter : NONE)],
  ['NAMESPACE', ({ namespace }) => namespace],
  ['STATE', (token, now) => tokenState(token, now)],
  ['CREATED', ({ createdAt }) => timeText(createdAt)],
  ['BY', ({ createdBy }) => createdBy],
  ['EXPIRES', ({ expiresAt }) => timeText(expiresAt)],
  ['LAST USED', ({ lastUsedAt }) => timeText(lastUsedAt)],
  ['PERMISSIONS', (token) => listText(token.kind === 'management' ? token.permissions.map(formatPermission) : [])],
  ['ONLY', (token) => listText(token.kind === 'decrypter' ? token.only : [])],
  ['SOURCE', (token) => listText(token.kind === 'decrypter' ? token.sources.map(formatSourceRange) : [])],
];

/**
 * Tokens as a table for people: a line of titles, and one for each token.
 *
 * @param now unix seconds.
 */
export function tokenListing(tokens: readonly Token[], now: number): string {
  const rows = [COLUMNS.map(([title]) => title), ...tokens.map((token) => COLUMNS.map(([, cell]) => cell(token, now)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd();
  return rows.map((row) => `${line(row)}\n`).join('');
}

function listText(texts: readonly string[]): string {
  return texts.join(',') || NONE;
}

/** RFC 3339, to the second. */
function timeText(seconds: number | undefined): string {
  return seconds === undefined ? NONE : new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
