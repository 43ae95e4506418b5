import { mkdir } from 'node:fs/promises';
import { createLogger } from '../http/logger.ts';
import type { CommandHandler } from '../control/command-answer.ts';
import { leaveStaleSocket } from '../control/testing/stale-socket.ts';
import { openControlSocket } from '../control/open-control-socket.ts';
import { controlSocketPath } from '../control/socket-path.ts';
import { DataDirectoryInUseError, lockDataDirectory, type DataDirectoryLock } from '../vault/lock.ts';
import { enterVaultPlace, type VaultPlace } from '../vault/testing/vault-place.ts';
import { actOnStore, type StoreCommand } from './act-on-store.ts';

const HERE: StoreCommand = { name: 'where', on: () => async () => ({ kind: 'done', output: 'here' }) };
const inTheBackend: CommandHandler = async () => ({ kind: 'done', output: 'in the backend' });

let place: VaultPlace;
beforeEach(async () => {
  place = await enterVaultPlace();
  await mkdir(place.dataDir);
});
afterEach(() => place.leave());

const lock = (): Promise<DataDirectoryLock> => lockDataDirectory(place.dataDir);
const neverBusy = () => {
  throw new Error('it was busy');
};
const openSocket = () =>
  openControlSocket(controlSocketPath(place.dataDir), {
    commands: { where: inTheBackend },
    logger: createLogger('silent'),
  });

it('acts here where there is no backend, and gives the directory back', async () => {
  for (let times = 0; times < 2; times += 1) {
    expect(await actOnStore(place, HERE, [], { onBusy: neverBusy })).toEqual({ kind: 'done', output: 'here' });
  }
});

it('acts here where a backend was killed', async () => {
  await leaveStaleSocket(controlSocketPath(place.dataDir));
  expect(await actOnStore(place, HERE, [], { onBusy: neverBusy })).toEqual({ kind: 'done', output: 'here' });
});

it('gives the directory back where it fails', async () => {
  const fails: StoreCommand = {
    name: 'where',
    on: () => async () => {
      throw new Error('it fails');
    },
  };
  await expect(actOnStore(place, fails, [], { onBusy: neverBusy })).rejects.toThrow('it fails');
  (await lock()).release();
});

it('waits for a backend that starts', async () => {
  const held = await lock();
  const backend = Promise.withResolvers<Awaited<ReturnType<typeof openSocket>>>();
  const answer = await actOnStore(place, HERE, [], { onBusy: () => backend.resolve(openSocket()) });
  expect(answer).toEqual({ kind: 'done', output: 'in the backend' });
  await (await backend.promise)?.close();
  held.release();
});

it('waits for a backend that stops', async () => {
  const held = await lock();
  const answer = await actOnStore(place, HERE, [], { onBusy: () => held.release() });
  expect(answer).toEqual({ kind: 'done', output: 'here' });
});

it('does not wait forever', async () => {
  const held = await lock();
  const onBusy = jest.fn();
  await expect(actOnStore(place, HERE, [], { onBusy, patienceMs: 150 })).rejects.toBeInstanceOf(
    DataDirectoryInUseError
  );
  expect(onBusy).toHaveBeenCalledTimes(1);
  held.release();
});
