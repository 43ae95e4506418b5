import { execFileSync } from 'node:child_process';
import {
  k6CloudCommands,
  k6ConfigFile,
  k6EnvironmentCommands,
  k6RawCommand,
  k6Script,
  K6_VERSIONS,
} from './k6-usage.ts';
import { k6SecretsIn } from './k6-script.ts';

const ACCESS = { address: "https://secrets.example.test/it's", token: 'svs_abc_def' };
const TEMPLATE = "https://secrets.example.test/it's/api/v1/secrets/{key}/decrypt";

/** What a POSIX shell makes of commands, with `k6` showing its arguments and what it finds in its environment. */
function runInShell(commands: string): string[] {
  const k6 = `k6() { printf '%s\\n' "$@"; env | grep ^K6_ | sort; }\n`;
  return execFileSync('sh', ['-c', `${k6}${commands}`], { encoding: 'utf8', env: { PATH: process.env.PATH } })
    .trim()
    .split('\n');
}

describe('how k6 is told where secrets are', () => {
  it('in a file', () => {
    expect(JSON.parse(k6ConfigFile(ACCESS))).toEqual({
      urlTemplate: TEMPLATE,
      headers: { Authorization: 'Bearer svs_abc_def' },
      responsePath: 'plaintext',
    });
  });

  it('in a file, for large values', () => {
    expect(runInShell(k6RawCommand(ACCESS))).toEqual([
      'run',
      `--secret-source=url=config=k6-secrets.json,urlTemplate=${TEMPLATE.replace('decrypt', 'raw')},responsePath=`,
      'script.js',
    ]);
  });

  it.each(K6_VERSIONS)('in the environment of k6 %s', (version) => {
    const printed = runInShell(k6EnvironmentCommands(ACCESS, version));
    expect(printed).toEqual(
      expect.arrayContaining([
        `K6_SECRET_SOURCE_URL_URL_TEMPLATE=${TEMPLATE}`,
        'K6_SECRET_SOURCE_URL_RESPONSE_PATH=plaintext',
        'K6_SECRET_SOURCE_URL_HEADER_AUTHORIZATION=Bearer svs_abc_def',
      ])
    );
    expect(printed.includes('K6_SECRET_SOURCE=url')).toBe(version !== '1.5');
    expect(printed.includes('--secret-source=url')).toBe(version === '1.5');
  });

  it('as the source cloud', () => {
    expect(runInShell(k6CloudCommands(ACCESS))).toEqual([
      'run',
      'script.js',
      `K6_CLOUD_SECRETS_ENDPOINT=${TEMPLATE}`,
      'K6_CLOUD_SECRETS_RESPONSE_PATH=plaintext',
      'K6_CLOUD_SECRETS_TOKEN=svs_abc_def',
    ]);
  });

  it('shows a script that names the secret', () => {
    expect(k6SecretsIn(k6Script('api-key')).map(({ kind }) => kind)).toEqual(['named']);
  });
});
