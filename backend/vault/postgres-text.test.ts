import fc from 'fast-check';
import { fromPostgresText, toPostgresText } from './postgres-text.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\0', '\u{FFFE}', '0', 'a') }));

describe('toPostgresText', () => {
  it('leaves no NUL, and can be undone', () => {
    fc.assert(
      fc.property(text, (original) => {
        const kept = toPostgresText(original);
        expect(kept).not.toContain('\0');
        expect(fromPostgresText(kept)).toBe(original);
      })
    );
  });

  it('leaves every other text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (original) => {
        fc.pre(!/[\0\u{FFFE}]/u.test(original));
        expect(toPostgresText(original)).toBe(original);
        expect(fromPostgresText(original)).toBe(original);
      })
    );
  });

  it('reads a text that it never writes as it stands', () => {
    expect(fromPostgresText('\u{FFFE}')).toBe('\u{FFFE}');
    expect(fromPostgresText('a\u{FFFE}b')).toBe('a\u{FFFE}b');
  });
});
