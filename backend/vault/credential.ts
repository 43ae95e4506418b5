import { join } from 'node:path';
import { KeyFileError } from './key-file-error.ts';
import type { CredentialPlace } from './key-place.ts';
import { type PrivateFile, readPrivateFile } from './private-file.ts';

/** What is in a credential of systemd, for the caller to wipe; undefined if the service is not given it. */
export async function readCredential(
  { name, directory }: CredentialPlace,
  file: Pick<PrivateFile, 'what' | 'maxBytes' | 'wayOut'>
): Promise<Buffer | undefined> {
  if (directory === undefined) {
    throw new KeyFileError(file.what, {
      rule: 'there is no CREDENTIALS_DIRECTORY',
      wayOut: `Run the backend as a service of systemd that has LoadCredential=${name}:… or LoadCredentialEncrypted=${name}:…`,
    });
  }
  return readPrivateFile({ ...file, path: join(directory, name), isCredential: true });
}
