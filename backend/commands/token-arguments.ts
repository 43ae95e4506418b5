import { parseArgs } from 'node:util';
import { DEFAULT_NAMESPACE } from '../../src/domain/namespace.ts';
import { readTokenOrder, type TokenDraft, type TokenOrder } from '../identity/token-draft.ts';
import { DEFAULT_LIFETIME } from '../identity/token-lifetime.ts';
import { isTokenId, type TokenId } from '../identity/token-text.ts';

/** What is to be done with tokens. */
export type TokenCommand =
  | { readonly kind: 'create'; readonly draft: TokenDraft }
  | { readonly kind: 'list' }
  | { readonly kind: 'revoke'; readonly id: TokenId };

/** Problems never repeat what was written: it may be a token. */
export type TokenArguments =
  { readonly ok: true; readonly command: TokenCommand } | { readonly ok: false; readonly problems: readonly string[] };

const VERBS = 'create, list or revoke';
const ORDER_FIELDS: ReadonlyArray<keyof TokenOrder> = ['role', 'permission', 'namespace', 'ttl'];
const OPTION_TYPES = {
  role: { type: 'string' },
  permission: { type: 'string' },
  namespace: { type: 'string' },
  ttl: { type: 'string' },
} as const;
const ORDER_OPTIONS = ORDER_FIELDS.map((field) => `--${field}`).join(', ');

/** Reads the arguments of `token`, and finds all that is wrong with them. */
export function parseTokenArguments([verb, ...rest]: readonly string[]): TokenArguments {
  switch (verb) {
    case 'create':
      return parseCreate(rest);
    case 'list':
      return rest.length === 0 ? { ok: true, command: { kind: 'list' } } : refuse('list takes nothing after it');
    case 'revoke':
      return parseRevoke(rest);
    default:
      return refuse(`say what to do: ${VERBS}`);
  }
}

function parseCreate(args: readonly string[]): TokenArguments {
  const { options, problems } = readOptions(args);
  const order: TokenOrder = {
    role: options.role[0] ?? '',
    permission: options.permission,
    namespace: options.namespace[0] ?? DEFAULT_NAMESPACE,
    ttl: options.ttl[0] ?? DEFAULT_LIFETIME,
  };
  const reading = readTokenOrder(order);
  if (!reading.ok) {
    problems.push(...reading.problems.map(({ field, rule }) => `--${field} ${rule}`));
  }
  return reading.ok && problems.length === 0
    ? { ok: true, command: { kind: 'create', draft: reading.draft } }
    : { ok: false, problems };
}

interface Options {
  readonly options: Readonly<Record<keyof TokenOrder, string[]>>;
  readonly problems: string[];
}

/** Not by the strict mode of `parseArgs`: it repeats arguments in its errors, and lets the last of two options win. */
function readOptions(args: readonly string[]): Options {
  const { tokens } = parseArgs({ args: [...args], options: OPTION_TYPES, strict: false, tokens: true });
  const options: Options['options'] = { role: [], permission: [], namespace: [], ttl: [] };
  const problems = new Set<string>();
  for (const token of tokens) {
    const field = token.kind === 'option' ? ORDER_FIELDS.find((known) => token.rawName === `--${known}`) : undefined;
    if (token.kind !== 'option') {
      problems.add('create takes options only; a value comes behind its option');
    } else if (field === undefined) {
      problems.add(`there is an unknown option; create takes ${ORDER_OPTIONS}`);
    } else if (token.value === undefined) {
      problems.add(`--${field} lacks its value`);
    } else {
      options[field].push(token.value);
    }
  }
  ORDER_FIELDS.filter((field) => field !== 'permission' && options[field].length > 1).forEach((field) =>
    problems.add(`--${field} must be given once`)
  );
  return { options, problems: [...problems] };
}

function parseRevoke([id, ...more]: readonly string[]): TokenArguments {
  return id !== undefined && isTokenId(id) && more.length === 0
    ? { ok: true, command: { kind: 'revoke', id } }
    : refuse('revoke takes the ID of one token: the 12 characters that list shows');
}

function refuse(problem: string): TokenArguments {
  return { ok: false, problems: [problem] };
}
