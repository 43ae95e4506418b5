import fc from 'fast-check';
import { StatusError } from '../../http/status-error.ts';
import type { SecretValue } from '../../vault/secret-value.ts';
import { decodeSecureValue, isSecret } from '../secure-values/decode.ts';
import { SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { withDocument } from './with-document.ts';

const PLACES = { names: SECURE_VALUES, isSecret };

const body = (spec: object): Buffer => Buffer.from(JSON.stringify({ metadata: { name: 'a' }, spec }));
const isWiped = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

describe('withDocument', () => {
  it('wipes the bytes before it goes on, and the value afterwards', async () => {
    const bytes = body({ value: 'secret' });
    const lent = await withDocument({ bytes, syntax: 'json' }, PLACES, async (document) => {
      expect(isWiped(bytes)).toBe(true);
      const { value } = decodeSecureValue(document).body.spec;
      expect(value?.byteLength).toBe(6);
      return value;
    });
    expect(lent?.byteLength).toBe(0);
  });

  it('wipes the value also when the call fails', async () => {
    const lent: Array<SecretValue | undefined> = [];
    const failing = withDocument({ bytes: body({ value: 'secret' }), syntax: 'json' }, PLACES, async (document) => {
      lent.push(decodeSecureValue(document).body.spec.value);
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(lent.map((value) => value?.byteLength)).toEqual([0]);
  });

  it.each([
    ['json', `{"spec":{${'"value":"",'.repeat(200_000)}"value":"a"}}`],
    ['yaml', `spec:\n${'  value: a\n'.repeat(200)}`],
  ] as const)('refuses %s with very many values before they take long', async (syntax, text) => {
    const start = performance.now();
    const outcome = withDocument({ bytes: Buffer.from(text), syntax }, PLACES, async () => undefined);
    await expect(outcome).rejects.toMatchObject({
      status: { code: 400, message: expect.stringMatching(`${syntax} parse error: more than 100 values$`) },
    });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('reads YAML, wipes its bytes before it goes on, and the value afterwards', async () => {
    const bytes = Buffer.from('metadata: {name: a}\nspec:\n  value: secret\n');
    const lent = await withDocument({ bytes, syntax: 'yaml' }, PLACES, async (document) => {
      expect(isWiped(bytes)).toBe(true);
      const { value } = decodeSecureValue(document).body.spec;
      expect(value?.byteLength).toBe(6);
      return value;
    });
    expect(lent?.byteLength).toBe(0);
  });

  it('fails with a Status for any bytes that are no JSON, and wipes them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (tail) => {
        const bytes = Buffer.concat([Buffer.from('{"spec":{"value":"secret"'), tail, Buffer.from('"')]);
        await expect(withDocument({ bytes, syntax: 'json' }, PLACES, async () => undefined)).rejects.toThrow(
          StatusError
        );
        expect(isWiped(bytes)).toBe(true);
      })
    );
  });
});
