import { decryptUrl } from '../k6-usage.ts';
import { shellQuoted } from '../shell-quoted.ts';

/** The environment variable that holds the token of a service, in what is shown here. */
export const TOKEN_VARIABLE = 'SECRETS_TOKEN';

/**
 * How a service of one's own reads the value: with curl, and the token off the command line, which every user of a machine
 * can see. It fails, with a status of its own, where there is no value.
 *
 * @param address of Strongroom's backend.
 */
export function curlCommand(address: string, name: string): string {
  const url = decryptUrl(address).replace('{key}', encodeURIComponent(name));
  return `printf 'Authorization: Bearer %s' "$${TOKEN_VARIABLE}" | curl --silent --show-error --fail-with-body --header @- ${shellQuoted(url)}
`;
}

/**
 * How an administrator makes the token that it takes, on the machine of the backend.
 *
 * @param decrypter the identity of the service, as the secret names it.
 */
export function tokenCommand(decrypter: string, name: string): string {
  return `npm run -s token -- create --decrypter ${shellQuoted(decrypter)} --only ${shellQuoted(name)}
`;
}
