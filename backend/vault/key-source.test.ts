import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeyCommand } from './key-command.ts';
import type { KeyPlace, PassphrasePlace } from './key-place.ts';
import { KEY_FILE_MAX_BYTES } from './key-ring-file.ts';
import { serialiseKeyRing } from './key-ring-format.ts';
import { newRingKey, type RingKeys } from './key-ring.ts';
import { fileKeySource, type KeySource, keySourceOf } from './key-source.ts';

const keys: RingKeys = { active: newRingKey(0), decryptOnly: [], retired: [] };
const text = serialiseKeyRing(keys);
const PASSPHRASE = 'correct horse battery staple';

let directory: string;
let keyFile: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-source-'));
  keyFile = join(directory, 'keyring.json');
});
afterEach(() => rm(directory, { recursive: true }));

const refusal = (message: string) => expect.objectContaining({ name: 'KeyFileError', message });
/** What a source is read as: the id of the active key, or why there is none. */
async function idIn(source: KeySource): Promise<string> {
  const found = await source.read();
  return found.found === 'ring' ? found.keys.active.id : found.found === 'locked' ? found.reason : found.found;
}

async function passphraseFile(content: string, name = 'passphrase'): Promise<PassphrasePlace> {
  const path = join(directory, name);
  await writeFile(path, content, { mode: 0o600 });
  return { kind: 'file', path };
}

describe('a credential of systemd', () => {
  const placeOf = (name: string, credentials: string | undefined): KeyPlace => ({
    keyFile,
    keysFrom: { kind: 'credential', name, directory: credentials },
  });

  it('has the key ring, or not, and the file is not looked at', async () => {
    await writeFile(join(directory, 'ring'), text, { mode: 0o400 });
    expect(await idIn(keySourceOf(placeOf('ring', directory)))).toBe(keys.active.id);
    expect(await idIn(keySourceOf(placeOf('other', directory)))).toBe('none');
  });

  it('is to be had in a service of systemd alone', async () => {
    await expect(keySourceOf(placeOf('ring', undefined)).read()).rejects.toEqual(
      refusal(
        'the key ring in the credential ring was refused: there is no CREDENTIALS_DIRECTORY. Run the backend as a ' +
          'service of systemd that has LoadCredential=ring:… or LoadCredentialEncrypted=ring:….'
      )
    );
  });

  it('is judged as a key ring is', async () => {
    await writeFile(join(directory, 'ring'), 'c2VjcmV0', { mode: 0o400 });
    await expect(keySourceOf(placeOf('ring', directory)).read()).rejects.toEqual(
      refusal(
        'the key ring in the credential ring was refused: it must be JSON. Give the backend the key ring that belongs to this store.'
      )
    );
  });
});

describe('a command', () => {
  const node = (script: string, ...args: readonly string[]): readonly [string, ...string[]] => [
    process.execPath,
    '-e',
    script,
    '--',
    ...args,
  ];
  const sourceOf = (command: readonly [string, ...string[]]) =>
    keySourceOf({ keyFile, keysFrom: { kind: 'command', command } });
  const failure = (rule: string) =>
    refusal(
      `the key ring that the command of SECRETS_KEY_COMMAND prints was refused: ${rule}. Run the command as the user who ` +
        'runs the backend, and see what it says.'
    );

  it('prints the key ring; no shell reads its arguments', async () => {
    await writeFile(keyFile, text);
    const script = 'process.stdout.write(require("fs").readFileSync(process.argv[1]))';
    expect(await idIn(sourceOf(node(script, keyFile)))).toBe(keys.active.id);
    const echoed = await readKeyCommand(node('process.stdout.write(process.argv[1])', '$(id) "; a'));
    expect(String(echoed)).toBe('$(id) "; a');
  });

  it('is told nothing of our settings, and nothing on its standard input', async () => {
    process.env.SECRETS_TEST_ONLY = 'token';
    try {
      const script = 'process.stdin.on("end", () => console.log(Object.keys(process.env).join())).resume()';
      const names = String(await readKeyCommand(node(script)));
      expect(names).toContain('PATH');
      expect(names).not.toContain('SECRETS_');
    } finally {
      delete process.env.SECRETS_TEST_ONLY;
    }
  });

  it.each<[string, readonly [string, ...string[]]]>([
    ['the command ended with exit code 3', node('console.log("secret"); console.error("secret"); process.exit(3)')],
    ['the command ended with SIGTERM', node('process.kill(process.pid, "SIGTERM"); setInterval(() => 0, 1000)')],
    ['the command could not be run (ENOENT)', ['/does/not/exist']],
    [
      `it must have at most ${KEY_FILE_MAX_BYTES} bytes`,
      node('setInterval(() => process.stdout.write("x".repeat(9999)), 1)'),
    ],
  ])('is refused: %s', async (rule, command) => {
    await expect(sourceOf(command).read()).rejects.toEqual(failure(rule));
  });

  it('is ended after a while, whatever it has started', async () => {
    const script = 'require("child_process").spawn("sleep", ["60"], { stdio: "inherit" }); setInterval(() => 0, 1000)';
    const started = performance.now();
    await expect(readKeyCommand(node(script), 500)).rejects.toEqual(
      failure('the command took longer than 0.5 seconds')
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it('that prints something else is refused without its text', async () => {
    await expect(sourceOf(node('console.log("hunter2")')).read()).rejects.toEqual(
      refusal(
        'the key ring of SECRETS_KEY_COMMAND was refused: it must be JSON. Give the backend the key ring that belongs to this store.'
      )
    );
  });
});

describe('a passphrase', () => {
  jest.setTimeout(60_000);

  it('protects the ring that is made, and opens it', async () => {
    const source = fileKeySource(keyFile, await passphraseFile(`${PASSPHRASE}\n`));
    await source.create(keys);
    const stored = await readFile(keyFile, 'utf8');
    expect(JSON.parse(stored)).toMatchObject({ version: 2 });
    expect(stored).not.toContain(keys.active.id);
    expect(await source.read()).toMatchObject({ found: 'ring', isProtected: true, keys: { active: keys.active } });
    // The end of the line is not part of it, and whose file has none has the same.
    expect(await idIn(fileKeySource(keyFile, await passphraseFile(PASSPHRASE)))).toBe(keys.active.id);
    expect(await idIn(fileKeySource(keyFile, undefined))).toBe('passphrase-missing');
    expect(await idIn(fileKeySource(keyFile, await passphraseFile(`${PASSPHRASE} `)))).toBe('wrong-passphrase');
    expect(await readFile(keyFile, 'utf8')).toBe(stored);
  });

  it('may come from a credential, and opens what a command prints', async () => {
    const credentials = join(directory, 'credentials');
    await mkdir(credentials);
    await writeFile(join(credentials, 'pass'), PASSPHRASE, { mode: 0o400 });
    const passphrase: PassphrasePlace = { kind: 'credential', name: 'pass', directory: credentials };
    await fileKeySource(keyFile, passphrase).create(keys);
    const keysFrom = { kind: 'command', command: ['/bin/cat', keyFile] } as const;
    expect(await idIn(keySourceOf({ keyFile: 'unused', keysFrom, passphrase }))).toBe(keys.active.id);
  });

  it('says nothing of a ring that is not protected', async () => {
    await fileKeySource(keyFile, undefined).create(keys);
    expect(await fileKeySource(keyFile, await passphraseFile(PASSPHRASE)).read()).toMatchObject({ isProtected: false });
  });

  it('leaves a ring that is damaged to be put back', async () => {
    await writeFile(keyFile, '{"version":2,"kdf":"none"}', { mode: 0o600 });
    await expect(fileKeySource(keyFile, undefined).read()).rejects.toThrow(
      'it must be an object with version, kdf, salt, iv, ct, tag and nothing else'
    );
  });

  it.each([
    ['short', 'x'.repeat(14)],
    ['short but for its line end', `${'x'.repeat(14)}\n`],
    ['long', 'x'.repeat(1025)],
    ['of two lines', `${PASSPHRASE}\n\n`],
    ['with the line end of Windows', `${PASSPHRASE}\r\n`],
    ['with a NUL', `${PASSPHRASE}\0`],
  ])('is refused: %s', async (_why, content) => {
    const passphrase = await passphraseFile(content);
    await expect(fileKeySource(keyFile, passphrase).create(keys)).rejects.toThrow(
      /the passphrase in .* was refused: it must (be one line of 15 to 1024|have at most 1025) bytes/
    );
    await expect(readFile(keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is refused where others can read it, or it is not there', async () => {
    const passphrase = await passphraseFile(PASSPHRASE);
    await writeFile(join(directory, 'open'), PASSPHRASE, { mode: 0o644 });
    await fileKeySource(keyFile, passphrase).create(keys);
    const withFile = (name: string) => fileKeySource(keyFile, { kind: 'file', path: join(directory, name) }).read();
    await expect(withFile('open')).rejects.toThrow('nobody but its owner may have access to it');
    await expect(withFile('absent')).rejects.toThrow('it is not there. Put it back, or change the setting.');
  });
});
