import fc from 'fast-check';
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { REDACTED, SecretValue } from './secret-value.ts';

const TEXT = 'correct-horse-battery-staple';

function printed(print: (console: Console) => void): string {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  print(new Console({ stdout, stderr: stdout }));
  return text;
}

describe('A12: what a secret value shows of itself', () => {
  const shows: ReadonlyArray<[string, (value: SecretValue) => string]> = [
    ['String()', (value) => String(value)],
    ['a template literal', (value) => `${value}`],
    ['concatenation', (value) => '' + value],
    ['toString()', (value) => value.toString()],
    ['toLocaleString()', (value) => value.toLocaleString()],
    ['JSON.stringify', (value) => JSON.stringify({ value, list: [value] })],
    ['util.inspect', (value) => inspect(value)],
    ['util.inspect of a nest', (value) => inspect({ a: [{ value }] }, { depth: null, showHidden: true })],
    ['format %s', (value) => format('%s', value)],
    ['format %o', (value) => format('%o', value)],
    ['format %O', (value) => format('%O', value)],
    ['format %j', (value) => format('%j', value)],
    ['console.log', (value) => printed((console) => console.log(value, { value }))],
  ];

  it.each(shows)('%s says [REDACTED] and not the value', (_name, show) => {
    const shown = show(SecretValue.fromUtf8(TEXT));
    expect(shown).toContain(REDACTED);
    expect(shown).not.toContain(TEXT);
  });

  const hides: ReadonlyArray<[string, (value: SecretValue) => string]> = [
    ['util.inspect without customInspect', (value) => inspect(value, { customInspect: false, showHidden: true })],
    ['a spread', (value) => inspect({ ...value }, { showHidden: true })],
    ['Object.assign', (value) => JSON.stringify(Object.assign({}, value))],
    ['structuredClone', (value) => inspect(structuredClone(value), { showHidden: true })],
    ['v8.serialize', (value) => serialize(value).toString('latin1') + inspect(deserialize(serialize(value)))],
    ['console.table', (value) => printed((console) => console.table([{ value }, value, { deep: { value } }]))],
    ['console.dir', (value) => printed((console) => console.dir(value, { showHidden: true }))],
    ['its own keys', (value) => Reflect.ownKeys(value).map(String).join()],
    ['Number()', (value) => String(Number(value))],
  ];

  it.each(hides)('%s does not show the value', (_name, show) => {
    const shown = show(SecretValue.fromUtf8(TEXT));
    expect(shown).not.toContain(TEXT);
    expect(shown).not.toContain(Buffer.from(TEXT).toString('hex'));
    expect(shown).not.toMatch(/63 6f 72 72|99, 111, 114/); // as a Buffer or an array of bytes prints itself
  });

  it('stays hidden while an error carries it', () => {
    expect(inspect(new Error('failed', { cause: SecretValue.fromUtf8(TEXT) }))).not.toContain(TEXT);
  });
});

describe('use', () => {
  it('lends the bytes and leaves zeros', () => {
    const value = SecretValue.fromUtf8(TEXT);
    let lent: Buffer = Buffer.alloc(0);
    const result = value.use((bytes) => {
      lent = bytes;
      return bytes.toString('utf8');
    });
    expect(result).toBe(TEXT);
    expect(lent).toEqual(Buffer.alloc(TEXT.length));
    expect(value.byteLength).toBe(0);
  });

  it('throws a second time, also from inside the first', () => {
    const value = SecretValue.fromUtf8(TEXT);
    value.use(() => {
      expect(() => value.use(() => 'again')).toThrow(expect.objectContaining({ code: 'already-used' }));
    });
    expect(() => value.use(() => 'again')).toThrow(expect.objectContaining({ code: 'already-used' }));
  });

  it('leaves zeros when the borrower throws', () => {
    const bytes = Buffer.from(TEXT);
    const borrow = () => {
      throw new Error('borrower');
    };
    expect(() => SecretValue.fromBuffer(bytes).use(borrow)).toThrow('borrower');
    expect(bytes).toEqual(Buffer.alloc(TEXT.length));
  });

  it('keeps the bytes until a promise settles, then leaves zeros', async () => {
    const bytes = Buffer.from(TEXT);
    const result = SecretValue.fromBuffer(bytes).use(async (lent) => {
      await Promise.resolve();
      return lent.toString('utf8');
    });
    expect(bytes.toString('utf8')).toBe(TEXT);
    await expect(result).resolves.toBe(TEXT);
    expect(bytes).toEqual(Buffer.alloc(TEXT.length));
  });

  it('leaves zeros when a promise rejects', async () => {
    const bytes = Buffer.from(TEXT);
    const result = SecretValue.fromBuffer(bytes).use(async () => {
      throw new Error('borrower');
    });
    await expect(result).rejects.toThrow('borrower');
    expect(bytes).toEqual(Buffer.alloc(TEXT.length));
  });
});

describe('wipe', () => {
  it('leaves zeros and nothing to use', () => {
    const bytes = Buffer.from(TEXT);
    const value = SecretValue.fromBuffer(bytes);
    value.wipe();
    value.wipe();
    expect(bytes).toEqual(Buffer.alloc(TEXT.length));
    expect(() => value.use(() => 'gone')).toThrow(expect.objectContaining({ code: 'already-used' }));
  });
});

describe('fromUtf8', () => {
  it('keeps every well-formed text as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const value = SecretValue.fromUtf8(text);
        expect(value.byteLength).toBe(Buffer.byteLength(text));
        expect(value.use((bytes) => bytes.toString('utf8'))).toBe(text);
      })
    );
  });

  it('does not share its memory with other buffers', () => {
    const size = SecretValue.fromUtf8(TEXT).use((bytes) => bytes.buffer.byteLength);
    expect(size).toBe(TEXT.length);
  });

  it('refuses a lone surrogate without naming it', () => {
    expect(() => SecretValue.fromUtf8(`${TEXT}\ud800`)).toThrow(
      expect.objectContaining({ code: 'not-well-formed', message: 'secret value: not-well-formed' })
    );
  });
});
