import { namespaceOfOrg, parseNamespace } from '../../src/domain/namespace.ts';
import type { Parsed } from '../setting-values.ts';

/** Callers are held to Grafana's spelling of a namespace, so that `org-1` would be a token for nothing. */
export function parseTokenNamespace(text: string): Parsed<string> {
  const parsed = parseNamespace(text);
  return parsed.kind === 'org' && namespaceOfOrg(parsed.orgId) === text
    ? { ok: true, value: text }
    : { ok: false, rule: 'must be default, or org-N for organisation N from 2 on' };
}
