/** The stand-alone page, and a store in memory in place of AWS: what keepers need, and this build has no client for. */
import { readSettings } from '../backend/config.ts';
import { startService } from '../backend/service.ts';
import { buildStale } from '../backend/standalone/build-stale.ts';
import { BUILDS } from '../backend/standalone/builds.ts';
import { standalonePage } from '../backend/standalone/standalone-page.ts';
import { takeEnvironment } from '../backend/take-environment.ts';
import { RemoteStoreStandIn } from '../backend/vault/testing/remote-store-stand-in.ts';

const reading = readSettings(takeEnvironment(), 'standalone');
if (!reading.ok) {
  throw new Error(reading.problems.map(({ name, rule }) => `${name} ${rule}`).join('\n'));
}
const { settings } = reading;
await buildStale(BUILDS, (line) => process.stdout.write(`${line}\n`));
await startService({ settings, standalone: standalonePage(settings), remoteStore: new RemoteStoreStandIn() });
