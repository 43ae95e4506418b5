import { decrypterFindings } from './decrypter-rules.ts';
import type { Decrypter } from './decrypters.ts';
import { isJsonObject } from './json-object.ts';

export interface DecryptersSetting {
  readonly decrypters: readonly Decrypter[];
  /** How many entries cannot be used. They are left out, and somebody has to hear of it. */
  readonly refused: number;
}

/**
 * The services that an administrator adds to the known ones, as `jsonData.decrypters` of the plugin's settings has them:
 * `[{ "id": "my-service", "name": "My service", "description": "What may read the value." }]`. An entry needs the
 * identity, as it stands in secrets, and a name; an identity that is there twice counts once.
 */
export function decryptersSetting(setting: unknown): DecryptersSetting {
  if (setting === undefined || setting === null) {
    return { decrypters: [], refused: 0 };
  }
  const entries: readonly unknown[] = Array.isArray(setting) ? setting : [setting];
  const byId = new Map<string, Decrypter>();
  for (const decrypter of entries.flatMap(readEntry)) {
    if (!byId.has(decrypter.id)) {
      byId.set(decrypter.id, decrypter);
    }
  }
  return { decrypters: [...byId.values()], refused: entries.length - byId.size };
}

function readEntry(entry: unknown): readonly Decrypter[] {
  if (!isJsonObject(entry)) {
    return [];
  }
  const { id, name, description = '' } = entry;
  const isUsable =
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof description === 'string' &&
    // The rule for a list looks past white space around an identity, and no service has any.
    id === id.trim() &&
    name.trim() !== '' &&
    decrypterFindings([id]).length === 0;
  return isUsable ? [{ id, name, description }] : [];
}
