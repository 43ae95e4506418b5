import fc from 'fast-check';
import {
  isProtectedRing,
  parseProtectedRing,
  protectRing,
  type ProtectedRing,
  serialiseProtectedRing,
  unprotectRing,
} from './key-ring-protection.ts';
import { SecretValue } from './secret-value.ts';

const pass = (text = 'correct horse battery staple') => SecretValue.fromUtf8(text);
const RING = Buffer.from('{"version":1,"keys":[]}\n');
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const someRing: fc.Arbitrary<ProtectedRing> = fc.record({
  salt: bytes(16),
  iv: bytes(12),
  ct: fc.uint8Array({ minLength: 1, maxLength: 200 }),
  tag: bytes(16),
});

describe('the protection of a key ring', () => {
  it('opens under its passphrase, under no other, and not after a change', async () => {
    const ring = await protectRing(RING, pass());
    expect(await unprotectRing(ring, pass())).toEqual(RING);
    expect(await unprotectRing(ring, pass('correct horse battery stapler'))).toBeUndefined();
    const flipped = (part: Uint8Array) => part.map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    for (const part of ['salt', 'iv', 'ct', 'tag'] as const) {
      expect(await unprotectRing({ ...ring, [part]: flipped(ring[part]) }, pass())).toBeUndefined();
    }
  }, 60_000);

  it('uses a salt and a vector of its own each time, and the passphrase up', async () => {
    const passphrase = pass();
    const [one, other] = [await protectRing(RING, passphrase), await protectRing(RING, pass())];
    expect(one.salt).not.toEqual(other.salt);
    expect(one.iv).not.toEqual(other.iv);
    expect(passphrase.byteLength).toBe(0);
  }, 60_000);

  it('is of a text that can be read back, and shows nothing of what is in it', async () => {
    const ring = await protectRing(RING, pass());
    const text = serialiseProtectedRing(ring);
    expect(text).not.toContain('keys');
    expect(JSON.parse(text)).toEqual({
      version: 2,
      kdf: 'scrypt N=131072 r=8 p=1',
      salt: expect.any(String),
      iv: expect.any(String),
      ct: expect.any(String),
      tag: expect.any(String),
    });
  }, 60_000);
});

describe('its format', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(someRing, (ring) => {
        const text = serialiseProtectedRing(ring);
        const parsed = parseProtectedRing(text);
        expect(isProtectedRing(text)).toBe(true);
        expect(parsed.ok && serialiseProtectedRing(parsed.value)).toBe(text);
      })
    );
  });

  const text = serialiseProtectedRing({
    salt: Buffer.alloc(16),
    iv: Buffer.alloc(12),
    ct: Buffer.alloc(9, 7),
    tag: Buffer.alloc(16),
  });
  const FILE_RULE = 'it must be an object with version, kdf, salt, iv, ct, tag and nothing else';

  it.each<[string, object | string]>([
    [FILE_RULE, []],
    [FILE_RULE, { note: '' }],
    ['version must be 2', { version: 1 }],
    ['kdf must be scrypt N=131072 r=8 p=1', { kdf: 'scrypt N=2 r=8 p=1' }],
    ['salt must be 16 bytes in base64', { salt: 'AAAA' }],
    ['iv must be 12 bytes in base64', { iv: null }],
    ['ct must be base64', { ct: '' }],
    ['ct must be base64', { ct: 'A' }],
    ['tag must be 16 bytes in base64', { tag: Buffer.alloc(12).toString('base64') }],
  ])('names the rule "%s" for %j', (rule, change) => {
    const changed = Array.isArray(change) ? change : Object.assign(JSON.parse(text), change);
    expect(parseProtectedRing(JSON.stringify(changed))).toEqual({ ok: false, rule });
  });

  it('never throws, and never takes what it would not have written', () => {
    const nearly = fc.record({ at: fc.nat({ max: text.length - 1 }), character: fc.string({ maxLength: 1 }) });
    fc.assert(
      fc.property(nearly, ({ at, character }) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        isProtectedRing(changed);
        const parsed = parseProtectedRing(changed);
        const isSame = () => parsed.ok && serialiseProtectedRing(parsed.value) === canonical(changed);
        expect(!parsed.ok || isSame()).toBe(true);
      }),
      { numRuns: 1000 }
    );
  });
});

/** White space between the tokens of JSON is free. */
function canonical(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}
