import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureGrafanaToken } from './compose-token.ts';
import { readSettings } from './config.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-compose-'));
  file = join(directory, '.env');
});
afterEach(() => rm(directory, { recursive: true }));

const LINE = /^SECRETS_GRAFANA_TOKEN=([0-9a-f]{64})$/m;

describe('the token of Docker Compose', () => {
  it('is made where there is none, for its owner alone', async () => {
    expect(await ensureGrafanaToken(file)).toBe('added');
    const [, SECRETS_GRAFANA_TOKEN] = LINE.exec(await readFile(file, 'utf8')) ?? [];
    expect(readSettings({ SECRETS_GRAFANA_TOKEN }, 'backend').ok).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is kept where there is one', async () => {
    await ensureGrafanaToken(file);
    const before = await readFile(file, 'utf8');
    expect(await ensureGrafanaToken(file)).toBe('kept');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it.each([
    'GRAFANA_IMAGE=grafana-enterprise',
    'GRAFANA_IMAGE=grafana-enterprise\n',
    '# SECRETS_GRAFANA_TOKEN=old\n',
    'SECRETS_GRAFANA_TOKEN=\nGRAFANA_VERSION=13.2.2\n',
    'OTHER_SECRETS_GRAFANA_TOKEN=x\n',
  ])('is added to what else is there: %j', async (text) => {
    await writeFile(file, text);
    expect(await ensureGrafanaToken(file)).toBe('added');
    const after = await readFile(file, 'utf8');
    expect(after.startsWith(text)).toBe(true);
    expect(after.slice(text.length).trim()).toMatch(LINE);
  });

  it('fails where the file cannot be read', async () => {
    await expect(ensureGrafanaToken(directory)).rejects.toThrow('EISDIR');
  });
});
