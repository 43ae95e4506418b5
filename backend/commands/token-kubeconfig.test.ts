import { parse } from 'yaml';
import type { CommandAnswer } from '../control/command-answer.ts';
import { presentedToken } from '../identity/token-text.ts';
import { TokenRegister } from '../identity/token-register.ts';
import { enterVaultPlace, type VaultPlace } from '../vault/testing/vault-place.ts';
import { tokenCommand } from './token-command.ts';
import type { ServiceAddress } from './token-kubeconfig.ts';

const CHAIN = Buffer.from(`-----BEGIN CERTIFICATE-----\n${'QUJD'.repeat(400)}\n-----END CERTIFICATE-----\n`);
const ADDRESS: ServiceAddress = { url: 'https://127.0.0.1:3001', certificateChain: CHAIN };

let place: VaultPlace;
let register: TokenRegister;
beforeEach(async () => {
  place = await enterVaultPlace();
  register = new TokenRegister((await place.open()).store, () => place.now);
});
afterEach(() => place.leave());

function kubeconfig(args: readonly string[], address: ServiceAddress | undefined = ADDRESS): Promise<CommandAnswer> {
  return tokenCommand(
    register,
    () => place.now,
    () => address
  )(['kubeconfig', ...args]);
}

async function done(args: readonly string[], address?: ServiceAddress): Promise<string> {
  const answer = await kubeconfig(args, address);
  if (answer.kind !== 'done') {
    throw new Error(`${answer.kind}: ${answer.message}`);
  }
  return answer.output;
}

const nothingMade = async (): Promise<void> => expect(await register.list()).toEqual([]);

it('has the address, the certificates to trust, a token and its namespace', async () => {
  const output = await done([]);
  const config = parse(output);
  expect(config).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'strongroom',
        cluster: { server: ADDRESS.url, 'certificate-authority-data': CHAIN.toString('base64') },
      },
    ],
    users: [{ name: 'strongroom', user: { token: expect.any(String) } }],
    contexts: [{ name: 'strongroom', context: { cluster: 'strongroom', user: 'strongroom', namespace: 'default' } }],
    'current-context': 'strongroom',
  });
  expect(output).toMatch(/\n$/);
  expect(await register.check(presentedToken(config.users[0].user.token), 'management')).toMatchObject({
    ok: true,
    token: { role: 'Admin', permissions: [], createdBy: 'command-line' },
  });
});

it('leaves trust to the system where something in front speaks TLS', async () => {
  const config = parse(await done([], { url: 'https://secrets.example.com', certificateChain: undefined }));
  expect(config.clusters[0].cluster).toEqual({ server: 'https://secrets.example.com' });
});

it('takes what create takes', async () => {
  const output = await done(['--role', 'Viewer', '--namespace', 'org-2', '--ttl=90m']);
  expect(parse(output).contexts[0].context.namespace).toBe('org-2');
  const [token] = await register.list();
  expect(token).toMatchObject({ role: 'Viewer', namespace: 'org-2', expiresAt: Math.floor(place.now / 1000) + 5400 });
});

it('is for nobody more than was asked for', async () => {
  // Not Admin with a permission on top.
  expect(await kubeconfig(['--permission', 'secret.securevalues:read'])).toMatchObject({ kind: 'misused' });
  await nothingMade();
  await done(['--role=None', '--permission', 'secret.securevalues:read']);
  expect(await register.list()).toMatchObject([
    { role: 'None', permissions: [{ action: 'secret.securevalues:read' }] },
  ]);
});

describe('makes no token', () => {
  it('for an address that kubectl sends none to', async () => {
    expect(await kubeconfig([], { url: 'http://127.0.0.1:3001', certificateChain: undefined })).toEqual({
      kind: 'failed',
      message: expect.stringMatching(/^kubectl sends no token over plain HTTP; .*SECRETS_TLS_CERT.*SECRETS_PUBLIC_URL/),
    });
    await nothingMade();
  });

  it('where no backend runs', async () => {
    const answer = await tokenCommand(register, () => place.now)(['kubeconfig']);
    expect(answer).toEqual({ kind: 'failed', message: expect.stringMatching(/needs a running backend/) });
    await nothingMade();
  });

  it.each([
    ['--decrypter', 'k6-cloud'],
    ['--decrypter=k6-cloud'],
    ['--role', 'Root'],
    ['--role', 'Admin', '--role', 'Viewer'],
    ['--ttl', '91d'],
    ['Admin'],
  ])('for %s %s', async (...args) => {
    expect(await kubeconfig(args)).toMatchObject({ kind: 'misused' });
    await nothingMade();
  });
});
