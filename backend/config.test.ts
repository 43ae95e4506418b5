import fc from 'fast-check';
import { readSettings, settingsHelp, type Settings } from './config.ts';
import { TokenDigest } from './identity/token-digest.ts';

const TOKEN = 'x'.repeat(32);
const DATABASE_URL = 'postgres://strongroom:db-pw@db.example.com/secrets?sslmode=verify-full';
const OTHER_TOKEN = 'y'.repeat(32);
const UPSTREAM_TOKEN = 'glsa_0123456789abcdef';

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
      databaseUrl: undefined,
      keyFile: 'data/keyring.json',
      keysFrom: undefined,
      passphrase: undefined,
      adminToken: undefined,
      grafanaToken: undefined,
      upstream: undefined,
      strict: new Set(),
      awsKeepers: false,
      costume: 'enterprise',
      bodyLimitBytes: 3_145_728,
      limits: {
        headerBytes: 16_384,
        headersSeconds: 20,
        requestSeconds: 30,
        concurrentRequests: 1024,
        concurrentRequestsPerCaller: 256,
        requestsPerMinutePerCaller: 12_000,
        failedTokensPerMinute: 100,
      },
      lookups: { perMinute: 600, atOnce: 100, perMinutePerNamespace: 3000, failedPerMinute: 10, concurrent: 256 },
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
      SECRETS_DATABASE_URL: DATABASE_URL,
      SECRETS_KEY_FILE: '/etc/strongroom/keys.json',
      SECRETS_KEY_PASSPHRASE_FILE: '/etc/strongroom/passphrase',
      SECRETS_ADMIN_TOKEN: TOKEN,
      SECRETS_GRAFANA_TOKEN: OTHER_TOKEN,
      SECRETS_STRICT: 'labels,description,resourceVersion',
      SECRETS_AWS_KEEPERS: 'on',
      SECRETS_STANDALONE: 'oss',
      SECRETS_UPSTREAM_URL: 'https://grafana.example.com/grafana',
      SECRETS_UPSTREAM_TOKEN: UPSTREAM_TOKEN,
      SECRETS_LIMIT_BODY_BYTES: '1024',
      SECRETS_LIMIT_HEADER_BYTES: '4096',
      SECRETS_LIMIT_HEADERS_SECONDS: '1',
      SECRETS_LIMIT_REQUEST_SECONDS: '2',
      SECRETS_LIMIT_CONCURRENT_REQUESTS: '3',
      SECRETS_LIMIT_CONCURRENT_REQUESTS_PER_CALLER: '4',
      SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER: '5',
      SECRETS_LIMIT_FAILED_TOKENS_PER_MINUTE: '6',
      SECRETS_LIMIT_LOOKUPS_PER_MINUTE: '1',
      SECRETS_LIMIT_LOOKUPS_AT_ONCE: '2',
      SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE: '3',
      SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE: '4',
      SECRETS_LIMIT_CONCURRENT_DECRYPTIONS: '5',
      LOG_LEVEL: 'debug',
    });
    expect(read).toMatchObject({
      port: 8443,
      host: '0.0.0.0',
      tls: { certificateFile: '/etc/tls/chain.pem', keyFile: '/etc/tls/key.pem' },
      publicUrl: new URL('https://secrets.example.com:8443'),
      dataDir: '/var/lib/strongroom',
      keyFile: '/etc/strongroom/keys.json',
      keysFrom: undefined,
      passphrase: { kind: 'file', path: '/etc/strongroom/passphrase' },
      strict: new Set(['description', 'resourceVersion', 'labels']),
      awsKeepers: true,
      costume: 'oss',
      upstream: { url: new URL('https://grafana.example.com/grafana') },
      bodyLimitBytes: 1024,
      limits: {
        headerBytes: 4096,
        headersSeconds: 1,
        requestSeconds: 2,
        concurrentRequests: 3,
        concurrentRequestsPerCaller: 4,
        requestsPerMinutePerCaller: 5,
        failedTokensPerMinute: 6,
      },
      lookups: { perMinute: 1, atOnce: 2, perMinutePerNamespace: 3, failedPerMinute: 4, concurrent: 5 },
      logLevel: 'debug',
    });
    expect(read.databaseUrl?.connectionString).toBe(DATABASE_URL);
    expect(JSON.stringify(read)).not.toContain('db-pw');
    expect(read.adminToken?.equals(TokenDigest.of(TOKEN))).toBe(true);
    expect(read.upstream?.token.authorization).toBe(`Bearer ${UPSTREAM_TOKEN}`);
    expect(read.grafanaToken?.equals(TokenDigest.of(OTHER_TOKEN))).toBe(true);
  });

  it('keeps the key ring in the data directory unless told otherwise', () => {
    expect(settings({ SECRETS_DATA_DIR: '/data' }).keyFile).toBe('/data/keyring.json');
  });

  it('takes the key ring, and its passphrase, from elsewhere', () => {
    const directory = '/run/credentials/strongroom.service';
    const given = { CREDENTIALS_DIRECTORY: directory, SECRETS_KEY_PASSPHRASE_CREDENTIAL: 'pass' };
    expect(settings({ ...given, SECRETS_KEY_CREDENTIAL: 'ring' })).toMatchObject({
      keysFrom: { kind: 'credential', name: 'ring', directory },
      passphrase: { kind: 'credential', name: 'pass', directory },
    });
    expect(settings({ SECRETS_KEY_CREDENTIAL: 'ring' }).keysFrom).toMatchObject({ directory: undefined });
    expect(settings({ SECRETS_KEY_COMMAND: '["/bin/get", "a b", ""]' }).keysFrom).toEqual({
      kind: 'command',
      command: ['/bin/get', 'a b', ''],
    });
  });

  it('takes the key ring from one place, and its passphrase too', () => {
    const keys = { SECRETS_KEY_FILE: '/k', SECRETS_KEY_CREDENTIAL: 'ring', SECRETS_KEY_COMMAND: '["/bin/get"]' };
    expect(problems(keys)).toEqual([
      'SECRETS_KEY_CREDENTIAL must not be set where SECRETS_KEY_FILE is: remove one of them',
      'SECRETS_KEY_COMMAND must not be set where SECRETS_KEY_FILE is: remove one of them',
    ]);
    expect(problems({ SECRETS_KEY_PASSPHRASE_FILE: '/p', SECRETS_KEY_PASSPHRASE_CREDENTIAL: 'p' })).toEqual([
      'SECRETS_KEY_PASSPHRASE_CREDENTIAL must not be set where SECRETS_KEY_PASSPHRASE_FILE is: remove one of them',
    ]);
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
    ['SECRETS_DATABASE_URL', ['', 'postgres://h', 'mysql://u:p@h/d', 'postgres://u:p#w@h/d', 'postgres://u:p@h/d ']],
    ['SECRETS_KEY_FILE', ['']],
    ['SECRETS_KEY_CREDENTIAL', ['', '.', '..', 'a/b', 'x'.repeat(256), 'a b']],
    [
      'SECRETS_KEY_COMMAND',
      ['', '/bin/get', '[]', '{}', '["get"]', '["/bin/get", 1]', '["/bin/get", "a\\u0000"]', '"/b"'],
    ],
    ['SECRETS_KEY_PASSPHRASE_FILE', ['']],
    ['SECRETS_KEY_PASSPHRASE_CREDENTIAL', ['../passphrase']],
    ['SECRETS_ADMIN_TOKEN', ['', 'x'.repeat(31), 'x'.repeat(513), `${'x'.repeat(31)} `, 'é'.repeat(32)]],
    ['SECRETS_GRAFANA_TOKEN', ['x'.repeat(31)]],
    ['SECRETS_AWS_KEEPERS', ['', 'ON', 'true', '1']],
    ['SECRETS_STRICT', ['', 'labels,', 'labels, description', 'labels,labels', 'all']],
    ['SECRETS_STANDALONE', ['', 'OSS', 'true']],
    [
      'SECRETS_UPSTREAM_URL',
      [
        ...['', 'grafana.example.com', 'ftp://x', 'http://u:p@x', 'https://@x', 'https://x/?', 'https://x/g#'],
        ...['https://x/g?a', 'https://x/g/../h', 'https://x//g', 'https://x/a b', 'https://x/%2e', 'https:\\\\x'],
      ],
    ],
    ['SECRETS_UPSTREAM_TOKEN', ['', 'x'.repeat(15), 'x'.repeat(4097), `Bearer ${'x'.repeat(32)}`, 'é'.repeat(32)]],
    ['SECRETS_LIMIT_HEADER_BYTES', ['', '4095', '65537', '16k']],
    ['SECRETS_LIMIT_HEADERS_SECONDS', ['0', '31']],
    ['SECRETS_LIMIT_REQUEST_SECONDS', ['0', '31']],
    ['SECRETS_LIMIT_CONCURRENT_REQUESTS', ['0', '65537']],
    ['SECRETS_LIMIT_CONCURRENT_REQUESTS_PER_CALLER', ['0', '-1']],
    ['SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER', ['0', '1.5']],
    ['SECRETS_LIMIT_FAILED_TOKENS_PER_MINUTE', ['0', '']],
    ['SECRETS_LIMIT_BODY_BYTES', ['', '0', '1023', '3MiB', '67108865']],
    ['SECRETS_LIMIT_LOOKUPS_PER_MINUTE', ['', '0', '-1', '1.5', '60000001']],
    ['SECRETS_LIMIT_LOOKUPS_AT_ONCE', ['0']],
    ['SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE', ['0']],
    ['SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE', ['0']],
    ['SECRETS_LIMIT_CONCURRENT_DECRYPTIONS', ['0', '65537']],
    ['LOG_LEVEL', ['', 'INFO', 'verbose']],
  ])('refuses a bad %s by its name and rule', (name, values) => {
    for (const value of values) {
      expect(problems({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))]);
    }
  });

  it.each(['SECRETS_', 'SECRETS_TOKEN', 'SECRETS_UPSTREAM', 'SECRETS_admin_token'])(
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
    const names = [
      'PORT',
      'HOST',
      'SECRETS_ADMIN_TOKEN',
      'SECRETS_DATABASE_URL',
      'SECRETS_PUBLIC_URL',
      'SECRETS_STRICT',
      'SECRETS_UNKNOWN',
    ];
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

  it.each([
    [
      { SECRETS_UPSTREAM_URL: 'https://g.example.com' },
      'SECRETS_UPSTREAM_TOKEN must be set too where SECRETS_UPSTREAM_URL is',
    ],
    [
      { SECRETS_UPSTREAM_TOKEN: UPSTREAM_TOKEN },
      'SECRETS_UPSTREAM_URL must be set too where SECRETS_UPSTREAM_TOKEN is',
    ],
  ])('wants an address to forward to with its token: %j', (env, problem) => {
    expect(problems(env)).toEqual([problem]);
  });

  it('forwards without TLS on this machine alone', () => {
    const forwardingTo = (SECRETS_UPSTREAM_URL: string) =>
      problems({ SECRETS_UPSTREAM_URL, SECRETS_UPSTREAM_TOKEN: UPSTREAM_TOKEN });
    for (const url of [
      'http://127.0.0.1:3000',
      'http://localhost/g',
      'http://[::1]:3000/g/',
      'https://g.example.com',
    ]) {
      expect(forwardingTo(url)).toEqual([]);
    }
    for (const url of ['http://g.example.com', 'http://192.0.2.1/g', 'http://grafana:3000']) {
      expect(forwardingTo(url)).toEqual([expect.stringMatching(/^SECRETS_UPSTREAM_URL must be https:\/\/ unless/)]);
    }
  });

  it('wants no more time for headers than for all of a request', () => {
    expect(problems({ SECRETS_LIMIT_REQUEST_SECONDS: '10' })).toEqual([
      'SECRETS_LIMIT_HEADERS_SECONDS must not be more than SECRETS_LIMIT_REQUEST_SECONDS',
    ]);
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
      ['SECRETS_DATABASE_URL', '-'],
      ['SECRETS_KEY_FILE', '<data>/keyring.json'],
      ['SECRETS_KEY_CREDENTIAL', '-'],
      ['SECRETS_KEY_COMMAND', '-'],
      ['SECRETS_KEY_PASSPHRASE_FILE', '-'],
      ['SECRETS_KEY_PASSPHRASE_CREDENTIAL', '-'],
      ['SECRETS_ADMIN_TOKEN', '-'],
      ['SECRETS_GRAFANA_TOKEN', '-'],
      ['SECRETS_UPSTREAM_URL', '-'],
      ['SECRETS_UPSTREAM_TOKEN', '-'],
      ['SECRETS_STRICT', '-'],
      ['SECRETS_AWS_KEEPERS', 'off'],
      ['SECRETS_STANDALONE', 'enterprise'],
      ['SECRETS_LIMIT_BODY_BYTES', '3145728'],
      ['SECRETS_LIMIT_HEADER_BYTES', '16384'],
      ['SECRETS_LIMIT_HEADERS_SECONDS', '20'],
      ['SECRETS_LIMIT_REQUEST_SECONDS', '30'],
      ['SECRETS_LIMIT_CONCURRENT_REQUESTS', '1024'],
      ['SECRETS_LIMIT_CONCURRENT_REQUESTS_PER_CALLER', '256'],
      ['SECRETS_LIMIT_REQUESTS_PER_MINUTE_PER_CALLER', '12000'],
      ['SECRETS_LIMIT_FAILED_TOKENS_PER_MINUTE', '100'],
      ['SECRETS_LIMIT_LOOKUPS_PER_MINUTE', '600'],
      ['SECRETS_LIMIT_LOOKUPS_AT_ONCE', '100'],
      ['SECRETS_LIMIT_LOOKUPS_PER_MINUTE_PER_NAMESPACE', '3000'],
      ['SECRETS_LIMIT_FAILED_LOOKUPS_PER_MINUTE', '10'],
      ['SECRETS_LIMIT_CONCURRENT_DECRYPTIONS', '256'],
      ['LOG_LEVEL', 'info'],
    ]);
  });
});
