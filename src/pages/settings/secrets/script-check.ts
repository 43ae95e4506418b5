import type { Secret } from '../../../api/secret';
import { K6_DECRYPTER } from '../../../domain/decrypters';
import { k6SecretsIn } from '../../../domain/k6-script';
import { isLookupName } from '../../../domain/lookup-name';
import { nameFindings } from '../../../domain/name';

/** What became of a name that a script asks for. */
export type NameCheck =
  | { readonly kind: 'readable' }
  | { readonly kind: 'not-shared'; readonly secret: Secret }
  | { readonly kind: 'missing' }
  /** No secret can have this name. */
  | { readonly kind: 'impossible' };

export interface CheckedName {
  readonly name: string;
  /** The secret sources that are asked for it by name; empty where it is the default one alone. */
  readonly sources: readonly string[];
  /** From 1, in their order. */
  readonly lines: readonly number[];
  readonly check: NameCheck;
}

export interface ScriptCheck {
  readonly names: readonly CheckedName[];
  /** Lines where the script asks for something that shows only when it runs. */
  readonly notCheckable: readonly number[];
}

/** Holds what a script asks for against the secrets that there are. */
export function checkScript(script: string, secrets: readonly Secret[]): ScriptCheck {
  const found = k6SecretsIn(script);
  const named = found.filter((secret) => secret.kind === 'named');
  const names = [...new Set(named.map(({ name }) => name))].map((name) => {
    const uses = named.filter((use) => use.name === name);
    return {
      name,
      sources: distinct(uses.flatMap(({ source }) => (source === undefined ? [] : [source]))),
      lines: distinct(uses.map(({ line }) => line)),
      check: checkName(name, secrets),
    };
  });
  const notCheckable = distinct(found.filter(({ kind }) => kind === 'not-checkable').map(({ line }) => line));
  return { names, notCheckable };
}

function checkName(name: string, secrets: readonly Secret[]): NameCheck {
  const secret = secrets.find((candidate) => candidate.name === name);
  if (secret === undefined) {
    return { kind: isLookupName(name) && nameFindings(name).length === 0 ? 'missing' : 'impossible' };
  }
  return secret.decrypters.includes(K6_DECRYPTER) ? { kind: 'readable' } : { kind: 'not-shared', secret };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
