import type { Token } from '../identity/token-record.ts';
import { isTokenId } from '../identity/token-text.ts';
import { tokenListing } from './token-listing.ts';

const NOW = 1_700_000_000;

function tokenOf(id: string, changes: Partial<Token> = {}): Token {
  if (!isTokenId(id)) {
    throw new Error('a token has an ID of 12 characters');
  }
  return {
    ...{ kind: 'management', id, role: 'None', permissions: [], namespace: 'default', createdBy: 'command-line' },
    ...{ createdAt: NOW, notBefore: NOW, expiresAt: NOW + 3600, revokedAt: undefined, lastUsedAt: undefined },
    ...changes,
  };
}

const cellsOf = (line: string) => line.split(/ {2,}/);

it('has a line of titles, also where there are no tokens', () => {
  expect(tokenListing([], NOW)).toBe(
    'ID  KIND  ROLE  NAMESPACE  STATE  CREATED  BY  EXPIRES  LAST USED  PERMISSIONS\n'
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
    ...['aaaaaaaaaaaa', 'management', 'Viewer', 'default', 'active', created, 'command-line', expires, '-'],
    'secret.securevalues:read,secret.securevalues:write=secret.securevalues:uid:a',
  ]);
  expect(cellsOf(second)).toEqual([
    ...['bbbbbbbbbbbb', 'management', 'None', 'org-2', 'active', created, 'command-line', expires],
    ...['2023-11-14T22:14:21Z', '-'],
  ]);
  expect([first, second].map((line) => line.indexOf(expires))).toEqual([
    titles.indexOf('EXPIRES'),
    titles.indexOf('EXPIRES'),
  ]);
});

it.each<[string, Partial<Token>, number]>([
  ['active', {}, NOW],
  ['active', {}, NOW + 3599],
  ['expired', {}, NOW + 3600],
  ['not-yet-valid', {}, NOW - 1],
  ['revoked', { revokedAt: NOW + 1 }, NOW + 2],
  ['revoked', { revokedAt: NOW + 1 }, NOW + 3600],
])('tells whether a token works: %s', (state, changes, now) => {
  const [, line = ''] = tokenListing([tokenOf('aaaaaaaaaaaa', changes)], now).split('\n');
  expect(cellsOf(line)[4]).toBe(state);
});
