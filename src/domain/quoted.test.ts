import fc from 'fast-check';
import { quoted } from './quoted.ts';

describe('quoted', () => {
  it.each([
    ['a-b', '"a-b"'],
    ['', '""'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['\u0007\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
    ['\u0000\u001b\u007f', '"\\x00\\x1b\\x7f"'],
    ['é ключ 🔑', '"é ключ 🔑"'],
    ['\u00a0\u200b\u2028', '"\\u00a0\\u200b\\u2028"'],
    ['\u{e0001}', '"\\U000e0001"'],
    ['a\uD83Db', '"a\uFFFDb"'],
    ['<&>', '"<&>"'],
  ])('prints %j as Go does', (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });

  it('lets no control, format or separator character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(quoted(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      })
    );
  });

  it('is as readable as JSON for printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(JSON.parse(quoted(text))).toBe(text);
      })
    );
  });
});
