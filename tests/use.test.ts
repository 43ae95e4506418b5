/** What the page shows for each consumer, done by the consumer itself: real k6, real curl and real Terraform. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { k6EnvironmentCommands, k6Script } from '../src/domain/k6-usage.ts';
import { shellQuoted } from '../src/domain/shell-quoted.ts';
import { curlCommand, TOKEN_VARIABLE, tokenCommand } from '../src/domain/use/own-service.ts';
import { terraformConfiguration, terraformReference, terraformString } from '../src/domain/use/terraform.ts';
import { described, description } from '../src/domain/use/testing/described-secrets.ts';
import { InProcessService } from './in-process-service.ts';
import { findK6 } from './k6/k6.ts';

const ROOT = join(__dirname, '..');
const COLLECTION = '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues';
const VALUE = 'QqCanary-"7"-\nQq';
const NAME = 'payments.api-token';
/** Nobody on show may read it. */
const OTHERS = 'only-for-others';

const run = promisify(execFile);

jest.setTimeout(120_000);

interface Finished {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Does what is shown, as a person would who pastes it. */
async function paste(snippet: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Finished> {
  const { PATH = '', HOME = '' } = process.env;
  try {
    const { stdout, stderr } = await run('sh', ['-c', snippet], { cwd, env: { PATH, HOME, ...env } });
    return { code: 0, output: stdout, errors: stderr };
  } catch (thrown) {
    const { code, stdout, stderr } = Object(thrown);
    return { code, output: String(stdout), errors: String(stderr) };
  }
}

function describeWith(program: string | undefined, title: string, way: string): jest.Describe {
  if (program !== undefined) {
    return describe;
  }
  process.stderr.write(
    `!! The tests of what is shown for ${title} are SKIPPED: this machine has none. To run them, ${way}.\n`
  );
  return describe.skip;
}

const installed = (program: string, ...args: readonly string[]): string | undefined =>
  spawnSync(program, args).status === 0 ? program : undefined;

const k6 = findK6(process.env);
const curl = installed('curl', '--version');
const terraform = installed('terraform', 'version');

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-use-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

describe('what is shown for whoever reads a value', () => {
  let service: InProcessService;

  beforeAll(async () => {
    service = await InProcessService.start();
    const seeds = [
      { name: NAME, decrypters: ['k6-cloud', 'my.service_1'] },
      { name: OTHERS, decrypters: ['another'] },
    ];
    for (const { name, decrypters } of seeds) {
      const spec = { description: 'd', value: VALUE, decrypters };
      expect(await service.send('POST', COLLECTION, { metadata: { name }, spec })).toMatchObject({ status: 201 });
    }
  });

  afterAll(() => service.close());

  describeWith(
    k6,
    'k6',
    'install it, or name one in K6'
  )('k6', () => {
    async function runScript(name: string): Promise<Finished> {
      const token = await service.token('--decrypter', 'k6-cloud');
      const place = await mkdtemp(join(directory, 'k6-'));
      await writeFile(join(place, 'script.js'), k6Script(name));
      const commands = k6EnvironmentCommands({ address: service.url, token }, '2');
      // It need not be on the PATH, nor be called so.
      const known = `k6() { ${shellQuoted(k6 ?? '')} "$@"; }\n`;
      return paste(known + commands, place, { K6_NO_USAGE_REPORT: 'true', K6_ADDRESS: '' });
    }

    it('reads the secret, and keeps it out of its log', async () => {
      const { code, output, errors } = await runScript(NAME);
      expect(code).toBe(0);
      expect(output + errors).toContain('try to log the secret value: ***SECRET_REDACTED***');
      expect(output + errors).not.toContain('QqCanary');
    });

    it('fails on a secret that it may not read as on one that is not there', async () => {
      const [notAllowed, missing] = await Promise.all([OTHERS, 'missing'].map(runScript));
      expect(notAllowed?.errors).toContain('status code 404: failed to get secret');
      expect(missing?.errors).toContain('status code 404: failed to get secret');
    });
  });

  describeWith(
    curl,
    'services of one’s own',
    'install curl'
  )('a service of one’s own', () => {
    const newToken = async (decrypter: string, name: string): Promise<string> => {
      const env = { SECRETS_DATA_DIR: service.dataDir };
      const { code, output, errors } = await paste(tokenCommand(decrypter, name), ROOT, env);
      expect([code, errors]).toEqual([0, '']);
      return output.trim();
    };
    const read = (name: string, token: string): Promise<Finished> =>
      paste(curlCommand(service.url, name), directory, { [TOKEN_VARIABLE]: token });

    it('gets the value by curl, with a token of its own', async () => {
      const { code, output, errors } = await read(NAME, await newToken('my.service_1', NAME));
      expect([code, errors]).toEqual([0, '']);
      expect(JSON.parse(output)).toMatchObject({ plaintext: VALUE });
    });

    it('gets no value with a token of another service, nor with none, and sees that it failed', async () => {
      const other = await read(OTHERS, await newToken('my.service_1', OTHERS));
      expect([other.code, other.errors]).toEqual([22, expect.stringContaining('404')]);
      expect(other.output).not.toContain('QqCanary');
      const none = await read(NAME, '');
      expect([none.code, none.errors]).toEqual([22, expect.stringContaining('401')]);
    });
  });
});

describeWith(
  terraform,
  'Terraform',
  'install it (https://developer.hashicorp.com/terraform/install)'
)('Terraform', () => {
  const seed = Date.now() % 2 ** 31;
  let place: string;

  beforeEach(async () => {
    place = await mkdtemp(join(directory, 'terraform-'));
  });

  const tell = (command: string): Promise<Finished> => paste(command, place, { CHECKPOINT_DISABLE: '1' });

  it(`parses it, and would lay it out the same (seed ${seed})`, async () => {
    const secrets = fc.sample(described, { seed, numRuns: 100 });
    await Promise.all(
      secrets.map((secret, index) => writeFile(join(place, `${index}.tf`), terraformConfiguration(secret)))
    );
    expect(await tell('terraform fmt -check -diff')).toMatchObject({ code: 0, output: '' });
  });

  it(`takes every text letter for letter (seed ${seed})`, async () => {
    const texts = fc.sample(description, { seed, numRuns: 300 });
    await writeFile(join(place, 'main.tf'), `locals {\n  texts = [${texts.map(terraformString).join(', ')}]\n}\n`);
    const { output } = await tell("echo 'base64encode(jsonencode(local.texts))' | terraform console");
    const said: unknown = JSON.parse(Buffer.from(output, 'base64').toString('utf8'));
    // HCL brings what can be written in several ways into one.
    expect(said).toEqual(texts.map((text) => text.normalize('NFC')));
  });

  it('reads it whole, as a configuration of one provider', async () => {
    const secret = { name: '1payments.api-token', description: 'd', labels: {}, decrypters: ['k6-cloud'] };
    const provider = 'grafana = { source = "grafana/grafana" }';
    await writeFile(
      join(place, 'main.tf'),
      `terraform {
  required_providers {
    ${provider}
  }
}
${terraformConfiguration(secret)}
output "name" {
  value = ${terraformReference(secret.name)}
}
`
    );
    expect((await tell('terraform providers')).output).toContain('provider[registry.terraform.io/grafana/grafana]');
  });
});
