import type { SecretValue } from '../vault/secret-value.ts';
import { decodeSecureValue, type DecodedSecureValue } from './decode.ts';

/** Decodes a body for the length of one call. Its bytes are wiped at once, its secrets when the call is over. */
export async function withSecureValueBody<T>(
  bytes: Buffer,
  act: (decoded: DecodedSecureValue) => Promise<T>
): Promise<T> {
  const secrets: SecretValue[] = [];
  try {
    return await act(decodeAndWipe(bytes, secrets));
  } finally {
    secrets.forEach((secret) => secret.wipe());
  }
}

function decodeAndWipe(bytes: Buffer, secrets: SecretValue[]): DecodedSecureValue {
  try {
    return decodeSecureValue(bytes, (secret) => secrets.push(secret));
  } finally {
    bytes.fill(0);
  }
}
