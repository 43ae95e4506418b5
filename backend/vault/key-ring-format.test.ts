import fc from 'fast-check';
import { parseKeyRing, serialiseKeyRing } from './key-ring-format.ts';
import { type RingKey, type RingKeys, newRingKey } from './key-ring.ts';

const NOW = Date.UTC(2026, 0, 2);
const ringKey = fc.integer({ min: 0, max: NOW }).map(newRingKey);
const ring: fc.Arbitrary<RingKeys> = fc.record({
  active: ringKey,
  decryptOnly: fc.array(ringKey, { maxLength: 3 }),
  retired: fc.array(ringKey, { maxLength: 3 }),
});

const text = serialiseKeyRing({ active: newRingKey(NOW), decryptOnly: [newRingKey(NOW)], retired: [] });

type Entry = Record<string, unknown>;

/** The rule that a change to the file breaks; `edit` gets the parsed file and its two entries. */
function ruleFor(edit: (file: Entry, active: Entry, older: Entry) => unknown): string {
  const file = JSON.parse(text);
  const changed = edit(file, file.keys[0], file.keys[1]);
  const parsed = parseKeyRing(JSON.stringify(changed ?? file));
  return parsed.ok ? 'none' : parsed.rule;
}

describe('the format of the key ring', () => {
  it('gives back the keys that were written', () => {
    const bytesOf = ({ id, createdAt, key, check }: RingKey) => [id, createdAt, key.export(), Buffer.from(check)];
    const all = ({ active, decryptOnly, retired }: RingKeys) =>
      [[active], decryptOnly, retired].map((keys) => keys.map(bytesOf));
    fc.assert(
      fc.property(ring, (keys) => {
        const parsed = parseKeyRing(serialiseKeyRing(keys));
        expect(parsed.ok && all(parsed.keys)).toEqual(all(keys));
      })
    );
  });

  it('has the documented members', () => {
    expect(JSON.parse(text)).toEqual({
      version: 1,
      keys: ['active', 'decrypt-only'].map((state) => ({
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        state,
        createdAt: '2026-01-02T00:00:00.000Z',
        key: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        check: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      })),
    });
  });

  const FILE_RULE = 'it must be an object with version, keys and nothing else';
  const KEY_RULE = 'keys[1] must be an object with id, state, createdAt, key, check and nothing else';
  const ID_RULE = 'keys[0].id must be 16 lower-case hexadecimal digits';
  const STATE_RULE = 'keys[0].state must be one of active, decrypt-only, retired';
  const TIME_RULE = 'keys[0].createdAt must be a UTC time such as 2006-01-02T15:04:05.000Z';
  const ACTIVE_RULE = 'exactly one of keys must be active';

  it.each<[string, string, (file: Entry, active: Entry, older: Entry) => unknown]>([
    ['none', 'an unchanged file', () => undefined],
    [FILE_RULE, 'an array', () => []],
    [FILE_RULE, 'a string', () => 'keys'],
    [FILE_RULE, 'an unknown member', (file) => (file.comment = 'mine') && file],
    [FILE_RULE, 'a member that is missing', ({ keys }) => ({ keys })],
    ['version must be 1', 'a later version', (file) => ({ ...file, version: 2 })],
    ['keys must be an array', 'keys by name', (file) => ({ ...file, keys: {} })],
    [ACTIVE_RULE, 'no key', (file) => ({ ...file, keys: [] })],
    [ACTIVE_RULE, 'no active key', (file, active) => void (active.state = 'retired')],
    [ACTIVE_RULE, 'two active keys', (_file, _active, older) => void (older.state = 'active')],
    [KEY_RULE, 'an entry that is null', (file, active) => ({ ...file, keys: [active, null] })],
    [KEY_RULE, 'an entry with more', (_file, _active, older) => void (older.note = '')],
    [KEY_RULE, 'an entry with less', (_file, _active, older) => void delete older.check],
    [KEY_RULE, 'another member instead', (_file, _active, older) => void (delete older.check, (older.chek = ''))],
    ['every one of keys must have its own id', 'an id twice', (_file, active, older) => void (older.id = active.id)],
    [ID_RULE, 'an id in capitals', (_file, active) => void (active.id = 'ABCDEF0123456789')],
    [ID_RULE, 'a short id', (_file, active) => void (active.id = 'abc')],
    [ID_RULE, 'an id with a line end', (_file, active) => void (active.id = 'abcdef0123456789\n')],
    [STATE_RULE, 'an unknown state', (_file, active) => void (active.state = 'Active')],
    [TIME_RULE, 'a time to the second', (_file, active) => void (active.createdAt = '2026-01-02T00:00:00Z')],
    [TIME_RULE, 'a time as a number', (_file, active) => void (active.createdAt = NOW)],
    [TIME_RULE, 'a day that is none', (_file, active) => void (active.createdAt = '2026-02-30T00:00:00.000Z')],
    ['keys[0].key must be 32 bytes in base64', 'a short key', (_file, active) => void (active.key = 'AAAA')],
    [
      'keys[1].key must be 32 bytes in base64',
      'base64 with white space',
      (_file, _active, older) => void (older.key = `${String(older.key)}\n`),
    ],
    [
      'keys[0].key must be 32 bytes in base64',
      'base64url',
      (_file, active) => void (active.key = Buffer.alloc(32, 255).toString('base64url')),
    ],
    ['keys[0].check must be 32 bytes in base64', 'no check', (_file, active) => void (active.check = null)],
  ])('names the rule "%s" for %s', (rule, _change, edit) => {
    expect(ruleFor(edit)).toBe(rule);
  });

  it('refuses text that is not JSON without quoting it', () => {
    expect(parseKeyRing('')).toEqual({ ok: false, rule: 'it must be JSON' });
    expect(parseKeyRing(text.slice(0, -3))).toEqual({ ok: false, rule: 'it must be JSON' });
    expect(parseKeyRing(`\ufeff${text}`)).toEqual({ ok: false, rule: 'it must be JSON' });
  });

  it('never throws, and never takes what it would not have written', () => {
    const nearly = fc.record({ at: fc.nat({ max: text.length - 1 }), character: fc.string({ maxLength: 1 }) });
    fc.assert(
      fc.property(nearly, ({ at, character }) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        const parsed = parseKeyRing(changed);
        const isSameDocument = () => serialiseKeyRing(parsed.ok ? parsed.keys : unreachable()) === canonical(changed);
        expect(!parsed.ok || isSameDocument()).toBe(true);
      }),
      { numRuns: 1000 }
    );
  });
});

/** White space between the tokens of JSON is free. */
function canonical(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}

function unreachable(): never {
  throw new Error('unreachable');
}
