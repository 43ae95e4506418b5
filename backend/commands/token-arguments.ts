import { DEFAULT_NAMESPACE } from '../../src/domain/namespace.ts';
import {
  readDecrypterTokenOrder,
  type DecrypterOrderReading,
  type DecrypterTokenOrder,
} from '../identity/decrypter-draft.ts';
import type { OrderProblem } from '../identity/order-problems.ts';
import { readTokenOrder, type TokenOrder, type TokenOrderReading } from '../identity/token-draft.ts';
import { DEFAULT_LIFETIMES } from '../identity/token-lifetime.ts';
import { isTokenId } from '../identity/token-text.ts';
import { readOptions, type GivenOptions } from './command-options.ts';
import type { TokenArguments } from './parsed-token-command.ts';
import { parseKubeconfig } from './token-kubeconfig-arguments.ts';

const VERBS = 'create, list, revoke or kubeconfig';
const OPTIONS = {
  command: 'create',
  names: ['role', 'permission', 'decrypter', 'only', 'source', 'namespace', 'ttl'],
  lists: ['permission', 'only', 'source'],
} as const;
type Option = (typeof OPTIONS.names)[number];
type Options = GivenOptions<Option>['options'];

const NEITHER_KIND = 'give --role for a token that manages secrets, or --decrypter for one that reads values';
const BOTH_KINDS = '--role and --permission are for tokens that manage secrets, and cannot be given with --decrypter';
const NOT_FOR_MANAGEMENT = '--only and --source are for tokens of a --decrypter';

/** Reads the arguments of `token`, and finds all that is wrong with them. */
export function parseTokenArguments([verb, ...rest]: readonly string[]): TokenArguments {
  switch (verb) {
    case 'create':
      return parseCreate(rest);
    case 'kubeconfig':
      return parseKubeconfig(rest, parseCreate);
    case 'list':
      return rest.length === 0 ? { ok: true, command: { kind: 'list' } } : refuse('list takes nothing after it');
    case 'revoke':
      return parseRevoke(rest);
    default:
      return refuse(`say what to do: ${VERBS}`);
  }
}

function parseCreate(args: readonly string[]): TokenArguments {
  const { options, problems } = readOptions(args, OPTIONS);
  const [role] = options.role;
  const [decrypter] = options.decrypter;
  if (decrypter === undefined) {
    return role === undefined
      ? { ok: false, problems: [...problems, NEITHER_KIND] }
      : createOf(readTokenOrder(managementOrder(role, options)), [...problems, ...strayForManagement(options)]);
  }
  const reading = readDecrypterTokenOrder(decrypterOrder(decrypter, options));
  return createOf(reading, [...problems, ...strayForDecrypter(options)]);
}

function createOf(reading: TokenOrderReading | DecrypterOrderReading, problems: readonly string[]): TokenArguments {
  if (reading.ok && problems.length === 0) {
    return { ok: true, command: { kind: 'create', draft: reading.draft } };
  }
  const found: ReadonlyArray<OrderProblem<Option>> = reading.ok ? [] : reading.problems;
  return { ok: false, problems: [...problems, ...found.map(({ field, rule }) => `--${field} ${rule}`)] };
}

function managementOrder(role: string, { permission, namespace, ttl }: Options): TokenOrder {
  return {
    role,
    permission,
    namespace: namespace[0] ?? DEFAULT_NAMESPACE,
    ttl: ttl[0] ?? DEFAULT_LIFETIMES.management,
  };
}

function decrypterOrder(decrypter: string, { only, source, namespace, ttl }: Options): DecrypterTokenOrder {
  return {
    decrypter,
    only,
    source,
    namespace: namespace[0] ?? DEFAULT_NAMESPACE,
    ttl: ttl[0] ?? DEFAULT_LIFETIMES.decrypter,
  };
}

function strayForManagement({ only, source }: Options): readonly string[] {
  return only.length + source.length > 0 ? [NOT_FOR_MANAGEMENT] : [];
}

function strayForDecrypter({ role, permission }: Options): readonly string[] {
  return role.length + permission.length > 0 ? [BOTH_KINDS] : [];
}

function parseRevoke([id, ...more]: readonly string[]): TokenArguments {
  return id !== undefined && isTokenId(id) && more.length === 0
    ? { ok: true, command: { kind: 'revoke', id } }
    : refuse('revoke takes the ID of one token: the 12 characters that list shows');
}

function refuse(problem: string): TokenArguments {
  return { ok: false, problems: [problem] };
}
