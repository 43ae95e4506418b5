import type { Secret } from '../../api/secret';
import type { DecrypterRegistry } from '../../domain/decrypters';
import { identityText } from './identity-text';
import { managerName } from './manager-text';

/** A list made ready to be searched: once for each answer of the server, not with every keystroke. */
export interface SecretIndex {
  readonly secrets: readonly Secret[];
  /** All that a search looks at, in lower case. */
  readonly searched: ReadonlyMap<Secret, string>;
  /** Those that a resource made for itself. */
  readonly owned: number;
}

export function indexSecrets(secrets: readonly Secret[], registry: DecrypterRegistry): SecretIndex {
  return {
    secrets,
    searched: new Map(secrets.map((secret) => [secret, searchedText(secret, registry)])),
    owned: secrets.filter(({ owner }) => owner !== undefined).length,
  };
}

/** Names and identities stand both as they are stored and as the page shows them. */
function searchedText({ owner, ...secret }: Secret, { nameOf }: DecrypterRegistry): string {
  const people = [secret.createdBy, secret.modifiedBy].filter((identity) => identity !== undefined);
  return [
    secret.name,
    secret.description,
    ...Object.entries(secret.labels).map(([key, value]) => `${key}=${value} ${key}: ${value}`),
    ...secret.decrypters.flatMap((id) => [id, nameOf(id)]),
    secret.keeper ?? '',
    ...new Set(people.flatMap((identity) => [identity, identityText(identity)])),
    ...(secret.managedBy === undefined ? [] : [secret.managedBy, managerName(secret.managedBy)]),
    ...(owner === undefined ? [] : [`${owner.kind} ${owner.name}`]),
  ]
    .join('\n')
    .toLowerCase();
}
