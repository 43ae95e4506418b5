import type { DecrypterToken, ManagementToken } from '../identity/token-record.ts';
import { isTokenId } from '../identity/token-text.ts';
import { tokenListing } from './token-listing.ts';

const NOW = 1_700_000_000;

function tokenOf(id: string, changes: Partial<ManagementToken> = {}): ManagementToken {
  if (!isTokenId(id)) {
    throw new Error('a token has an ID of 12 characters');
  }
  return {
    ...{ kind: 'management', id, role: 'None', permissions: [], namespace: 'default', createdBy: 'command-line' },
    ...{ createdAt: NOW, notBefore: NOW, expiresAt: NOW + 3600, expiredAt: undefined },
    ...{ revokedAt: undefined, lastUsedAt: undefined },
    ...changes,
  };
}

const cellsOf = (line: string) => line.split(/ {2,}/);

it('has a line of titles, also where there are no tokens', () => {
  expect(tokenListing([], NOW)).toBe(
    'ID  KIND  ROLE  DECRYPTER  NAMESPACE  STATE  CREATED  BY  EXPIRES  LAST USED  PERMISSIONS  ONLY  SOURCE\n'
  );
});

it('has a line for each token, in columns', () => {
  const [titles = '', first = '', second = '', end] = tokenListing(
    [
      tokenOf('aaaaaaaaaaaa', {
        role: 'Viewer',
        permissions: [
          { action: 'secret.securevalues:read', scope: 'all' },
          { action: 'secret.securevalues:write', scope: { name: 'a' } },
        ],
      }),
      tokenOf('bbbbbbbbbbbb', { namespace: 'org-2', lastUsedAt: NOW + 61 }),
    ],
    NOW
  ).split('\n');
  expect(end).toBe('');
  const created = '2023-11-14T22:13:20Z';
  const expires = '2023-11-14T23:13:20Z';
  expect(cellsOf(first)).toEqual([
    ...['aaaaaaaaaaaa', 'management', 'Viewer', '-', 'default', 'active', created, 'command-line', expires, '-'],
    'secret.securevalues:read,secret.securevalues:write=secret.securevalues:uid:a',
    ...['-', '-'],
  ]);
  expect(cellsOf(second)).toEqual([
    ...['bbbbbbbbbbbb', 'management', 'None', '-', 'org-2', 'active', created, 'command-line', expires],
    ...['2023-11-14T22:14:21Z', '-', '-', '-'],
  ]);
  expect([first, second].map((line) => line.indexOf(expires))).toEqual([
    titles.indexOf('EXPIRES'),
    titles.indexOf('EXPIRES'),
  ]);
});

it('tells what a decrypter token is for', () => {
  const { kind, role, permissions, ...facts } = tokenOf('cccccccccccc');
  const token: DecrypterToken = {
    ...facts,
    kind: 'decrypter',
    decrypter: 'k6-cloud',
    only: ['db-*', 'a'],
    sources: [{ family: 'ipv4', network: '10.0.0.0', prefixLength: 8 }],
  };
  const [, line = ''] = tokenListing([token], NOW).split('\n');
  const times = ['2023-11-14T22:13:20Z', 'command-line', '2023-11-14T23:13:20Z', '-'];
  expect([kind, role, permissions]).toEqual(['management', 'None', []]);
  expect(cellsOf(line)).toEqual([
    ...['cccccccccccc', 'decrypter', '-', 'k6-cloud', 'default', 'active', ...times, '-', 'db-*,a', '10.0.0.0/8'],
  ]);
});

it.each<[string, Partial<ManagementToken>, number]>([
  ['active', {}, NOW],
  ['active', {}, NOW + 3599],
  ['expired', {}, NOW + 3600],
  ['not-yet-valid', {}, NOW - 1],
  ['revoked', { revokedAt: NOW + 1 }, NOW + 2],
  ['revoked', { revokedAt: NOW + 1 }, NOW + 3600],
])('tells whether a token works: %s', (state, changes, now) => {
  const [, line = ''] = tokenListing([tokenOf('aaaaaaaaaaaa', changes)], now).split('\n');
  expect(cellsOf(line)[5]).toBe(state);
});
