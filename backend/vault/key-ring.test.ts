import { createHmac, createSecretKey } from 'node:crypto';
import { inspect } from 'node:util';
import { type KnownKey, type RingKey, type RingKeys, keyCheck, newRingKey, openKeyRing, openKeys } from './key-ring.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
const active = newRingKey(NOW);
const older = newRingKey(NOW);
const oldest = newRingKey(NOW);
const stranger = newRingKey(NOW);
const ring: RingKeys = { active, decryptOnly: [older], retired: [oldest] };
const known = ({ id, check }: RingKey, inUse = true): KnownKey => ({ id, check, inUse });

describe('a new key', () => {
  it('is random, dated, and checked by an HMAC that does not depend on anything else', () => {
    expect(active).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      createdAt: '2026-01-02T03:04:05.006Z',
    });
    const bytes = active.key.export();
    expect(bytes).toHaveLength(32);
    expect(createHmac('sha256', bytes).update('strongroom key check').digest()).toEqual(active.check);
    expect(
      new Set([active, older, oldest, stranger].map(({ id, key }) => id + key.export().toString('hex'))).size
    ).toBe(4);
  });

  it('does not print its bytes', () => {
    const printed = inspect(ring, { depth: null, showHidden: true }) + JSON.stringify(ring);
    const bytes = active.key.export();
    for (const form of [bytes.toString('hex'), bytes.toString('base64'), [...bytes.subarray(0, 4)].join()]) {
      expect(printed).not.toContain(form);
    }
  });
});

describe('openKeyRing', () => {
  it('encrypts with the active key, and decrypts with those that still may', () => {
    const opened = openKeys(ring, [known(active), known(older), known(oldest, false), known(stranger, false)]);
    expect(opened).toMatchObject({ state: 'open', active });
    const find = opened.state === 'open' ? opened.keyById : () => undefined;
    expect([active, older, oldest, stranger].map(({ id }) => find(id)?.id)).toEqual([
      active.id,
      older.id,
      undefined,
      undefined,
    ]);
  });

  it('seals without a ring', () => {
    expect(openKeyRing({ found: 'none' }, [known(active)])).toEqual({ state: 'sealed', reason: 'key-file-missing' });
    expect(openKeyRing({ found: 'locked', reason: 'wrong-passphrase' }, [])).toEqual({
      state: 'sealed',
      reason: 'wrong-passphrase',
    });
  });

  it.each([
    ['active', (wrong: RingKey): RingKeys => ({ active: wrong, decryptOnly: [], retired: [] })],
    ['decrypt-only', (wrong: RingKey): RingKeys => ({ active, decryptOnly: [wrong], retired: [] })],
    ['retired', (wrong: RingKey): RingKeys => ({ active, decryptOnly: [], retired: [wrong] })],
  ])('seals for a key that does not agree with its check: %s', (_state, ringWith) => {
    const wrong = { ...stranger, check: keyCheck(createSecretKey(Buffer.alloc(32))) };
    expect(openKeys(ringWith(wrong), [])).toEqual({ state: 'sealed', reason: 'wrong-key' });
    expect(openKeys(ringWith({ ...stranger, check: Buffer.alloc(0) }), [])).toMatchObject({ state: 'sealed' });
    expect(openKeys(ringWith(stranger), [])).toMatchObject({ state: 'open' });
  });

  it('seals for another key under an id that the store remembers, whatever the file says', () => {
    const impostor = { ...stranger, id: active.id };
    const swapped = { active: impostor, decryptOnly: [], retired: [] };
    expect(openKeys(swapped, [known(active, false)])).toEqual({ state: 'sealed', reason: 'wrong-key' });
  });

  it('seals when a key that is in use is absent or retired', () => {
    expect(openKeys(ring, [known(stranger)])).toEqual({ state: 'sealed', reason: 'key-missing' });
    expect(openKeys(ring, [known(oldest)])).toEqual({ state: 'sealed', reason: 'key-missing' });
  });
});
