import { quoted } from '../../src/domain/quoted.ts';
import type { StoredSecureValue } from '../vault/vault.ts';

/** What a write stored, or would have stored, and what the client should know about its body. */
export interface Written {
  readonly stored: StoredSecureValue;
  readonly warnings: readonly string[];
}

/** `Warning` headers as Kubernetes writes them: code 299, no agent. */
export function warningHeaders(warnings: readonly string[]): string[] {
  return warnings.map((warning) => `299 - ${quoted(warning)}`);
}
