import { AUDIT_OPERATIONS, type AuditOperation } from '../audit/audit-entry.ts';

/** What the command `audit` can be told. */
export type AuditCommand =
  | { readonly kind: 'verify' }
  | {
      readonly kind: 'show';
      /** How many lines, the newest. */
      readonly last: number;
      readonly name: string | undefined;
      readonly operation: AuditOperation | undefined;
    };

export type ParsedAuditCommand =
  { readonly ok: true; readonly command: AuditCommand } | { readonly ok: false; readonly problem: string };

const DEFAULT_LAST = 100;
/** An answer of the control socket is one text: some 5 MB. */
const LAST_MAX = 10_000;
const WHOLE_NUMBER = /^[1-9][0-9]{0,4}$/;

export function parseAuditArguments(args: readonly string[]): ParsedAuditCommand {
  const [kind, ...rest] = args;
  switch (kind) {
    case 'verify':
      return rest.length === 0 ? { ok: true, command: { kind } } : refuse('verify takes nothing more');
    case 'show':
      return parseShow(rest);
  }
  return refuse('audit takes one of show, verify');
}

function parseShow(args: readonly string[]): ParsedAuditCommand {
  let last = DEFAULT_LAST;
  let name: string | undefined;
  let operation: AuditOperation | undefined;
  for (let index = 0; index < args.length; index += 2) {
    const value = args[index + 1] ?? '';
    switch (args[index]) {
      case '--last':
        last = WHOLE_NUMBER.test(value) ? Number(value) : 0;
        if (last < 1 || last > LAST_MAX) {
          return refuse(`--last must be a whole number from 1 to ${LAST_MAX}`);
        }
        break;
      case '--name':
        if (value === '') {
          return refuse('--name must be followed by the name of a secret, a keeper or a key');
        }
        name = value;
        break;
      case '--operation':
        operation = AUDIT_OPERATIONS.find((known) => known === value);
        if (operation === undefined) {
          return refuse(`--operation must be one of ${AUDIT_OPERATIONS.join(', ')}`);
        }
        break;
      default:
        return refuse('show takes --last N, --name NAME and --operation OPERATION');
    }
  }
  return { ok: true, command: { kind: 'show', last, name, operation } };
}

function refuse(problem: string): ParsedAuditCommand {
  return { ok: false, problem };
}
