import { SecretValue } from '../vault/secret-value.ts';
import { SharedDecryptions } from './shared-decryptions.ts';

/** A decryption that ends when the test says so. */
class Pending {
  readonly value = Promise.withResolvers<SecretValue>();
  count = 0;

  readonly start = (): Promise<SecretValue> => {
    this.count += 1;
    return this.value.promise;
  };
}

const textOf = (value: SecretValue) => value.use((bytes) => bytes.toString());

it('gives each who waits a value of their own, from one decryption', async () => {
  const shared = new SharedDecryptions();
  const pending = new Pending();
  const waiting = Array.from({ length: 50 }, () => shared.share('a', pending.start));
  expect([shared.size, shared.has('a')]).toEqual([1, true]);
  const source = SecretValue.fromUtf8('v');
  pending.value.resolve(source);
  expect((await Promise.all(waiting)).map(textOf)).toEqual(Array.from({ length: 50 }, () => 'v'));
  expect([pending.count, source.byteLength, shared.size]).toEqual([1, 0, 0]);
});

it('keeps nothing: who comes afterwards gets a decryption of their own', async () => {
  const shared = new SharedDecryptions();
  const decrypt = jest.fn(async () => SecretValue.fromUtf8('v'));
  expect(textOf(await shared.share('a', decrypt))).toBe('v');
  expect(textOf(await shared.share('a', decrypt))).toBe('v');
  expect(decrypt).toHaveBeenCalledTimes(2);
});

it('does not mix what is not the same', async () => {
  const shared = new SharedDecryptions();
  const values = ['a', 'b'].map((key) => shared.share(key, async () => SecretValue.fromUtf8(`value of ${key}`)));
  expect((await Promise.all(values)).map(textOf)).toEqual(['value of a', 'value of b']);
});

it('fails for all who wait, and not for the next', async () => {
  const shared = new SharedDecryptions();
  const pending = new Pending();
  const waiting = [shared.share('a', pending.start), shared.share('a', pending.start)];
  pending.value.reject(new Error('no key'));
  const outcomes = await Promise.allSettled(waiting);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(textOf(await shared.share('a', async () => SecretValue.fromUtf8('v')))).toBe('v');
});
