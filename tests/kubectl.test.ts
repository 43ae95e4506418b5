/** A real kubectl, against a real backend over TLS, with the kubeconfig that `token kubeconfig` prints. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { runProgram } from '../backend/commands/testing/finished-program.ts';
import { settingsOf } from '../backend/http/testing/served-app.ts';
import { createLogger } from '../backend/http/logger.ts';
import { startService, type Service } from '../backend/service.ts';
import { encodingsOf, filesHolding } from '../backend/vault/testing/canary.ts';
import { RemoteStoreStandIn } from '../backend/vault/testing/remote-store-stand-in.ts';
import {
  kubectlApplyCommand,
  kubectlGetCommand,
  manifestFile,
  secureValueManifest,
} from '../src/domain/use/kubectl.ts';
import { makeCertificates } from './kubectl/certificates.ts';
import { Kubectl, missingPrograms } from './kubectl/kubectl.ts';

const ROOT = join(__dirname, '..');
const CANARY = 'QqCanary-7/"ü<&>Qq';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const missing = missingPrograms();
if (missing.length > 0) {
  process.stderr.write(
    `!! The tests of kubectl are SKIPPED: this machine has no ${missing.join(' and no ')}. ` +
      'To run them, install kubectl (https://kubernetes.io/docs/tasks/tools/) and OpenSSL.\n'
  );
}
const describeWithKubectl = missing.length === 0 ? describe : describe.skip;

jest.setTimeout(120_000);

let directory: string;
let service: Service;
let kubectl: Kubectl;
let log = '';
let authorities: string;
let decrypterToken: string;

async function startBackend(): Promise<NodeJS.ProcessEnv> {
  const certificates = join(directory, 'certificates');
  await mkdir(certificates);
  const { chain, key } = await makeCertificates(certificates);
  const env = {
    PORT: '0',
    SECRETS_DATA_DIR: join(directory, 'data'),
    SECRETS_KEY_FILE: join(directory, 'keyring.json'),
    SECRETS_TLS_CERT: chain,
    SECRETS_TLS_KEY: key,
    SECRETS_AWS_KEEPERS: 'on',
  };
  const destination = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  service = await startService({
    settings: settingsOf(env),
    logger: createLogger('trace', destination),
    remoteStore: new RemoteStoreStandIn(),
  });
  return env;
}

async function token(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const program = ['backend/launch.mjs', 'backend/commands/token.ts'].map((file) => join(ROOT, file));
  const { code, output, errors } = await runProgram(process.execPath, [...program, ...args], env);
  expect([code, errors]).toEqual([0, '']);
  return output;
}

/** The value that is stored, as a service reads it that may. */
async function storedValue(name: string): Promise<string> {
  const address = new URL(`/api/v1/secrets/${name}/raw`, service.url);
  const headers = { authorization: `Bearer ${decrypterToken}` };
  const [response] = await once(get(address, { ca: authorities, headers }), 'response');
  expect(response.statusCode).toBe(200);
  return text(response);
}

interface Shown {
  readonly metadata: {
    readonly labels?: Record<string, string>;
    readonly annotations: Record<string, string>;
  };
  readonly spec: Record<string, unknown>;
  readonly status: Record<string, unknown>;
}

interface Kind {
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly spec: object;
  readonly columns: RegExp;
  /** What is changed of the spec. */
  readonly changed: object;
}

const ROLE = { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' };

const KINDS: readonly Kind[] = [
  {
    kind: 'SecureValue',
    plural: 'securevalues',
    singular: 'securevalue',
    spec: { description: 'Token of billing API', value: CANARY, decrypters: ['k6-cloud', 'synthetic-monitoring'] },
    columns: /^NAME +DESCRIPTION +KEEPER +REF *\n/,
    changed: { decrypters: ['k6-cloud'] },
  },
  {
    kind: 'Keeper',
    plural: 'keepers',
    singular: 'keeper',
    spec: {
      description: 'Production AWS account',
      aws: { region: 'eu-west-1', assumeRole: ROLE },
    },
    columns: /^NAME +DESCRIPTION *\n/,
    changed: { aws: { region: 'eu-west-2', assumeRole: ROLE } },
  },
];

describeWithKubectl('kubectl', () => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'strongroom-kubectl-'));
    const env = await startBackend();
    const home = join(directory, 'home');
    await mkdir(home);
    kubectl = new Kubectl(home);
    const kubeconfig = await token(['kubeconfig'], env);
    decrypterToken = (await token(['create', '--decrypter', 'k6-cloud'], env)).trim();
    authorities = await readFile(env.SECRETS_TLS_CERT ?? '', 'utf8');
    await writeFile(kubectl.configFile, kubeconfig, { mode: 0o600 });
  });
  afterAll(async () => {
    await service.close();
    expect(filesHolding(directory, CANARY)).toEqual([]);
    await rm(directory, { recursive: true });
    const seen = kubectl.transcript + log;
    expect(encodingsOf(CANARY).filter((form) => seen.includes(form))).toEqual([]);
    expect(log).toContain('"msg":"request"');
  });

  it('finds the server, and both kinds', async () => {
    const version = JSON.parse((await kubectl.do(['version', '-o', 'json'])).output);
    expect(version).toMatchObject({ serverVersion: { major: '1', minor: expect.stringMatching(/^\d+$/) } });
    const { output, errors } = await kubectl.do(['api-resources', '--no-headers', '-o', 'wide']);
    expect(errors).toBe('');
    const verbs = 'create,delete,get,list,patch,update';
    const rows = output
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/ +/));
    expect(rows).toEqual([
      ['keepers', 'secret.grafana.app/v1beta1', 'true', 'Keeper', verbs],
      ['securevalues', 'secret.grafana.app/v1beta1', 'true', 'SecureValue', verbs],
    ]);
    expect((await kubectl.do(['api-versions'])).output).toBe('secret.grafana.app/v1beta1\n');
  });

  it('is not asked for what the token may not do', async () => {
    const { code, errors } = await kubectl.run(['get', 'securevalues', '-n', 'org-2']);
    expect([code, errors]).toEqual([1, expect.stringMatching(/^Error from server \(Forbidden\): /)]);
  });

  it('does what the page shows for a secret, which keeps its value', async () => {
    const secret = {
      name: 'shown.on-the-page',
      description: 'Changed by its manifest: "#1" \\ \u2028 ${x}',
      labels: { team: 'yes', 'example.com/tier': '1' },
      decrypters: ['k6-cloud', 'my-service'],
    };
    const paste = async (snippet: string): Promise<string> => {
      const env = { PATH: process.env.PATH, HOME: directory, KUBECONFIG: kubectl.configFile };
      return (await promisify(execFile)('sh', ['-c', snippet], { cwd: directory, env })).stdout;
    };
    await kubectl.do(['create', '-f', '-'], {
      apiVersion: 'secret.grafana.app/v1beta1',
      kind: 'SecureValue',
      metadata: { name: secret.name },
      spec: { description: 'As it was', value: CANARY, decrypters: ['k6-cloud'] },
    });
    await writeFile(join(directory, manifestFile(secret.name)), secureValueManifest(secret, 'default'));
    expect(await paste(kubectlApplyCommand(secret.name))).toContain(`${secret.name} configured`);
    const shown = parseYaml(await paste(kubectlGetCommand(secret.name, 'default')));
    expect(shown).toMatchObject({
      metadata: { name: secret.name, labels: secret.labels },
      spec: { description: secret.description, decrypters: secret.decrypters },
    });
    expect(shown.spec).not.toHaveProperty('value');
    expect(await storedValue(secret.name)).toBe(CANARY);
  });

  it('activates keepers', async () => {
    const [, keeper] = KINDS;
    const apiVersion = 'secret.grafana.app/v1beta1';
    await kubectl.do(['create', '-f', '-'], {
      apiVersion,
      kind: 'Keeper',
      metadata: { name: 'to-activate' },
      spec: keeper?.spec,
    });
    const activate = (name: string): Promise<unknown> =>
      kubectl.do(['create', '--raw', `/apis/${apiVersion}/namespaces/default/keepers/${name}/activate`, '-f', '-'], {});
    const isActive = async (): Promise<string> =>
      (await kubectl.do(['get', 'keeper', 'to-activate', '-o', 'jsonpath={.status.active}'])).output;
    await activate('to-activate');
    expect(await isActive()).toBe('true');
    await activate('system');
    expect(await isActive()).toBe('false');
  });

  describe.each(KINDS)('$plural', ({ kind, plural, singular, spec, columns, changed }) => {
    let sequence = 0;
    let name: string;
    beforeEach(() => {
      sequence += 1;
      name = `${singular}-${sequence}`;
    });

    const manifest = (changes: object = {}, metadata: object = {}): object => ({
      apiVersion: 'secret.grafana.app/v1beta1',
      kind,
      metadata: { name, labels: { team: name }, ...metadata },
      spec: { ...spec, ...changes },
    });
    const said = (verb: string): string => `${singular}.secret.grafana.app/${name} ${verb}\n`;
    const shown = async (): Promise<Shown> => (await kubectl.json(['get', singular, name])) as Shown;
    const create = (): Promise<unknown> => kubectl.do(['create', '-f', '-'], manifest());

    it('are created, once', async () => {
      const created = await kubectl.do(['create', '-f', '-'], manifest());
      expect(created).toEqual({ code: 0, output: said('created'), errors: '' });
      const again = await kubectl.run(['create', '-f', '-'], manifest());
      expect([again.code, again.output]).toEqual([1, '']);
      expect(again.errors).toMatch(/^Error from server \(AlreadyExists\): /);
    });

    it('are not created with an unknown field, unless that is what is wanted', async () => {
      const strict = await kubectl.run(['create', '-f', '-'], manifest({ keeper: 'x' }));
      expect(strict.errors).toMatch(/strict decoding error: unknown field "spec\.keeper"/);
      const warned = await kubectl.do(['create', '--validate=warn', '-f', '-'], manifest({ keeper: 'x' }));
      expect(warned).toEqual({
        code: 0,
        output: said('created'),
        errors: 'Warning: unknown field "spec.keeper"\n',
      });
    });

    it('are only checked in a dry run', async () => {
      const { output } = await kubectl.do(['create', '--dry-run=server', '-f', '-'], manifest());
      expect(output).toBe(said('created (server dry run)'));
      const { errors } = await kubectl.run(['get', singular, name]);
      expect(errors).toBe(`Error from server (NotFound): ${singular}.secret.grafana.app "${name}" not found\n`);
    });

    it('are read as a table', async () => {
      await create();
      const { output } = await kubectl.do(['get', plural]);
      expect(output).toMatch(columns);
      expect(output).toMatch(new RegExp(`\\n${name} `));
      expect((await kubectl.do(['get', singular, name, '--no-headers'])).output).toMatch(new RegExp(`^${name} .*\\n$`));
    });

    it('are read as YAML', async () => {
      await create();
      const { output } = await kubectl.do(['get', singular, name, '-o', 'yaml']);
      const { value: _value, ...readable } = { value: undefined, ...spec };
      expect(parseYaml(output)).toMatchObject({
        apiVersion: 'secret.grafana.app/v1beta1',
        kind,
        metadata: { name, namespace: 'default', labels: { team: name } },
        spec: readable,
      });
      expect(output).not.toContain('value:');
    });

    it('are selected by their labels', async () => {
      await create();
      const names = async (selector: string): Promise<string> =>
        (await kubectl.do(['get', plural, '-l', selector, '-o', 'name'])).output;
      const line = `${singular}.secret.grafana.app/${name}\n`;
      expect(await names(`team=${name}`)).toBe(line);
      expect(await names(`team in (${name},other),!other`)).toBe(line);
      expect(await names(`team!=${name}`)).not.toContain(line);
      expect(await names('team=nobody')).toBe('');
    });

    it('are applied, as often as one likes', async () => {
      const first = await kubectl.do(['apply', '-f', '-'], manifest());
      expect(first).toEqual({ code: 0, output: said('created'), errors: '' });
      const second = await kubectl.do(['apply', '-f', '-'], manifest());
      expect(second.output).toBe(said('configured'));
      // What it would like to compare with holds the value, and is never kept.
      expect(second.errors).toMatch(/^Warning: resource .* is missing the .*last-applied-configuration annotation/);
      const third = await kubectl.do(['apply', '-f', '-'], manifest({ ...changed, description: 'Changed' }));
      expect(third.output).toBe(said('configured'));
      const { metadata, spec: now } = await shown();
      expect(now).toMatchObject({ ...changed, description: 'Changed' });
      expect(metadata.labels).toEqual({ team: name });
      expect(Object.keys(metadata.annotations)).not.toContain(LAST_APPLIED);
      if (kind === 'SecureValue') {
        expect(await storedValue(name)).toBe(CANARY);
        await kubectl.do(['apply', '-f', '-'], manifest({ value: `new ${CANARY}` }));
        expect(await storedValue(name)).toBe(`new ${CANARY}`);
        await kubectl.do(['apply', '-f', '-'], manifest({ value: undefined }));
        expect(await storedValue(name)).toBe(`new ${CANARY}`);
      }
    });

    it('are replaced', async () => {
      await create();
      const replaced = await kubectl.do(
        ['replace', '-f', '-'],
        manifest({ description: 'Replaced' }, { labels: { other: 'x' } })
      );
      expect(replaced).toEqual({ code: 0, output: said('replaced'), errors: '' });
      const { metadata, spec: now } = await shown();
      expect([now.description, metadata.labels]).toEqual(['Replaced', { other: 'x' }]);
    });

    it.each([
      ['json', [{ op: 'replace', path: '/spec/description', value: 'Patched' }]],
      ['merge', { spec: { description: 'Patched' }, metadata: { labels: { added: 'y' } } }],
      ['strategic', { spec: { description: 'Patched', ...changed } }],
    ])('are patched: %s', async (type, patch) => {
      await create();
      const { output } = await kubectl.do(['patch', singular, name, `--type=${type}`, '-p', JSON.stringify(patch)]);
      expect(output).toBe(said('patched'));
      const { metadata, spec: now } = await shown();
      expect(now).toMatchObject({ description: 'Patched', ...(type === 'strategic' ? changed : {}) });
      expect(metadata.labels).toEqual({ team: name, ...(type === 'merge' ? { added: 'y' } : {}) });
    });

    it('are labelled and annotated', async () => {
      await create();
      expect((await kubectl.do(['label', singular, name, 'env=prod'])).output).toBe(said('labeled'));
      expect((await kubectl.do(['annotate', singular, name, 'note=checked'])).output).toBe(said('annotated'));
      const after = (await shown()).metadata;
      expect([after.labels, after.annotations.note]).toEqual([{ team: name, env: 'prod' }, 'checked']);
      expect((await kubectl.do(['label', singular, name, 'env-'])).output).toBe(said('unlabeled'));
      expect((await kubectl.do(['annotate', singular, name, 'note-'])).output).toBe(said('annotated'));
      const last = (await shown()).metadata;
      expect([last.labels, last.annotations.note]).toEqual([{ team: name }, undefined]);
    });

    it('are deleted', async () => {
      await create();
      const deleted = await kubectl.do(['delete', singular, name]);
      expect(deleted.output).toMatch(new RegExp(`^${singular}\\.secret\\.grafana\\.app "${name}" deleted`));
      const gone = await kubectl.run(['get', singular, name]);
      expect([gone.code, gone.errors]).toEqual([1, expect.stringMatching(/^Error from server \(NotFound\): /)]);
      expect((await kubectl.do(['delete', singular, name, '--ignore-not-found'])).output).toBe('');
    });

    it('are explained', async () => {
      const { output } = await kubectl.do(['explain', plural]);
      expect(output).toMatch(/^GROUP: +secret\.grafana\.app\nKIND: /);
      expect(output).toMatch(/\n {2}spec\t<\w+> -required-\n/);
      const specOf = await kubectl.do(['explain', `${singular}.spec`]);
      expect(specOf.output).toMatch(/\n {2}description\t<string> -required-\n/);
      const recursive = await kubectl.do(['explain', singular, '--recursive']);
      Object.keys(spec).forEach((field) => expect(recursive.output).toMatch(new RegExp(`\n    ${field}\t<`)));
    });
  });
});
