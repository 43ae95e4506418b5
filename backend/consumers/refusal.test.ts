import type { DecrypterToken } from '../identity/token-record.ts';
import { isTokenId } from '../identity/token-text.ts';
import { refusalOf } from './refusal.ts';

const ID = 'aaaaaaaaaaaa';

function tokenOf(changes: Partial<DecrypterToken> = {}): DecrypterToken {
  if (!isTokenId(ID)) {
    throw new Error('a token has an ID of 12 characters');
  }
  return {
    ...{ kind: 'decrypter', id: ID, decrypter: 'k6-cloud', only: [], sources: [], namespace: 'default' },
    ...{
      createdAt: 0,
      createdBy: 'user:ada',
      notBefore: 0,
      expiresAt: 60,
      expiredAt: undefined,
      revokedAt: undefined,
      lastUsedAt: undefined,
    },
    ...changes,
  };
}

const STORED = { decrypters: ['synthetic-monitoring', 'k6-cloud'] };
const reasonFor = (changes: Partial<DecrypterToken>, stored: typeof STORED | undefined = STORED) =>
  refusalOf({ token: tokenOf(changes), name: 'db-password', source: '10.1.2.3' }, stored);

it('lets who is a decrypter', () => {
  expect(reasonFor({})).toBeUndefined();
});

it('wants the service identity exactly, and in the list of the secret', () => {
  expect(reasonFor({ decrypter: 'k6' })).toBe('not-a-decrypter');
  expect(reasonFor({ decrypter: 'K6-cloud' })).toBe('not-a-decrypter');
  expect(reasonFor({}, { decrypters: [] })).toBe('not-a-decrypter');
});

it('knows what is absent', () => {
  expect(refusalOf({ token: tokenOf(), name: 'a', source: '::1' }, undefined)).toBe('absent');
});

it('holds a token to its patterns', () => {
  expect(reasonFor({ only: ['other', 'db-*'] })).toBeUndefined();
  expect(reasonFor({ only: ['other', 'db'] })).toBe('name-not-allowed');
});

it('holds a token to its sources', () => {
  expect(reasonFor({ sources: [{ family: 'ipv4', network: '10.0.0.0', prefixLength: 8 }] })).toBeUndefined();
  expect(reasonFor({ sources: [{ family: 'ipv4', network: '10.2.0.0', prefixLength: 16 }] })).toBe(
    'source-not-allowed'
  );
});
