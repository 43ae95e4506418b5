import fc from 'fast-check';
import { readSettings, settingsHelp, type Settings } from './config.ts';
import { TokenDigest } from './identity/token-digest.ts';

const TOKEN = 'x'.repeat(32);
const OTHER_TOKEN = 'y'.repeat(32);

function settings(env: NodeJS.ProcessEnv, program?: 'standalone' | 'backend'): Settings {
  const reading = readSettings(env, program);
  if (!reading.ok) {
    throw new Error(JSON.stringify(reading.problems));
  }
  return reading.settings;
}

function problems(env: NodeJS.ProcessEnv): string[] {
  const reading = readSettings(env);
  return reading.ok ? [] : reading.problems.map(({ name, rule }) => `${name} ${rule}`);
}

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(settings({ PATH: '/bin', HOME: '/root' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      tls: undefined,
      publicUrl: undefined,
      dataDir: './data',
      keyFile: 'data/keyring.json',
      adminToken: undefined,
      grafanaToken: undefined,
      strict: new Set(),
      costume: 'enterprise',
      bodyLimitBytes: 3_145_728,
      logLevel: 'info',
    });
  });

  it('listens on another port beside a Grafana', () => {
    expect(settings({}, 'backend').port).toBe(3001);
    expect(settings({ PORT: '0' }, 'backend').port).toBe(0);
  });

  it('reads every setting', () => {
    const read = settings({
      PORT: '8443',
      HOST: '0.0.0.0',
      SECRETS_TLS_CERT: '/etc/tls/chain.pem',
      SECRETS_TLS_KEY: '/etc/tls/key.pem',
      SECRETS_PUBLIC_URL: 'https://secrets.example.com:8443',
      SECRETS_DATA_DIR: '/var/lib/strongroom',
      SECRETS_KEY_FILE: '/etc/strongroom/keys.json',
      SECRETS_ADMIN_TOKEN: TOKEN,
      SECRETS_GRAFANA_TOKEN: OTHER_TOKEN,
      SECRETS_STRICT: 'labels,description,resourceVersion',
      SECRETS_STANDALONE: 'oss',
      SECRETS_LIMIT_BODY_BYTES: '1024',
      LOG_LEVEL: 'debug',
    });
    expect(read).toMatchObject({
      port: 8443,
      host: '0.0.0.0',
      tls: { certificateFile: '/etc/tls/chain.pem', keyFile: '/etc/tls/key.pem' },
      publicUrl: new URL('https://secrets.example.com:8443'),
      dataDir: '/var/lib/strongroom',
      keyFile: '/etc/strongroom/keys.json',
      strict: new Set(['description', 'resourceVersion', 'labels']),
      costume: 'oss',
      bodyLimitBytes: 1024,
      logLevel: 'debug',
    });
    expect(read.adminToken?.equals(TokenDigest.of(TOKEN))).toBe(true);
    expect(read.grafanaToken?.equals(TokenDigest.of(OTHER_TOKEN))).toBe(true);
  });

  it('keeps the key ring in the data directory unless told otherwise', () => {
    expect(settings({ SECRETS_DATA_DIR: '/data' }).keyFile).toBe('/data/keyring.json');
  });

  it.each([
    ['PORT', ['', '65536', '-1', '3000 ', '0x10', '1e3', '03']],
    ['HOST', ['', 'a b', '[::1]', '127.0.0.1:80', 'a..b']],
    ['SECRETS_TLS_CERT', ['']],
    [
      'SECRETS_PUBLIC_URL',
      ['', 'example.com', 'ftp://x', 'http://u:p@x', 'http://x/grafana', 'http://x?', 'http://x#'],
    ],
    ['SECRETS_DATA_DIR', ['', 'a\0b']],
    ['SECRETS_KEY_FILE', ['']],
    ['SECRETS_ADMIN_TOKEN', ['', 'x'.repeat(31), 'x'.repeat(513), `${'x'.repeat(31)} `, 'é'.repeat(32)]],
    ['SECRETS_GRAFANA_TOKEN', ['x'.repeat(31)]],
    ['SECRETS_STRICT', ['', 'labels,', 'labels, description', 'labels,labels', 'all']],
    ['SECRETS_STANDALONE', ['', 'OSS', 'true']],
    ['SECRETS_LIMIT_BODY_BYTES', ['', '0', '1023', '3MiB', '67108865']],
    ['LOG_LEVEL', ['', 'INFO', 'verbose']],
  ])('refuses a bad %s by its name and rule', (name, values) => {
    for (const value of values) {
      expect(problems({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
    }
  });

  it.each(['SECRETS_', 'SECRETS_TOKEN', 'SECRETS_DATABASE_URL', 'SECRETS_UPSTREAM_URL', 'SECRETS_admin_token'])(
    'refuses %s, which is no setting',
    (name) => {
      expect(problems({ [name]: 'x' })).toEqual([`${name} is not a setting; remove it, or see --help for every name`]);
    }
  );

  it('finds all problems at once', () => {
    expect(problems({ PORT: 'x', SECRETS_FOO: '1', LOG_LEVEL: 'loud' })).toEqual([
      'SECRETS_FOO is not a setting; remove it, or see --help for every name',
      'PORT must be a whole number from 0 to 65535',
      'LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace, silent',
    ]);
  });

  it('never shows what was set', () => {
    const names = ['PORT', 'HOST', 'SECRETS_ADMIN_TOKEN', 'SECRETS_PUBLIC_URL', 'SECRETS_STRICT', 'SECRETS_UNKNOWN'];
    const value = fc.string({ unit: fc.constantFrom('Q', 'q', '7', '/', ' '), minLength: 4, maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (name, text) => {
        const reading = readSettings({ [name]: text });
        expect(JSON.stringify(reading.ok ? reading.settings.adminToken : reading.problems)).not.toContain(text);
      })
    );
  });

  it.each([
    [{ SECRETS_TLS_CERT: '/c' }, 'SECRETS_TLS_KEY must be set too where SECRETS_TLS_CERT is'],
    [{ SECRETS_TLS_KEY: '/k' }, 'SECRETS_TLS_CERT must be set too where SECRETS_TLS_KEY is'],
  ])('wants both files of TLS, or none: %j', (env, problem) => {
    expect(problems(env)).toEqual([problem]);
  });

  it('wants two different tokens', () => {
    expect(problems({ SECRETS_ADMIN_TOKEN: TOKEN, SECRETS_GRAFANA_TOKEN: TOKEN })).toEqual([
      'SECRETS_GRAFANA_TOKEN must differ from SECRETS_ADMIN_TOKEN',
    ]);
  });

  describe('on an address that others can reach', () => {
    it.each(['0.0.0.0', '::', '192.0.2.1', 'secrets.example.com', '::ffff:192.0.2.1'])('refuses %s bare', (HOST) => {
      expect(problems({ HOST, SECRETS_PUBLIC_URL: 'http://secrets.example.com' })).toEqual([
        expect.stringMatching(
          /^HOST must be a loopback address .*SECRETS_TLS_CERT.*SECRETS_PUBLIC_URL=https.*SECRETS_GRAFANA_TOKEN/
        ),
      ]);
    });

    it.each<NodeJS.ProcessEnv>([
      { SECRETS_TLS_CERT: '/c', SECRETS_TLS_KEY: '/k' },
      { SECRETS_PUBLIC_URL: 'https://secrets.example.com' },
      { SECRETS_GRAFANA_TOKEN: TOKEN },
    ])('starts with %j', (env) => {
      expect(problems({ HOST: '0.0.0.0', ...env })).toEqual([]);
    });

    it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost', 'LOCALHOST'])('leaves %s alone', (HOST) => {
      expect(problems({ HOST })).toEqual([]);
    });
  });
});

describe('settingsHelp', () => {
  it('has one line for every setting, with its default', () => {
    const lines = settingsHelp().split('\n');
    expect(
      lines.map((line) =>
        line
          .trim()
          .split(/\s{2,}/)
          .slice(0, 2)
      )
    ).toEqual([
      ['PORT', '3000 (3001 for backend)'],
      ['HOST', '127.0.0.1'],
      ['SECRETS_TLS_CERT', '-'],
      ['SECRETS_TLS_KEY', '-'],
      ['SECRETS_PUBLIC_URL', 'from the above'],
      ['SECRETS_DATA_DIR', './data'],
      ['SECRETS_KEY_FILE', '<data>/keyring.json'],
      ['SECRETS_ADMIN_TOKEN', '-'],
      ['SECRETS_GRAFANA_TOKEN', '-'],
      ['SECRETS_STRICT', '-'],
      ['SECRETS_STANDALONE', 'enterprise'],
      ['SECRETS_LIMIT_BODY_BYTES', '3145728'],
      ['LOG_LEVEL', 'info'],
    ]);
  });
});
