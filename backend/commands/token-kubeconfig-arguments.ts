import type { TokenArguments } from './parsed-token-command.ts';

/** Options of `create` that say what a token may do. */
const RIGHTS = ['--role', '--permission', '--decrypter'];
/** Whoever may use the files of the backend may do everything anyway. */
const DEFAULT_RIGHTS = ['--role', 'Admin'];

const NOT_FOR_DECRYPTERS = 'kubeconfig takes --role and --permission: a token that reads values cannot manage secrets';

/**
 * Reads the arguments of `token kubeconfig`: those of `create` for a management token, and Admin where they say nothing
 * of what it may do.
 *
 * @param parseCreate reads the arguments of `create`.
 */
export function parseKubeconfig(
  args: readonly string[],
  parseCreate: (args: readonly string[]) => TokenArguments
): TokenArguments {
  const saysRights = args.some((arg) => RIGHTS.some((option) => arg === option || arg.startsWith(`${option}=`)));
  const parsed = parseCreate(saysRights ? args : [...DEFAULT_RIGHTS, ...args]);
  if (!parsed.ok || parsed.command.kind !== 'create') {
    return parsed;
  }
  const { draft } = parsed.command;
  return draft.kind === 'management'
    ? { ok: true, command: { kind: 'kubeconfig', draft } }
    : { ok: false, problems: [NOT_FOR_DECRYPTERS] };
}
