import { DEFAULT_NAMESPACE } from '../../src/domain/namespace.ts';
import { readDecrypterTokenOrder, type DecrypterTokenDraft } from '../identity/decrypter-draft.ts';
import { DEFAULT_LIFETIMES } from '../identity/token-lifetime.ts';
import { readOptions } from './command-options.ts';

/** Problems never repeat what was written. */
export type K6ConfigArguments =
  | {
      readonly ok: true;
      /** The file to write. */
      readonly out: string;
      readonly draft: DecrypterTokenDraft;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The service whose secrets k6 reads. */
const K6 = 'k6-cloud';

/** Reads the arguments of `k6-config`, and finds all that is wrong with them. */
export function parseK6ConfigArguments(args: readonly string[]): K6ConfigArguments {
  const { options, problems } = readOptions(args, {
    command: 'k6-config',
    names: ['out', 'only', 'source', 'namespace', 'ttl'],
    lists: ['only', 'source'],
  });
  const [out = ''] = options.out;
  const reading = readDecrypterTokenOrder({
    decrypter: K6,
    only: options.only,
    source: options.source,
    namespace: options.namespace[0] ?? DEFAULT_NAMESPACE,
    ttl: options.ttl[0] ?? DEFAULT_LIFETIMES.decrypter,
  });
  const found = [
    ...problems,
    ...(out === '' ? ['--out must be the file to write'] : []),
    ...(reading.ok ? [] : reading.problems.map(({ field, rule }) => `--${field} ${rule}`)),
  ];
  return reading.ok && found.length === 0 ? { ok: true, out, draft: reading.draft } : { ok: false, problems: found };
}
