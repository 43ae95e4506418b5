import fc from 'fast-check';
import { plaintextJson } from './plaintext-json.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

it('writes what JSON reads back, the plaintext first', () => {
  fc.assert(
    fc.property(anyText, fc.dictionary(fc.string(), anyText), (plaintext, beside) => {
      fc.pre(!Object.hasOwn(beside, 'plaintext') && !Object.hasOwn(beside, '__proto__'));
      const text = plaintextJson(Buffer.from(plaintext), beside).toString();
      expect(JSON.parse(text)).toEqual({ ...beside, plaintext });
      expect(text.startsWith('{"plaintext":"')).toBe(true);
    })
  );
});

it('writes every character as short as JSON.stringify does', () => {
  for (let code = 0; code < 0xd800; code += 1) {
    const plaintext = String.fromCharCode(code);
    expect(plaintextJson(Buffer.from(plaintext), {}).toString()).toBe(JSON.stringify({ plaintext }));
  }
});

it('leaves what is told beside it as JSON.stringify writes it', () => {
  expect(plaintextJson(Buffer.from('v"'), { name: 'a', labels: [], ä: 1 }).toString()).toBe(
    '{"plaintext":"v\\"","name":"a","labels":[],"ä":1}'
  );
});

it('sits in memory of its own, which can be wiped', () => {
  const body = plaintextJson(Buffer.from('v'), {});
  expect(body.buffer.byteLength).toBe(body.byteLength);
});
