import { shellQuoted } from './shell-quoted.ts';

/** Where a value is asked for. */
export interface K6Access {
  /** The address of Strongroom's backend. */
  readonly address: string;
  /** A decrypter token for k6, or what stands for one. */
  readonly token: string;
}

/** The versions of k6 that differ in how they are told where secrets are (its release notes). */
export const K6_VERSIONS = ['1.5', '1.7', '2'] as const;
export type K6Version = (typeof K6_VERSIONS)[number];

export const K6_CONFIG_FILE = 'k6-secrets.json';

/** Stands for a token where none is at hand. */
export const TOKEN_PLACEHOLDER = 'svs_…';

/** A test that reads one secret and shows that k6 keeps it out of its log. */
export function k6Script(name: string): string {
  return `import secrets from 'k6/secrets';

export default async function main() {
  const secret_value = await secrets.get('${name}');

  // Try logging the secret -- the value is redacted
  console.log(\`try to log the secret value: \${secret_value}\`);
}
`;
}

/** The file of k6's `url` source. How often it asks and tries again are k6's own defaults. */
export function k6ConfigFile({ address, token }: K6Access): string {
  const config = {
    urlTemplate: decryptUrl(address),
    headers: { Authorization: `Bearer ${token}` },
    responsePath: 'plaintext',
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/** With the file. A value of more than some 24 000 bytes does not fit into the answer that is read by default. */
export const K6_FILE_COMMAND = `k6 run --secret-source=url=config=${K6_CONFIG_FILE} script.js`;

export function k6RawCommand({ address }: K6Access): string {
  const source = `url=config=${K6_CONFIG_FILE},urlTemplate=${valuesUrl(address)}/raw,responsePath=`;
  return `k6 run --secret-source=${shellQuoted(source)} script.js`;
}

/**
 * With the environment, which keeps the token out of files. `K6_SECRET_SOURCE` came with 1.7; before, the source is named
 * on the command line.
 */
export function k6EnvironmentCommands({ address, token }: K6Access, version: K6Version): string {
  const lines = [
    ...(version === '1.5' ? [] : ['export K6_SECRET_SOURCE=url']),
    `export K6_SECRET_SOURCE_URL_URL_TEMPLATE=${shellQuoted(decryptUrl(address))}`,
    'export K6_SECRET_SOURCE_URL_RESPONSE_PATH=plaintext',
    `export K6_SECRET_SOURCE_URL_HEADER_AUTHORIZATION=${shellQuoted(`Bearer ${token}`)}`,
    version === '1.5' ? 'k6 run --secret-source=url script.js' : 'k6 run script.js',
  ];
  return `${lines.join('\n')}\n`;
}

/** As the source `cloud`, which came with 2.0: scripts that name it find their secrets here, too. */
export function k6CloudCommands({ address, token }: K6Access): string {
  const lines = [
    `export K6_CLOUD_SECRETS_TOKEN=${shellQuoted(token)}`,
    `export K6_CLOUD_SECRETS_ENDPOINT=${shellQuoted(decryptUrl(address))}`,
    'export K6_CLOUD_SECRETS_RESPONSE_PATH=plaintext',
    'k6 run script.js',
  ];
  return `${lines.join('\n')}\n`;
}

/** In Grafana Cloud, which needs no address and no token. */
export const K6_GRAFANA_CLOUD_COMMAND = 'k6 cloud run script.js';

/** Where a value is read of the secret that takes the place of `{key}`. */
export function decryptUrl(address: string): string {
  return `${valuesUrl(address)}/decrypt`;
}

function valuesUrl(address: string): string {
  return `${address.endsWith('/') ? address.slice(0, -1) : address}/api/v1/secrets/{key}`;
}
