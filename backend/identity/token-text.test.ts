import fc from 'fast-check';
import { inspect } from 'node:util';
import { TokenDigest } from './token-digest.ts';
import { isTokenId, newTokenText, presentedToken } from './token-text.ts';

const FORM = /^svs_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/;

const characters = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const ALNUM = 'abcdefghijklmnopqrstuvwxyz0123456789';
const anyId = characters(ALNUM, 12);
const anySecret = characters(`${ALNUM}${ALNUM.toUpperCase()}_-`, 43);
const anyToken = fc.tuple(anyId, anySecret).map(([id, secret]) => `svs_${id}_${secret}`);

function textOf({ text }: ReturnType<typeof newTokenText>): string {
  return text.use((bytes) => bytes.toString());
}

describe('newTokenText', () => {
  it('makes tokens of one form, each of them new', () => {
    const made = Array.from({ length: 200 }, () => newTokenText());
    const texts = made.map(textOf);
    expect(texts.filter((text) => FORM.test(text))).toHaveLength(200);
    expect(new Set(texts.map((text) => text.slice(17))).size).toBe(200);
    expect(new Set(made.map(({ id }) => id)).size).toBe(200);
  });

  it('draws ids from the whole alphabet', () => {
    const drawn = new Set(Array.from({ length: 200 }, () => newTokenText().id).join(''));
    expect([...drawn].sort().join('')).toBe([...ALNUM].sort().join(''));
  });

  it('makes what is recognised when it is shown', () => {
    const made = newTokenText();
    const { parts } = presentedToken(textOf(made));
    expect(parts?.id).toBe(made.id);
    expect(parts?.secret.equals(made.secret)).toBe(true);
  });

  it('shows nothing of the secret', () => {
    const made = newTokenText();
    const shown = `${inspect(made, { depth: null, showHidden: true })}${JSON.stringify(made)}`;
    expect(shown).not.toContain(textOf(made).slice(17));
  });
});

describe('presentedToken', () => {
  it('takes apart what has the form, as text or bytes', () => {
    fc.assert(
      fc.property(anyToken, (text) => {
        for (const { digest, parts } of [presentedToken(text), presentedToken(Buffer.from(text))]) {
          expect(digest.equals(TokenDigest.of(text))).toBe(true);
          expect(parts?.id).toBe(text.slice(4, 16));
          expect(parts?.secret.equals(TokenDigest.of(text.slice(17)))).toBe(true);
        }
      })
    );
  });

  it('takes nothing else apart', () => {
    const anyEdit = fc.tuple(anyToken, fc.nat({ max: 60 }), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }));
    const edited = anyEdit.map(([text, at, length, by]) => text.slice(0, at) + by + text.slice(at + length));
    fc.assert(
      fc.property(
        fc.oneof(
          edited,
          fc.string({ unit: 'binary' }),
          anyToken.map((text) => `${text}\n`)
        ),
        (text) => {
          expect(presentedToken(text).parts !== undefined).toBe(FORM.test(text) && !text.endsWith('\n'));
          expect(presentedToken(text).digest.equals(TokenDigest.of(text))).toBe(true);
        }
      ),
      { numRuns: 1000 }
    );
  });

  it('is not fooled by characters that share their last byte with one of the alphabet', () => {
    const token = `svs_aaaaaaaaaaaa_${'A'.repeat(42)}`;
    expect(presentedToken(`${token}A`).parts).toBeDefined();
    expect(presentedToken(`${token}\u0141`).parts).toBeUndefined();
  });

  it('gives another digest for any other secret', () => {
    fc.assert(
      fc.property(anyId, anySecret, anySecret, (id, one, other) => {
        const [a, b] = [one, other].map((secret) => presentedToken(`svs_${id}_${secret}`).parts?.secret);
        expect(a !== undefined && b !== undefined && a.equals(b)).toBe(one === other);
      })
    );
  });

  it('leaves the bytes to whoever brought them', () => {
    const bytes = Buffer.from('svs_token');
    presentedToken(bytes);
    expect(bytes.toString()).toBe('svs_token');
  });
});

describe('isTokenId', () => {
  it.each(['', 'abc', 'ABCDEFGHIJKL', 'abcdefghijkl\n', 'abcdefghijklm', '../../../../x', 'abcdef ghijk'])(
    'refuses %j',
    (text) => {
      expect(isTokenId(text)).toBe(false);
    }
  );
});
