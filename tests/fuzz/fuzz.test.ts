import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { CollectionClient } from '../conformance/collection-client.ts';
import { AS_ADMIN, InProcessService, type Headers } from '../in-process-service.ts';
import { leakIn } from './canary.ts';
import { OWN_NAME, READER } from './documents.ts';
import { Judge } from './judge.ts';
import { OneStore } from './one-store.ts';
import { rawRequest } from './raw-requests.ts';
import { almostValidRequest, hostileRequest, validRequest, type Callers } from './requests.ts';
import { StoreModel } from './store-model.ts';
import { StoreWatch } from './store-watch.ts';
import { Wire, type HeaderLines } from './wire.ts';

/** `LONG_TESTS=1` sends more, `FUZZ_SEED=…` the same as a run before. */
const REQUESTS = process.env.LONG_TESTS === '1' ? 100_000 : 5_000;
const SEED = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31));

const TIMEOUT_MS = 120_000 + REQUESTS * 40;

/** No limit is to come in the way. */
const LIMITS = {
  SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER: '60000000',
  SECRETS_LIMIT_FAILED_TOKENS_PER_MINUTE: '60000000',
  SECRETS_LIMIT_LOOKUPS_PER_MINUTE: '60000000',
  SECRETS_LIMIT_LOOKUPS_AT_ONCE: '60000000',
  SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE: '60000000',
  SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE: '60000000',
};

/** What a run has to have met, so that it proves something. */
const STATUSES = [200, 201, 400, 401, 403, 404, 405, 406, 409, 415, 422, 431, 500];
const VERBS = ['create', 'update', 'patch', 'get', 'delete', 'list'];

it(
  'whatever is sent, values stay secret, refusals change nothing, and what is valid is done',
  async () => {
    const leaks: string[] = [];
    const onLogLine = (line: string): void => {
      if (leakIn(line) !== undefined) {
        leaks.push(`the log shows a value: ${line}`);
      }
    };
    const remoteStore = new OneStore();
    const service = await InProcessService.start({
      env: { SECRETS_AWS_KEEPERS: 'on', ...LIMITS },
      onLogLine,
      remoteStore,
    });
    const wire = new Wire(service.port);
    const watch = new StoreWatch(join(service.dataDir, 'strongroom.db'));
    const started = performance.now();
    try {
      const callers = await callersOf(service);
      const model = new StoreModel();
      const judge = new Judge({
        wire,
        callers,
        model,
        state: () => watch.state + remoteStore.state,
        leaksElsewhere: () => leaks.splice(0),
      });
      await meetAll(wire, callers);

      const request = fc.oneof(
        { weight: 9, arbitrary: validRequest(callers).map((valid) => ({ kind: 'request', request: valid }) as const) },
        {
          weight: 6,
          arbitrary: almostValidRequest(callers).map((almost) => ({ kind: 'request', request: almost }) as const),
        },
        {
          weight: 9,
          arbitrary: hostileRequest(callers).map((hostile) => ({ kind: 'request', request: hostile }) as const),
        },
        { weight: 1, arbitrary: rawRequest(AS_ADMIN.authorization ?? '').map((raw) => ({ kind: 'raw', raw }) as const) }
      );
      const property = fc.asyncProperty(request, async (sent) => {
        await (sent.kind === 'raw' ? judge.judgeRaw(sent.raw) : judge.judge(sent.request));
      });
      const run = await fc.check(property, { numRuns: REQUESTS, seed: SEED, endOnFailure: true });
      if (run.failed) {
        throw run.errorInstance;
      }

      const seen = [...judge.statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
      const done = [...judge.done].toSorted().map(([what, count]) => `${what}: ${count}`);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(
        `fuzz: ${REQUESTS} requests in ${seconds} s, seed ${SEED}\n  ${seen.join(', ')}\n  ${done.join(', ')}\n`
      );

      expect(STATUSES.filter((status) => !judge.statuses.has(status))).toEqual([]);
      expect(
        VERBS.filter(
          (verb) => !judge.done.has(`${verb} securevalues`) && !judge.done.has(`${verb} securevalues without effect`)
        )
      ).toEqual([]);
      for (const plural of ['securevalues', 'keepers'] as const) {
        expect((await new CollectionClient(service, plural).names()).toSorted()).toEqual(
          model.names(plural).toSorted()
        );
      }
      expect(leaks).toEqual([]);
    } catch (error) {
      process.stdout.write(`fuzz: FUZZ_SEED=${SEED} shows it again\n`);
      throw error;
    } finally {
      watch.close();
      wire.close();
      await service.close();
    }
  },
  TIMEOUT_MS
);

async function callersOf(service: InProcessService): Promise<Callers> {
  const one = `secret.securevalues:read=secret.securevalues:uid:${OWN_NAME}`;
  return {
    admin: linesOf(AS_ADMIN),
    viewer: linesOf(await service.holder('--role', 'Viewer')),
    'reader-of-one': linesOf(await service.holder('--role', 'None', '--permission', one)),
    creator: linesOf(await service.holder('--role', 'None', '--permission', 'secret.securevalues:create')),
    'other-organisation': linesOf(await service.holder('--role', 'Admin', '--namespace', 'org-2')),
    decrypter: linesOf(await service.holder('--decrypter', READER)),
    wrong: [['Authorization', 'Bearer svs_aaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA']],
    nobody: [],
  };
}

function linesOf(headers: Headers): HeaderLines {
  return Object.entries(headers);
}

/** That a token was used is noted with its first request, which is no change that a request asks for. */
async function meetAll(wire: Wire, callers: Callers): Promise<void> {
  for (const headers of Object.values(callers)) {
    for (const target of ['/apis', '/api/v1/secrets/none/decrypt']) {
      await wire.send({ method: 'GET', target, headers, body: undefined });
    }
  }
}
