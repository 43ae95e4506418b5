/** Many virtual users of a real k6 that want the same value at the same moment. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SharedDecryptions } from '../backend/consumers/shared-decryptions.ts';
import { Lookups } from '../backend/consumers/testing/lookups.ts';
import { K6 } from './k6/k6.ts';
import { RecordingProxy } from './k6/recording-proxy.ts';
import { script, telling, told } from './k6/telling-script.ts';
import { describeWithK6, program } from './k6/with-k6.ts';

const CANARY = 'QqCanary-7-Qq';

jest.setTimeout(120_000);

describeWithK6('50 virtual users of k6 that want one secret', () => {
  const USERS = 50;

  it('get it by one decryption', async () => {
    const lookups = await Lookups.start();
    const proxy = await RecordingProxy.start();
    proxy.leadTo(lookups.app.url);
    const directory = await mkdtemp(join(tmpdir(), 'strongroom-k6-'));
    try {
      const k6 = await K6.in(directory, program);
      await lookups.store('shared', CANARY);
      const { text: bearer } = await lookups.mint();

      // The decryption takes until all of them wait for it.
      const allWait = Promise.withResolvers<void>();
      const { share } = SharedDecryptions.prototype;
      const sharing = jest.spyOn(SharedDecryptions.prototype, 'share').mockImplementation(function (
        this: SharedDecryptions,
        ...args
      ) {
        const value = share.apply(this, args);
        if (sharing.mock.calls.length === USERS) {
          allWait.resolve();
        }
        return value;
      });
      const revealing = lookups.interceptReveals().mockImplementation(async (reveal) => {
        await allWait.promise;
        return reveal();
      });

      const { code, printed } = await k6.run(script(telling('shared')), {
        args: [`--vus=${USERS}`, `--iterations=${USERS}`],
        env: {
          K6_SECRET_SOURCE: 'url',
          K6_SECRET_SOURCE_URL_URL_TEMPLATE: `${proxy.url}/api/v1/secrets/{key}/decrypt`,
          K6_SECRET_SOURCE_URL_RESPONSE_PATH: 'plaintext',
          K6_SECRET_SOURCE_URL_HEADER_AUTHORIZATION: `Bearer ${bearer}`,
          K6_SECRET_SOURCE_URL_REQUESTS_BURST: String(USERS),
        },
      });
      expect(code).toBe(0);
      const [redacted, digest] = told('shared', CANARY);
      const each = (line: string | undefined) => Array.from({ length: USERS }, () => line);
      expect(printed.filter((line) => line === redacted)).toEqual(each(redacted));
      expect(printed.filter((line) => line === digest)).toEqual(each(digest));
      expect(proxy.statuses).toEqual(Array.from({ length: USERS }, () => 200));
      expect(lookups.recorded.outcomes).toEqual(each('allowed'));
      expect(revealing).toHaveBeenCalledTimes(1);
    } finally {
      jest.restoreAllMocks();
      await lookups.close();
      await proxy.close();
      await rm(directory, { recursive: true });
    }
  });
});
