import fc from 'fast-check';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodingsOf, filesHolding } from './canary.ts';

const CANARY = `S3cr3t/"Välue'+<&>\n0001`;

const hides: ReadonlyArray<[string, (value: string) => string]> = [
  ['nothing', (value) => value],
  ['JSON', (value) => JSON.stringify({ value })],
  ['JSON in JSON', (value) => JSON.stringify({ body: JSON.stringify({ value }) })],
  ['a URL', (value) => new URL(`http://host/?q=${encodeURIComponent(value)}`).href],
  ['a form', (value) => new URLSearchParams({ value }).toString()],
  ['hexadecimal', (value) => Buffer.from(`before${value}after`).toString('hex')],
  ['base64', (value) => Buffer.from(value).toString('base64')],
  ['base64 of something longer by 1', (value) => Buffer.from(`:${value}`).toString('base64')],
  ['base64 of something longer by 2', (value) => Buffer.from(`::${value}:`).toString('base64')],
  ['base64url', (value) => Buffer.from(`user:${value}`).toString('base64url')],
];

describe('encodingsOf', () => {
  it.each(hides)('sees through %s', (_name, hide) => {
    expect(encodingsOf(CANARY).some((form) => hide(CANARY).includes(form))).toBe(true);
  });

  it('sees through base64 at any place', () => {
    const bytes = fc.uint8Array({ maxLength: 9 });
    fc.assert(
      fc.property(bytes, fc.string({ unit: 'binary', minLength: 4 }), bytes, (before, value, after) => {
        fc.pre(value.isWellFormed());
        const text = Buffer.concat([before, Buffer.from(value), after]).toString('base64');
        expect(encodingsOf(value).some((form) => text.includes(form))).toBe(true);
      })
    );
  });
});

describe('filesHolding', () => {
  it('names the files that hold the value, and no others', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'strongroom-'));
    try {
      await mkdir(join(directory, 'deep'));
      await writeFile(join(directory, 'clean'), 'nothing');
      await writeFile(join(directory, 'raw'), `\0\0${CANARY}\0`);
      await writeFile(join(directory, 'deep', 'encoded'), Buffer.from(`x${CANARY}`).toString('base64'));
      expect(filesHolding(directory, CANARY).sort()).toEqual(['deep/encoded', 'raw']);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
