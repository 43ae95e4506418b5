import {
  decrypterTokenFindings,
  TOKEN_PATTERNS_MAX,
  TOKEN_SOURCES_MAX,
  type DecrypterTokenOrder,
} from './decrypter-token-rules.ts';

const GOOD: DecrypterTokenOrder = { decrypter: 'k6-cloud', only: ['db-*'], source: ['10.0.0.0/8'], ttl: '1h' };

describe('decrypterTokenFindings', () => {
  it('finds nothing wrong with a good order', () => {
    expect(decrypterTokenFindings(GOOD)).toEqual([]);
    expect(decrypterTokenFindings({ ...GOOD, only: [], source: [] })).toEqual([]);
  });

  it('names the field, the rule, and the item of a list', () => {
    expect(decrypterTokenFindings({ decrypter: '', only: ['db-*', 'DB'], source: ['::1', 'here'], ttl: '1h' })).toEqual(
      [
        { rule: 'decrypter-required', field: 'decrypter' },
        { rule: 'pattern-invalid', field: 'only', item: 2 },
        { rule: 'source-invalid', field: 'source', item: 2 },
      ]
    );
    expect(decrypterTokenFindings({ ...GOOD, decrypter: 'k6 cloud' })).toEqual([
      { rule: 'decrypter-invalid', field: 'decrypter' },
    ]);
  });

  it('counts the items of a list', () => {
    const full = { ...GOOD, only: Array(TOKEN_PATTERNS_MAX).fill('a'), source: Array(TOKEN_SOURCES_MAX).fill('::1') };
    expect(decrypterTokenFindings(full)).toEqual([]);
    const tooMany = { ...GOOD, only: [...full.only, 'a'], source: [...full.source, '::1'] };
    expect(decrypterTokenFindings(tooMany).map(({ rule }) => rule)).toEqual(['patterns-too-many', 'sources-too-many']);
  });
});
