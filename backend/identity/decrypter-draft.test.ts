import { TOKEN_PATTERNS_MAX, TOKEN_SOURCES_MAX } from '../../src/domain/decrypter-token-rules.ts';
import { readDecrypterTokenOrder, type DecrypterTokenOrder } from './decrypter-draft.ts';

const order = (changes: Partial<DecrypterTokenOrder> = {}): DecrypterTokenOrder => ({
  decrypter: 'k6-cloud',
  only: [],
  source: [],
  namespace: 'default',
  ttl: '1h',
  ...changes,
});

function fieldsOf(changes: Partial<DecrypterTokenOrder>): readonly string[] {
  const reading = readDecrypterTokenOrder(order(changes));
  return reading.ok ? [] : reading.problems.map(({ field }) => field);
}

describe('readDecrypterTokenOrder', () => {
  it('reads a service, patterns, ranges, namespace and lifetime', () => {
    const written = { only: ['db-*'], source: ['10.0.0.0/8'], namespace: 'org-2', ttl: '5m' };
    expect(readDecrypterTokenOrder(order(written))).toEqual({
      ok: true,
      draft: {
        kind: 'decrypter',
        decrypter: 'k6-cloud',
        only: ['db-*'],
        sources: [{ family: 'ipv4', network: '10.0.0.0', prefixLength: 8 }],
        namespace: 'org-2',
        lifetimeSeconds: 300,
      },
    });
  });

  it.each(['k6-cloud', 'provisioning.grafana.app', 'A_b', 'x', 'a'.repeat(63)])(
    'knows any service: %s',
    (decrypter) => {
      expect(fieldsOf({ decrypter })).toEqual([]);
    }
  );

  it.each(['', ' k6-cloud', '-a', 'a-', 'a/b', 'a,b', 'ä', 'a\n', 'a'.repeat(64)])(
    'refuses the service %j',
    (decrypter) => {
      expect(fieldsOf({ decrypter })).toEqual(['decrypter']);
    }
  );

  it('refuses what is no pattern, no range, and too many of either', () => {
    expect(fieldsOf({ only: ['a', 'B'] })).toEqual(['only']);
    expect(fieldsOf({ only: [''] })).toEqual(['only']);
    expect(fieldsOf({ source: ['10.0.0.0/8', 'here'] })).toEqual(['source']);
    const patterns = Array.from({ length: TOKEN_PATTERNS_MAX }, () => 'a');
    expect([fieldsOf({ only: patterns }), fieldsOf({ only: [...patterns, 'a'] })]).toEqual([[], ['only']]);
    const ranges = Array.from({ length: TOKEN_SOURCES_MAX }, () => '::1');
    expect([fieldsOf({ source: ranges }), fieldsOf({ source: [...ranges, '::1'] })]).toEqual([[], ['source']]);
  });

  it('finds all that is wrong, and repeats none of it', () => {
    const canary = 'QqCanary Qq';
    const wrong = { decrypter: canary, only: [canary], source: [canary], namespace: canary, ttl: canary };
    expect(fieldsOf(wrong)).toEqual(['decrypter', 'only', 'source', 'namespace', 'ttl']);
    expect(JSON.stringify(readDecrypterTokenOrder(wrong))).not.toContain('Canary');
  });
});
