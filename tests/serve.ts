/** Playwright's web server: a stand-alone Strongroom with an empty data directory that goes when it stops. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDir = mkdtempSync(join(tmpdir(), 'strongroom-browser-'));
process.env.SECRETS_DATA_DIR = dataDir;
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

await import('../backend/standalone/start.ts');
