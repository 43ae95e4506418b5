import { KeyHolder, StaleKeyRing } from './key-holder.ts';
import { type KeyRing, newRingKey, openKeys, type RingKey, withActive } from './key-ring.ts';

const first = newRingKey(0);
const second = newRingKey(1);
const third = newRingKey(2);
const ringOf = (active: RingKey, ...decryptOnly: readonly RingKey[]): KeyRing =>
  openKeys({ active, decryptOnly, retired: [] }, []);
const one = ringOf(first);
const two = ringOf(second, first);

/** A holder whose readings the test answers, one by one. */
function heldBy(keyRing: KeyRing, pauseMs?: number) {
  const readings: Array<PromiseWithResolvers<KeyRing>> = [];
  const reread = (): Promise<KeyRing> => {
    const reading = Promise.withResolvers<KeyRing>();
    readings.push(reading);
    return reading.promise;
  };
  return { holder: new KeyHolder({ keyRing, reread, pauseMs }), readings };
}

const activeId = ({ keyRing }: KeyHolder) => (keyRing.state === 'open' ? keyRing.active.id : keyRing.reason);

describe('refresh', () => {
  it('reads once for all that ask at the same time', async () => {
    const { holder, readings } = heldBy(one);
    const asked = [holder.refresh(), holder.refresh(), holder.refresh()];
    expect(readings).toHaveLength(1);
    readings[0]?.resolve(two);
    await Promise.all(asked);
    expect(activeId(holder)).toBe(second.id);
  });

  it('pauses after a reading in vain, and only then', async () => {
    const { holder, readings } = heldBy(one, 60_000);
    const fruitful = holder.refresh();
    readings[0]?.resolve(two);
    await fruitful;
    const inVain = holder.refresh();
    readings[1]?.resolve(two);
    await inVain;
    await holder.refresh();
    expect(readings).toHaveLength(2);
  });

  it.each<[string, (reading: PromiseWithResolvers<KeyRing> | undefined) => void]>([
    ['sealed', (reading) => reading?.resolve({ state: 'sealed', reason: 'key-missing' })],
    ['not to be had', (reading) => reading?.reject(new Error('KeyFileError'))],
  ])('keeps the ring it has where the new one is %s', async (_what, answer) => {
    const { holder, readings } = heldBy(one);
    const refreshing = holder.refresh();
    answer(readings[0]);
    await refreshing;
    expect(activeId(holder)).toBe(first.id);
  });

  it('never puts what it has read in the place of a rotation that was made meanwhile', async () => {
    const { holder, readings } = heldBy(one);
    const refreshing = holder.refresh();
    holder.replace(ringOf(third, second, first));
    readings[0]?.resolve(two);
    await refreshing;
    expect(activeId(holder)).toBe(third.id);
  });

  it('does not unseal', async () => {
    const { holder, readings } = heldBy({ state: 'sealed', reason: 'wrong-passphrase' });
    await holder.refresh();
    expect(readings).toHaveLength(0);
    await expect(holder.withNewestKeys(async () => 'done')).rejects.toThrow('sealed');
  });
});

describe('withNewestKeys', () => {
  const needs = (key: RingKey) => async (keys: Extract<KeyRing, { readonly state: 'open' }>) => {
    if (!keys.ids.has(key.id)) {
      throw new StaleKeyRing(({ ids }) => ids.has(key.id));
    }
    return keys.active.id;
  };

  it('reads nothing while the keys are there', async () => {
    const { holder, readings } = heldBy(one);
    expect(await holder.withNewestKeys(needs(first))).toBe(first.id);
    expect(readings).toHaveLength(0);
  });

  it('does it again with the new ring', async () => {
    const { holder, readings } = heldBy(one);
    const done = holder.withNewestKeys(needs(second));
    await untilThereAre(readings, 1);
    readings[0]?.resolve(two);
    expect(await done).toBe(second.id);
  });

  it('reads once more where the reading that it waited for began too early', async () => {
    const { holder, readings } = heldBy(one);
    const refreshing = holder.refresh();
    const done = holder.withNewestKeys(needs(third));
    readings[0]?.resolve(two);
    await refreshing;
    await untilThereAre(readings, 2);
    const { active, decryptOnly } = { active: second, decryptOnly: [first] };
    readings[1]?.resolve(openKeys(withActive({ active, decryptOnly, retired: [] }, third), []));
    expect(await done).toBe(third.id);
  });

  it('says that it is sealed where the key is still not there, and reads no more for a while', async () => {
    const { holder, readings } = heldBy(one, 60_000);
    const failed = expect(holder.withNewestKeys(needs(second))).rejects.toThrow('vault: sealed');
    await untilThereAre(readings, 1);
    readings[0]?.resolve(one);
    await failed;
    await expect(holder.withNewestKeys(needs(second))).rejects.toThrow('vault: sealed');
    expect(readings).toHaveLength(1);
    // What is there still opens.
    expect(await holder.withNewestKeys(needs(first))).toBe(first.id);
  });

  it('passes other failures on', async () => {
    const { holder } = heldBy(one);
    const failure = new Error('another');
    await expect(holder.withNewestKeys(() => Promise.reject(failure))).rejects.toBe(failure);
  });
});

/** Lets what has been started go on until it reads. */
async function untilThereAre(readings: readonly unknown[], count: number): Promise<void> {
  while (readings.length < count) {
    await new Promise(setImmediate);
  }
}
