import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { formatProblem } from './value-format.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('JSON', () => {
  it('is told as JSON.parse tells it', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '0', 'e', '\\', '\n', ' ', '\u0001', '.')
      )
      .map(([json, at, put]) => {
        const index = at % (json.length + 1);
        return `${json.slice(0, index)}${put}${json.slice(index + (put === '' ? 1 : 0))}`;
      });
    const soup = fc.string({ unit: fc.constantFrom(...'{}[]:,"\\ 019-+.eEtrufalsn\n'), maxLength: 12 });
    fc.assert(
      fc.property(fc.oneof(fc.json(), damaged, soup), (text) => {
        expect(formatProblem(text, 'json') === undefined).toBe(isJson(text));
      }),
      { numRuns: 3_000 }
    );
  });

  it.each([
    ['', 1, 1],
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": tru\n}', 2, 8],
    ['[1, 2', 1, 6],
    ['"open', 1, 1],
    ['{"a": 1} x', 1, 10],
    ["{'a': 1}", 1, 2],
  ])('of %j ends at line %i, column %i', (text, line, column) => {
    expect(formatProblem(text, 'json')).toEqual({ kind: 'json', line, column });
  });

  it('may be nothing but brackets', () => {
    const deep = 12_000;
    expect(formatProblem('['.repeat(deep) + ']'.repeat(deep), 'json')).toBeUndefined();
    expect(formatProblem('['.repeat(2 * deep), 'json')).toEqual({ kind: 'json', line: 1, column: 2 * deep + 1 });
  });
});

describe('PEM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const other = publicKey.export({ format: 'pem', type: 'spki' }).toString();

  it.each([
    ['a key', key],
    ['two in a row', key + other],
    ['one with text around it', `subject=/CN=a\n${other}\nbye\n`],
    ['the line breaks of Windows', key.replaceAll('\n', '\r\n')],
    ['no line break at the end', key.trimEnd()],
    [
      'the headers of an old encrypted key',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n',
    ],
  ])('is %s', (_what, text) => {
    expect(formatProblem(text, 'pem')).toBeUndefined();
  });

  it.each([
    ['', { kind: 'pem-no-begin' }],
    ['MIIB', { kind: 'pem-no-begin' }],
    [` ${key}`, { kind: 'pem-no-begin' }],
    [key.split('\n').slice(0, 2).join('\n'), { kind: 'pem-no-end', line: 1 }],
    [key.split('\n').slice(0, 2).join('\n') + '\n' + other, { kind: 'pem-no-end', line: 1 }],
    [key.replace('END PRIVATE', 'END PUBLIC'), { kind: 'pem-other-end', line: 3 }],
    ['-----BEGIN A-----\nAAAA\nA?AA\n-----END A-----', { kind: 'pem-no-base64', line: 3 }],
    ['-----BEGIN A-----\nAA==\nAAAA\n-----END A-----', { kind: 'pem-no-base64', line: 2 }],
    ['-----BEGIN A-----\nAAA\n-----END A-----', { kind: 'pem-no-base64', line: 2 }],
    ['-----BEGIN A-----\n-----END A-----', { kind: 'pem-empty' }],
  ])('is not %j', (text, problem) => {
    expect(formatProblem(text, 'pem')).toEqual(problem);
  });

  it('takes no time over a long value', () => {
    const started = performance.now();
    for (const text of [
      '-----BEGIN '.repeat(2_000),
      `-----BEGIN ${'A '.repeat(12_000)}`,
      '-----BEGIN A-----\n'.repeat(1_400),
    ]) {
      expect(formatProblem(text, 'pem')).toBeDefined();
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('a URL', () => {
  it.each([
    'https://example.com',
    'postgres://user:pass@db:5432/x?sslmode=require',
    'mailto:a@example.com',
    'redis://h',
  ])('is %j', (text) => {
    expect(formatProblem(text, 'url')).toBeUndefined();
  });

  it.each([
    ['', 'url-no-scheme'],
    ['example.com', 'url-no-scheme'],
    ['//example.com', 'url-no-scheme'],
    ['https:example.com', 'url-no-host'],
    ['https://', 'url-invalid'],
    ['https://a:b', 'url-invalid'],
    ['https://example.com\n', 'url-white-space'],
    ['https://exam ple.com', 'url-white-space'],
  ])('is not %j', (text, kind) => {
    expect(formatProblem(text, 'url')).toEqual({ kind });
  });
});

it('never repeats the value', () => {
  const canary = 'CANARY';
  const near = fc
    .tuple(fc.constantFrom('', '{"', '[', '-----BEGIN ', '-----BEGIN A-----\n', 'https://', 'x:'), fc.string())
    .map(([start, end]) => `${start}${canary}${end}`);
  fc.assert(
    fc.property(near, fc.constantFrom('json', 'pem', 'url'), (text, format) => {
      expect(JSON.stringify(formatProblem(text, format)) ?? '').not.toContain(canary);
    })
  );
});
