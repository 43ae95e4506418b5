import fc from 'fast-check';
import {
  BACKEND_TOKEN_MAX,
  BACKEND_TOKEN_MIN,
  backendTokenFindings,
  backendUrlFindings,
  isUnencrypted,
} from './backend-settings.ts';

describe('the address of a backend', () => {
  it.each([
    'http://127.0.0.1:3001',
    'https://secrets.example.com',
    'https://Secrets.Example.com:8443',
    'http://[::1]:3001',
    'http://strongroom:80/behind/a/path',
    'HTTPS://secrets.example.com',
  ])('may be %s', (text) => {
    expect(backendUrlFindings(text)).toEqual([]);
  });

  it.each([
    ['', ['url-invalid']],
    ['secrets.example.com', ['url-invalid']],
    ['secrets.example.com:3001', ['url-invalid']],
    ['//secrets.example.com', ['url-invalid']],
    ['http:secrets.example.com', ['url-invalid']],
    ['http:///path', ['url-invalid']],
    ['http://host:port', ['url-invalid']],
    ['http://[::1', ['url-invalid']],
    ['ftp://secrets.example.com', ['url-scheme']],
    ['javascript://host/%0aalert(1)', ['url-scheme']],
    ['https://ada@secrets.example.com', ['url-credentials']],
    ['https://ada:pass@secrets.example.com', ['url-credentials']],
    ['https://@secrets.example.com', ['url-credentials']],
    ['https://secrets.example.com?', ['url-query']],
    ['https://secrets.example.com?token=1', ['url-query']],
    ['https://secrets.example.com#', ['url-fragment']],
    ['https://secrets.example.com/a/..', ['url-dot-segment']],
    ['https://secrets.example.com/./a', ['url-dot-segment']],
    ['https://secrets.example.com/a/%2E.', ['url-dot-segment']],
    ['https://secrets.example.com/', ['url-trailing-slash']],
    ['https://secrets.example.com/path/', ['url-trailing-slash']],
    [' https://secrets.example.com', ['url-characters']],
    ['https://secrets.example.com\n', ['url-characters']],
    ['https://secrets\t.example.com', ['url-characters']],
    ['https:\\\\secrets.example.com', ['url-characters']],
    ['https://geheimnis\u{e4}.example.com', ['url-characters']],
    ['ftp://ada@host/?a#b', ['url-scheme', 'url-credentials', 'url-query', 'url-fragment', 'url-trailing-slash']],
  ])('may not be %j', (text, rules) => {
    expect(backendUrlFindings(text)).toEqual(rules);
  });

  it('keeps its meaning when a path is appended, whenever it breaks no rule', () => {
    const text = fc.oneof(
      fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https', 'ftp'] }),
      fc.string({ unit: fc.constantFrom('/', '.', '%2e', ...'ab1@:?#[]\\ %é') }).map((rest) => `http://a${rest}`)
    );
    fc.assert(
      fc.property(text, (address) => {
        fc.pre(backendUrlFindings(address).length === 0);
        const [before, after] = [new URL(address), new URL(`${address}/apis`)];
        expect(after.host).toBe(before.host);
        expect(after.pathname).toBe(`${before.pathname === '/' ? '' : before.pathname}/apis`);
        expect([before.username, before.password, after.search, after.hash]).toEqual(['', '', '', '']);
        expect(before.protocol).toMatch(/^https?:$/);
      })
    );
  });

  it.each([
    ['http://secrets.example.com', true],
    ['http://10.0.0.1:3001', true],
    ['http://localhost.example.com', true],
    ['http://127.0.0.1:3001', false],
    ['http://localhost:3001', false],
    ['http://[::1]:3001', false],
    ['https://secrets.example.com', false],
    ['not an address', false],
  ])('%s: a network could read it: %s', (text, expected) => {
    expect(isUnencrypted(text)).toBe(expected);
  });
});

describe('the token of a backend', () => {
  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));

  it('may be any visible ASCII of the right length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: visible, minLength: BACKEND_TOKEN_MIN, maxLength: BACKEND_TOKEN_MAX }),
        (token) => backendTokenFindings(token).length === 0
      )
    );
  });

  it.each([
    ['', ['token-too-short']],
    ['x'.repeat(31), ['token-too-short']],
    ['x'.repeat(513), ['token-too-long']],
    [`${'x'.repeat(32)} `, ['token-characters']],
    [`${'x'.repeat(32)}\n`, ['token-characters']],
    [`${'x'.repeat(32)}é`, ['token-characters']],
    ['é', ['token-characters', 'token-too-short']],
  ])('may not be %j', (token, rules) => {
    expect(backendTokenFindings(token)).toEqual(rules);
  });
});
