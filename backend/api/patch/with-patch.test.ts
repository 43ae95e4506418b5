import fc from 'fast-check';
import { isJsonObject, type JsonPath, type JsonValue } from '../../http/json-reader.ts';
import { StatusError } from '../../http/status-error.ts';
import { SecretValue } from '../../vault/secret-value.ts';
import { encodingsOf } from '../../vault/testing/canary.ts';
import { isSecret } from '../secure-values/decode.ts';
import type { PatchType } from './patch-type.ts';
import { plain } from './testing/json-values.ts';
import { withPatch } from './with-patch.ts';

const CURRENT = { metadata: { name: 'a' }, spec: { description: 'd' } };
const isWiped = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

function memberOf(value: JsonValue, path: JsonPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (inner, key) => (isJsonObject(inner) ? inner.get(String(key)) : undefined),
    value
  );
}

const PATCHES: ReadonlyArray<[string, PatchType, unknown]> = [
  ['merge', 'merge', { spec: { value: 'CANARY' } }],
  ['strategic merge', 'strategic', { spec: { value: 'CANARY' } }],
  ['JSON', 'json', [{ value: 'CANARY', op: 'add', path: '/spec/value' }]],
  ['JSON, around it', 'json', [{ value: { description: 'd', value: 'CANARY' }, op: 'add', path: '/spec' }]],
  ['JSON, around everything', 'json', [{ value: { spec: { value: 'CANARY' } }, op: 'add', path: '' }]],
];

describe('withPatch', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(PATCHES)('makes no text of a value, and wipes it with its bytes: %s', async (_kind, type, patch) => {
    const fromText = jest.spyOn(SecretValue, 'fromUtf8');
    const bytes = Buffer.from(JSON.stringify(patch));
    const lent = await withPatch(bytes, type, { isSecret }, async (change) => {
      expect(isWiped(bytes)).toBe(true);
      const value = memberOf(change(CURRENT).value, ['spec', 'value']);
      expect(value).toBeInstanceOf(SecretValue);
      return value;
    });
    expect(lent instanceof SecretValue && lent.byteLength).toBe(0);
    expect(fromText).not.toHaveBeenCalled();
  });

  it.each(PATCHES)('wipes the value also when the call fails: %s', async (_kind, type, patch) => {
    const lent: Array<JsonValue | undefined> = [];
    const failing = withPatch(Buffer.from(JSON.stringify(patch)), type, { isSecret }, async (change) => {
      lent.push(memberOf(change(CURRENT).value, ['spec', 'value']));
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(lent.map((value) => value instanceof SecretValue && value.byteLength)).toEqual([0]);
  });

  it('makes texts of everything else, deep in what an operation brings', async () => {
    const labels = { a: 'x', list: ['y', { z: 'w' }] };
    const bytes = Buffer.from(JSON.stringify([{ op: 'add', path: '/metadata/labels', value: labels }]));
    const changed = await withPatch(bytes, 'json', { isSecret }, async (change) => change(CURRENT).value);
    expect(plain(changed)).toEqual({ ...CURRENT, metadata: { name: 'a', labels } });
  });

  it('can be applied again, and never changes what it is applied to', async () => {
    const bytes = Buffer.from(
      '[{"op":"add","path":"/spec/decrypters","value":[]},{"op":"add","path":"/spec/decrypters/-","value":"x"}]'
    );
    const before = JSON.stringify(CURRENT);
    const results = await withPatch(bytes, 'json', { isSecret }, async (change) => [change(CURRENT), change(CURRENT)]);
    expect(results.map(({ value }) => plain(value))).toEqual(
      [0, 1].map(() => ({ ...CURRENT, spec: { description: 'd', decrypters: ['x'] } }))
    );
    expect(JSON.stringify(CURRENT)).toBe(before);
  });

  it.each<[PatchType, string]>([
    ['json', `[{"op":"add","path":"/x","value":[${'"a",'.repeat(600_000)}"a"]}]`],
    ['merge', `{"spec":{${'"value":"a",'.repeat(200_000)}"value":"a"}}`],
  ])('refuses a %s patch that brings very many texts before they take long', async (type, text) => {
    const start = performance.now();
    const outcome = withPatch(Buffer.from(text), type, { isSecret }, async (change) => change(CURRENT));
    await expect(outcome).rejects.toMatchObject({
      status: { code: 400, message: 'error decoding patch: it brings more than 20000 texts' },
    });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('applies or refuses any patch, and repeats nothing of it', async () => {
    const CANARY = 'QqCanary7Qq';
    const texts = fc.constantFrom(
      CANARY,
      `/${CANARY}`,
      '/spec/value',
      '/spec',
      '',
      '/spec/description',
      'add',
      'move',
      'x'
    );
    const operation = fc.dictionary(
      fc.constantFrom('op', 'path', 'from', 'value', CANARY),
      fc.oneof(texts, fc.dictionary(texts, texts), fc.array(texts), fc.constant(null))
    );
    const known = fc.record({
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'),
      path: fc.constantFrom('', '/spec', '/spec/value', '/metadata/name', `/${CANARY}`, '/spec/decrypters/-'),
      from: fc.constantFrom('', '/spec', '/spec/value', `/${CANARY}/a`),
      value: fc.oneof(texts, fc.dictionary(fc.constantFrom('value', 'description', '$patch', CANARY), texts)),
    });
    const patches = fc.oneof(fc.array(fc.oneof(known, operation), { maxLength: 4 }), known, operation, texts);
    const types = fc.constantFrom<PatchType>('json', 'merge', 'strategic');
    await fc.assert(
      fc.asyncProperty(patches, types, fc.boolean(), async (patch, type, isCut) => {
        const text = JSON.stringify(patch);
        const bytes = Buffer.from(isCut ? text.slice(0, -1) : text);
        const outcome = withPatch(bytes, type, { isSecret }, async (change) => change(CURRENT));
        const message = await outcome.then(
          () => 'applied',
          (error: unknown) => (error instanceof StatusError ? JSON.stringify(error.status) : Promise.reject(error))
        );
        for (const form of encodingsOf(CANARY)) {
          expect(message).not.toContain(form);
        }
        expect(isWiped(bytes)).toBe(true);
      }),
      { numRuns: 2000 }
    );
  });
});
