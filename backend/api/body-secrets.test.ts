import { StatusError } from '../http/status-error.ts';
import type { SecretValue } from '../vault/secret-value.ts';
import { withSecureValueBody } from './body-secrets.ts';

const body = (spec: object): Buffer => Buffer.from(JSON.stringify({ metadata: { name: 'a' }, spec }));
const isWiped = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

describe('withSecureValueBody', () => {
  it('wipes the bytes before it goes on, and the value afterwards', async () => {
    const bytes = body({ value: 'secret' });
    const lent = await withSecureValueBody(bytes, async ({ body: { spec } }) => {
      expect(isWiped(bytes)).toBe(true);
      expect(spec.value?.byteLength).toBe(6);
      return spec.value;
    });
    expect(lent?.byteLength).toBe(0);
  });

  it('wipes the value also when the call fails', async () => {
    const lent: Array<SecretValue | undefined> = [];
    const failing = withSecureValueBody(body({ value: 'secret' }), async ({ body: { spec } }) => {
      lent.push(spec.value);
      throw new Error('failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(lent.map((value) => value?.byteLength)).toEqual([0]);
  });

  it('wipes the bytes also when they cannot be decoded', async () => {
    for (const bytes of [body({ value: 'secret', description: 5 }), Buffer.from('{"spec":{"value":"secret"')]) {
      await expect(withSecureValueBody(bytes, async () => undefined)).rejects.toThrow(StatusError);
      expect(isWiped(bytes)).toBe(true);
    }
  });
});
