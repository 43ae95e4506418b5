/** Compose, provisioning, `plugin.json`, the table of settings and the documentation, held against each other. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parse } from 'yaml';
import { readSettings, settingsHelp } from '../backend/config.ts';
import {
  CHECKED_ACTION_HEADER,
  GRAFANA_CONTEXT_HEADER,
  GRAFANA_TOKEN_HEADER,
} from '../backend/identity/grafana-headers.ts';
import { environmentOf, parseDockerfile } from './dockerfile.ts';

const ROOT = dirname(import.meta.dirname);
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly ports: readonly string[];
  readonly environment: Readonly<Record<string, string | null>>;
  readonly volumes: readonly string[];
  readonly [other: string]: unknown;
}

const compose: { services: { grafana: Service; backend: Service }; volumes: object } = parse(
  read('docker-compose.yaml')
);
const { grafana, backend } = compose.services;
const provisioned: {
  apps: Array<{ type: string; org_id: number; disabled: boolean; jsonData: object; secureJsonData: object }>;
} = parse(read('provisioning/plugins/app.yaml'));
const plugin: {
  id: string;
  includes: Array<{ path: string; addToNav?: boolean }>;
  routes: Array<{ reqAction?: string; url: string; headers: Array<{ content: string }> }>;
} = JSON.parse(read('src/plugin.json'));
const { scripts, engines }: { scripts: Record<string, string>; engines: { node: string } } = JSON.parse(
  read('package.json')
);
const ini = parseIni(read('provisioning/grafana.ini'));
const image = environmentOf(parseDockerfile(read('backend/Dockerfile')).at(-1) ?? []);
const install = read('docs/install.md');

const SETTINGS = new Set([...settingsHelp().matchAll(/^ {2}([A-Z][A-Z_]+) /gm)].map(([, name]) => name));
/** Files that tell people or programs of variables. */
const TELLERS = ['README.md', 'docker-compose.yaml', 'backend/Dockerfile', 'docs/install.md', 'docs/develop.md'];

/** `[section]` and `key = value`, as Grafana's own parser reads them. */
function parseIni(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => !/^\s*([#;]|$)/.test(each))) {
    const [, section] = /^\[(.+)\]$/.exec(line) ?? [];
    const [, key, value] = /^(\S+) = (.+)$/.exec(line) ?? [];
    if (section !== undefined) {
      sections.set(section, (current = new Map()));
    } else if (key !== undefined && value !== undefined) {
      current.set(key, value);
    } else {
      throw new Error(`Not understood: ${line}`);
    }
  }
  return sections;
}

/** The variables that Compose puts into a text. */
function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name))];
}

const bindMounts = ({ volumes }: Service) =>
  volumes.filter((volume) => volume.startsWith('.')).map((volume) => volume.split(':') as [string, string, string?]);

describe('Compose', () => {
  it('publishes ports on this machine alone', () => {
    const ports = [...grafana.ports, ...backend.ports];
    expect(ports).toEqual(['127.0.0.1:3000:3000', `127.0.0.1:${image.PORT}:${image.PORT}`]);
  });

  it('runs the backend from an image that it builds, and a Grafana that nobody changed', () => {
    expect(existsSync(join(ROOT, backend.build?.context ?? '', backend.build?.dockerfile ?? ''))).toBe(true);
    expect(grafana.image).toMatch(/^grafana\/\$\{GRAFANA_IMAGE:-grafana\}:\$\{GRAFANA_VERSION:-[0-9.]+\}$/);
    for (const key of ['build', 'extends', 'entrypoint', 'command', 'user', 'privileged']) {
      expect(grafana).not.toHaveProperty(key);
    }
  });

  it('mounts what is there, read-only, the plugin under its id', () => {
    expect(bindMounts(backend)).toEqual([]);
    expect(bindMounts(grafana)).toEqual([
      ['./dist', `/var/lib/grafana/plugins/${plugin.id}`, 'ro'],
      ['./provisioning/plugins', '/etc/grafana/provisioning/plugins', 'ro'],
      ['./provisioning/grafana.ini', '/etc/grafana/grafana.ini', 'ro'],
    ]);
    const sources = bindMounts(grafana).map(([source]) => source);
    expect(sources.filter((source) => source !== './dist' && !existsSync(join(ROOT, source)))).toEqual([]);
  });

  it('gives data and keys to the backend, where it looks for them, and to nobody else', () => {
    const { SECRETS_DATA_DIR, SECRETS_KEY_FILE = '' } = image;
    expect(backend.volumes).toEqual([`data:${SECRETS_DATA_DIR}`, `keys:${dirname(SECRETS_KEY_FILE)}`]);
    expect(Object.keys(compose.volumes)).toEqual(['data', 'keys']);
    expect(grafana.volumes.filter((volume) => /^(data|keys):/.test(volume))).toEqual([]);
  });

  it('gives both the same token, and Grafana the address by which the backend knows itself', () => {
    expect(grafana.environment.STRONGROOM_BACKEND_TOKEN).toBe(backend.environment.SECRETS_GRAFANA_TOKEN);
    expect(grafana.environment.STRONGROOM_BACKEND_TOKEN).toMatch(/^\$\{SECRETS_GRAFANA_TOKEN:\?/);
    expect(grafana.environment.STRONGROOM_BACKEND_URL).toBe(`http://backend:${image.PORT}`);
    expect(backend.environment.SECRETS_PUBLIC_URL).toBe(grafana.environment.STRONGROOM_BACKEND_URL);
  });

  it('starts the backend with settings that it takes', () => {
    const given = Object.entries({ ...image, ...backend.environment })
      .filter((entry): entry is [string, string] => entry[1] !== null && entry[0] !== 'NODE_ENV')
      .map(([name, value]) => [
        name,
        value.replace(/\$\{[A-Z_]+:[?](.*)\}/, 'x'.repeat(32)).replace(/\$\{.*:-(.*)\}/, '$1'),
      ]);
    const reading = readSettings(Object.fromEntries(given), 'backend');
    expect(reading.ok ? [] : reading.problems).toEqual([]);
  });

  it('starts by one command, with a token that stays out of the repository', () => {
    expect(scripts.server).toMatch(/compose-env\.ts.*run build.*docker compose up --build/);
    expect(read('.gitignore').split('\n')).toContain('.env');
  });
});

describe('provisioning', () => {
  it('sets up the plugin with every setting that its routes name, and no other', () => {
    const texts = plugin.routes
      .flatMap(({ url, headers }) => [url, ...headers.map(({ content }) => content)])
      .join('\n');
    const named = (source: string) => [
      ...new Set([...texts.matchAll(new RegExp(`\\.${source}\\.(\\w+)`, 'g'))].map(([, name]) => name)),
    ];
    expect(provisioned.apps).toHaveLength(1);
    expect(provisioned.apps[0]).toMatchObject({ type: plugin.id, org_id: 1, disabled: false });
    expect(Object.keys(provisioned.apps[0]?.jsonData ?? {})).toEqual(named('JsonData'));
    expect(Object.keys(provisioned.apps[0]?.secureJsonData ?? {})).toEqual(named('SecureJsonData'));
  });

  it('takes its values from variables that Compose gives to Grafana', () => {
    expect(variablesIn(read('provisioning/plugins/app.yaml'))).toEqual([
      'STRONGROOM_BACKEND_URL',
      'STRONGROOM_BACKEND_TOKEN',
    ]);
    expect(Object.keys(grafana.environment)).toEqual(
      expect.arrayContaining([...variablesIn(read('provisioning/plugins/app.yaml'))])
    );
  });

  it('keeps visitors out and bodies out of the log', () => {
    expect(ini.get('auth.anonymous')?.get('enabled')).toBe('false');
    expect(ini.get('dataproxy')?.get('logging')).toBe('false');
    expect(ini.get('dataproxy')?.get('send_user_header')).toBe('false');
    const overridden = Object.keys(grafana.environment).filter((name) => /^GF_(AUTH|DATAPROXY|PLUGINS)_/.test(name));
    expect(overridden).toEqual([]);
  });

  it('lets the plugin in unsigned, and puts each of its pages into the menu', () => {
    expect(ini.get('plugins')?.get('allow_loading_unsigned_plugins')).toBe(plugin.id);
    const inMenu = plugin.includes.filter(({ addToNav }) => addToNav).map(({ path }) => path);
    expect([...(ini.get('navigation.app_standalone_pages') ?? new Map()).keys()]).toEqual(
      inMenu.map((path) => path.replace('%PLUGIN_ID%', plugin.id))
    );
  });
});

describe('the documentation', () => {
  it.each(TELLERS)('%s names settings that there are', (file) => {
    const named = read(file).match(/\bSECRETS_[A-Z_]+/g) ?? [];
    expect(named.filter((name) => !SETTINGS.has(name))).toEqual([]);
  });

  it.each(TELLERS)('%s names scripts that there are', (file) => {
    const named = [...read(file).matchAll(/npm run (?:-s )?([a-z][a-z0-9:-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('tells of every variable of Compose, and its default', () => {
    const text = read('docker-compose.yaml');
    const passedOn = Object.entries(backend.environment).flatMap(([name, value]) => (value === null ? [name] : []));
    expect([...variablesIn(text), ...passedOn].filter((name) => !install.includes(`| \`${name}\``))).toEqual([]);
    const defaults = [...text.matchAll(/\$\{([A-Z_]+):-([^}]+)\}/g)];
    expect(defaults.length).toBeGreaterThan(2);
    for (const [, name = '', value = ''] of defaults) {
      expect(install).toMatch(new RegExp(`\\| \`${name}\` +\\| \`${value.replaceAll('.', '\\.')}\``));
    }
  });

  it('tells of every action of the routes, every header, and every setting of the plugin', () => {
    const actions = plugin.routes.flatMap(({ reqAction }) => reqAction ?? []);
    const settings = provisioned.apps.flatMap(({ jsonData, secureJsonData }) =>
      Object.keys({ ...jsonData, ...secureJsonData })
    );
    const names = [...actions, ...settings, GRAFANA_TOKEN_HEADER, CHECKED_ACTION_HEADER, GRAFANA_CONTEXT_HEADER];
    expect(names.filter((name) => !install.includes(name))).toEqual([]);
  });

  it('has the lines of grafana.ini as they are', () => {
    for (const [section, entries] of ini) {
      const lines = [...entries].map(([key, value]) => `${key} = ${value}`);
      if (section !== 'auth.anonymous') {
        expect(install).toContain([`[${section}]`, ...lines].join('\n'));
      }
    }
  });

  it('has the ports and the Node that the programs have', () => {
    expect(install).toContain('It listens on `127.0.0.1:3001`');
    const reading = readSettings({}, 'backend');
    expect(reading).toMatchObject({ ok: true, settings: { port: Number(image.PORT), host: '127.0.0.1' } });
    expect(install).toContain(`Node ${read('.nvmrc').trim()}`);
    expect(engines.node).toBe('>=20');
  });

  it.each(['docs/install.md', 'provisioning/README.md'])('%s links to what is there', (file) => {
    const links = [...read(file).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((target) => !existsSync(join(ROOT, normalize(join(dirname(file), target)))))).toEqual([]);
  });
});
