import fc from 'fast-check';
import { VALUE_MAX_BYTES } from './limits.ts';
import { fileSizeProblem, readValueFile } from './value-file.ts';

const encode = (text: string) => new TextEncoder().encode(text);

describe('readValueFile', () => {
  it('gives back every character of a text', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => !one.includes('\0'));
    fc.assert(
      fc.property(text, (one) => {
        expect(readValueFile(encode(one))).toEqual({ ok: true, text: one });
      })
    );
    expect(readValueFile(encode('\uFEFFa\r\nb\r\n'))).toEqual({ ok: true, text: '\uFEFFa\r\nb\r\n' });
  });

  it('reads nothing into bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (bytes) => {
        const reading = readValueFile(bytes);
        expect(reading.ok ? [...encode(reading.text)] : [...bytes]).toEqual([...bytes]);
      })
    );
  });

  it.each([
    ['half a character', [0x61, 0xc3]],
    ['a character that is written too long', [0xc0, 0x80]],
    ['half a pair of UTF-16', [0xed, 0xa0, 0x80]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
    ['a NUL', [0x61, 0x00, 0x62]],
  ])('refuses %s', (_what, bytes) => {
    expect(readValueFile(Uint8Array.from(bytes))).toEqual({ ok: false, problem: 'not-text' });
  });

  it('takes as many bytes as a value may have', () => {
    expect(readValueFile(new Uint8Array(VALUE_MAX_BYTES).fill(0x61)).ok).toBe(true);
    expect(readValueFile(new Uint8Array(VALUE_MAX_BYTES + 1).fill(0x61))).toEqual({ ok: false, problem: 'too-large' });
    expect(fileSizeProblem(VALUE_MAX_BYTES)).toBeUndefined();
    expect(fileSizeProblem(VALUE_MAX_BYTES + 1)).toBe('too-large');
    expect(fileSizeProblem(0)).toBe('empty');
  });
});
