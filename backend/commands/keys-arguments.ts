import { readOptions } from './command-options.ts';

/** What the command `keys` can be told. */
export type KeysCommand =
  | { readonly kind: 'status' }
  | { readonly kind: 'rotate'; readonly dryRun: boolean }
  | { readonly kind: 'rewrap'; readonly dryRun: boolean }
  | { readonly kind: 'retire'; readonly id: string; readonly dryRun: boolean }
  | { readonly kind: 'protect' }
  | { readonly kind: 'unprotect' }
  /** Carried out without a store. */
  | { readonly kind: 'new'; readonly out: string; readonly after: string | undefined }
  /** `after` is where a step begins; what a person types begins at 0. */
  | { readonly kind: 'verify'; readonly after: number };

export type ParsedKeysCommand =
  { readonly ok: true; readonly command: KeysCommand } | { readonly ok: false; readonly problem: string };

const DRY_RUN = '--dry-run';
const KEY_ID = /^[0-9a-f]{16}$/;
const ROW_NUMBER = /^[0-9]{1,15}$/;

export function parseKeysArguments(args: readonly string[]): ParsedKeysCommand {
  const [kind, ...rest] = args;
  const dryRun = rest.includes(DRY_RUN);
  const operands = rest.filter((arg) => arg !== DRY_RUN);
  const [operand] = operands;
  switch (kind) {
    case 'status':
    case 'protect':
    case 'unprotect':
      return rest.length === 0 ? accept({ kind }) : refuse(`${kind} takes nothing more`);
    case 'new':
      return parseNew(rest);
    case 'rotate':
    case 'rewrap':
      return operands.length === 0 ? accept({ kind, dryRun }) : refuse(`${kind} takes nothing but ${DRY_RUN}`);
    case 'retire':
      return operand !== undefined && operands.length === 1 && KEY_ID.test(operand)
        ? accept({ kind, id: operand, dryRun })
        : refuse('retire takes the id of one key, which has 16 hexadecimal digits; keys status shows those there are');
    case 'verify':
      return rest.length === 0 || (rest.length === 1 && ROW_NUMBER.test(rest[0] ?? ''))
        ? accept({ kind, after: Number(rest[0] ?? 0) })
        : refuse('verify takes nothing more');
  }
  return refuse('keys takes one of status, rotate, rewrap, retire ID, verify, protect, unprotect, new --out FILE');
}

function parseNew(args: readonly string[]): ParsedKeysCommand {
  const { options, problems } = readOptions(args, { command: 'new', names: ['out', 'after'], lists: [] });
  const [problem] = problems;
  if (problem !== undefined) {
    return refuse(problem);
  }
  const [out] = options.out;
  const [after] = options.after;
  return out === undefined || out === '' || after === ''
    ? refuse('new takes --out FILE, and perhaps --after FILE')
    : accept({ kind: 'new', out, after });
}

function accept(command: KeysCommand): ParsedKeysCommand {
  return { ok: true, command };
}

function refuse(problem: string): ParsedKeysCommand {
  return { ok: false, problem };
}
