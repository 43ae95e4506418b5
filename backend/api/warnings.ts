import { quoted } from '../../src/domain/quoted.ts';

/** `Warning` headers as Kubernetes writes them: code 299, no agent. */
export function warningHeaders(warnings: readonly string[]): string[] {
  return warnings.map((warning) => `299 - ${quoted(warning)}`);
}
