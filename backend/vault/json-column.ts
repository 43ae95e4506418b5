import type { OwnerReference } from '../../src/domain/secure-value.ts';
import { VaultError } from './vault.ts';

/** What a column of JSON holds. Throws `corrupt` for anything else than is expected there. */
export function readJson<T>(text: string, isExpected: (value: unknown) => value is T): T {
  const value = parse(text);
  if (!isExpected(value)) {
    throw new VaultError('corrupt');
  }
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without its cause, whose message quotes the text.
    throw new VaultError('corrupt');
  }
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isStringMap(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every(isString);
}

export function isOwnerReferences(value: unknown): value is OwnerReference[] {
  return Array.isArray(value) && value.every(isOwnerReference);
}

function isOwnerReference(value: unknown): value is OwnerReference {
  return isRecord(value) && isString(value.apiVersion) && isString(value.kind) && isString(value.name);
}
