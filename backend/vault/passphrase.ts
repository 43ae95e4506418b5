import { readCredential } from './credential.ts';
import { KeyFileError } from './key-file-error.ts';
import type { PassphrasePlace } from './key-place.ts';
import { readPrivateFile } from './private-file.ts';
import { SecretValue } from './secret-value.ts';

/** NIST SP 800-63B-4, 3.1.1.2: of a password that is the only factor. */
const MIN_BYTES = 15;
const MAX_BYTES = 1_024;
const LINE_END = 0x0a;
/** LF, CR and NUL. */
const UNSUITABLE: readonly number[] = [LINE_END, 0x0d, 0x00];

const RULE = `it must be one line of ${MIN_BYTES} to ${MAX_BYTES} bytes`;
const WAY_OUT = 'Make one with: openssl rand -base64 32';

/**
 * The passphrase of a key ring: the bytes of one line, without its end. Nothing else is taken away from it.
 *
 * @throws KeyFileError where there is none, or others can read it.
 */
export async function readPassphrase(place: PassphrasePlace): Promise<SecretValue> {
  const what = place.kind === 'file' ? `the passphrase in ${place.path}` : `the passphrase credential ${place.name}`;
  const file = { what, maxBytes: MAX_BYTES + 1, wayOut: WAY_OUT };
  const bytes = await (place.kind === 'file'
    ? readPrivateFile({ ...file, path: place.path, isCredential: false })
    : readCredential(place, file));
  if (bytes === undefined) {
    throw new KeyFileError(what, { rule: 'it is not there', wayOut: 'Put it back, or change the setting' });
  }
  const line = bytes.at(-1) === LINE_END ? bytes.subarray(0, -1) : bytes;
  if (line.byteLength < MIN_BYTES || line.byteLength > MAX_BYTES || UNSUITABLE.some((byte) => line.includes(byte))) {
    bytes.fill(0);
    throw new KeyFileError(what, { rule: RULE, wayOut: WAY_OUT });
  }
  // What is left out is a line end.
  return SecretValue.fromBuffer(line);
}
