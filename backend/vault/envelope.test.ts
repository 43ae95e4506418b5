import fc from 'fast-check';
import { createSecretKey, randomBytes } from 'node:crypto';
import { type Envelope, type EnvelopeContext, type KeyEncryptionKey, open, seal } from './envelope.ts';
import { LENGTH_PREFIX_BYTES, SIZE_CLASSES } from './size-class.ts';

const kek: KeyEncryptionKey = { id: '0123456789abcdef', key: createSecretKey(randomBytes(32)) };
const context: EnvelopeContext = {
  namespace: 'default',
  name: 'database.password',
  uid: 'a8b4f1de-3c0c-4f27-9a53-0f9b6dd0a0c1',
  version: 7,
};
const plaintext = Buffer.from('correct-horse-battery-staple');

/** Whatever the id says, the key is the same: only the authenticated data can tell. */
const anyId = (id: string): KeyEncryptionKey => ({ id, key: kek.key });
const read = (envelope: Envelope, of = context, keyById: Parameters<typeof open>[2] = anyId) =>
  open(envelope, of, keyById).use((bytes) => Buffer.from(bytes));
const corrupt = expect.objectContaining({ name: 'VaultError', code: 'corrupt', message: 'vault: corrupt' });

type ByteField = 'wrapIv' | 'wrappedDek' | 'wrapTag' | 'iv' | 'ct' | 'tag';
const BYTE_FIELDS: readonly ByteField[] = ['wrapIv', 'wrappedDek', 'wrapTag', 'iv', 'ct', 'tag'];

function flipped(bytes: Uint8Array, at: number, bits: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ bits, at);
  return copy;
}

describe('an envelope', () => {
  it('opens to what was sealed, for any value and any context', () => {
    const anyContext = fc.record({
      namespace: fc.string({ unit: 'binary' }),
      name: fc.string({ unit: 'binary' }),
      uid: fc.uuid(),
      version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), anyContext, (value, of) => {
        expect(read(seal(value, of, kek), of)).toEqual(Buffer.from(value));
      })
    );
  });

  it('A1: does not open after any byte of it has changed', () => {
    const envelope = seal(plaintext, context, kek);
    const change = fc.constantFrom(...BYTE_FIELDS).chain((field) =>
      fc.record({
        field: fc.constant(field),
        at: fc.nat({ max: envelope[field].byteLength - 1 }),
        bits: fc.integer({ min: 1, max: 255 }),
      })
    );
    fc.assert(
      fc.property(change, ({ field, at, bits }) => {
        expect(() => read({ ...envelope, [field]: flipped(envelope[field], at, bits) })).toThrow(corrupt);
      }),
      { numRuns: 1000 }
    );
  });

  it('A1: does not open as any other namespace, name, uid, version or key id', () => {
    const envelope = seal(plaintext, context, kek);
    const text = { namespace: context.namespace, name: context.name, uid: context.uid, kekId: kek.id };
    const change = fc
      .constantFrom('namespace' as const, 'name' as const, 'uid' as const, 'kekId' as const)
      .chain((field) =>
        fc.record({
          field: fc.constant(field),
          value: fc.oneof(
            fc
              .record({ at: fc.nat({ max: text[field].length - 1 }), bits: fc.integer({ min: 1, max: 127 }) })
              .map(({ at, bits }) => flipped(Buffer.from(text[field], 'latin1'), at, bits).toString('latin1')),
            fc.string({ unit: 'binary' }).filter((value) => value !== text[field])
          ),
        })
      );
    fc.assert(
      fc.property(change, ({ field, value }) => {
        const moved = field === 'kekId' ? { ...envelope, kekId: value } : envelope;
        const as = field === 'kekId' ? context : { ...context, [field]: value };
        expect(() => read(moved, as)).toThrow(corrupt);
      }),
      { numRuns: 1000 }
    );
    fc.assert(
      fc.property(fc.integer(), (version) => {
        fc.pre(version !== context.version);
        expect(() => read(envelope, { ...context, version })).toThrow(corrupt);
      })
    );
  });

  it.each(BYTE_FIELDS)('does not open with a shorter or longer %s', (field) => {
    const envelope = seal(plaintext, context, kek);
    for (const length of [0, 1, 4, 8, envelope[field].byteLength - 1]) {
      expect(() => read({ ...envelope, [field]: envelope[field].subarray(0, length) })).toThrow(corrupt);
    }
    const longer = Buffer.concat([envelope[field], Buffer.alloc(1)]);
    expect(() => read({ ...envelope, [field]: longer })).toThrow(corrupt);
  });

  it('does not open in another format, with an unknown key, or with another key of the same id', () => {
    const envelope = seal(plaintext, context, kek);
    const other = { id: kek.id, key: createSecretKey(randomBytes(32)) };
    expect(() => read({ ...envelope, fmt: 'svs2' })).toThrow(corrupt);
    expect(() => read(envelope, context, () => undefined)).toThrow(corrupt);
    expect(() => read(envelope, context, () => other)).toThrow(corrupt);
  });

  it('A2: does not take the parts of another envelope', () => {
    const first = seal(plaintext, context, kek);
    const second = seal(plaintext, context, kek);
    const { wrapIv, wrappedDek, wrapTag } = second;
    expect(() => read({ ...first, wrapIv, wrappedDek, wrapTag })).toThrow(corrupt);
    expect(() => read({ ...first, iv: second.iv, ct: second.ct, tag: second.tag })).toThrow(corrupt);
  });

  it('has a data key and initialisation vectors of its own', () => {
    const envelopes = Array.from({ length: 200 }, () => seal(plaintext, context, kek));
    for (const field of BYTE_FIELDS) {
      expect(new Set(envelopes.map((envelope) => Buffer.from(envelope[field]).toString('hex'))).size).toBe(200);
    }
    expect(envelopes[0]).toMatchObject({ fmt: 'svs1', kekId: kek.id });
    expect(BYTE_FIELDS.map((field) => envelopes[0]?.[field].byteLength)).toEqual([12, 32, 16, 12, 68, 16]);
  });

  it.each(SIZE_CLASSES)('of at most %d bytes shows no other length', (size) => {
    const lengths = [size, size - 1].map((length) => seal(Buffer.alloc(length, 1), context, kek).ct.byteLength);
    expect(lengths).toEqual([size + LENGTH_PREFIX_BYTES, size + LENGTH_PREFIX_BYTES]);
  });

  it('leaves the plaintext to its owner, and none of it inside', () => {
    const value = Buffer.from(plaintext);
    const envelope = seal(value, context, kek);
    expect(value).toEqual(plaintext);
    expect(BYTE_FIELDS.some((field) => Buffer.from(envelope[field]).includes(plaintext))).toBe(false);
  });
});
