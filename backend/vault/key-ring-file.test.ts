import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY_FILE_MAX_BYTES, createKeyRingFile, replaceKeyRingFile } from './key-ring-file.ts';
import { serialiseKeyRing } from './key-ring-format.ts';
import { type RingKeys, newRingKey } from './key-ring.ts';
import { fileKeySource } from './key-source.ts';
import { type FileFacts, brokenFileRule } from './private-file.ts';

const keys: RingKeys = { active: newRingKey(0), decryptOnly: [newRingKey(0)], retired: [] };
const text = Buffer.from(serialiseKeyRing(keys));

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-keys-'));
  path = join(directory, 'keyring.json');
});

afterEach(() => rm(directory, { recursive: true }));

async function readKeyRingFile(file: string): Promise<RingKeys | undefined> {
  const found = await fileKeySource(file, undefined).read();
  return found.found === 'ring' ? found.keys : undefined;
}

const refusal = (rule: string, wayOut: string) =>
  expect.objectContaining({ name: 'KeyFileError', message: `the key ring ${path} was refused: ${rule}. ${wayOut}.` });
const RESTORE =
  'Put the file back from your copy of it. Only if nothing has been stored yet: remove it, and the next start makes a new one';
const DIRECTORY = 'See that its directory exists and that the user who runs the backend may use it';

describe('createKeyRingFile', () => {
  it('writes what can be read back, for its owner alone', async () => {
    const umask = process.umask(0);
    try {
      await createKeyRingFile(path, text);
    } finally {
      process.umask(umask);
    }
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const read = await readKeyRingFile(path);
    expect(read?.active.key.equals(keys.active.key)).toBe(true);
    expect(read?.decryptOnly.map(({ id }) => id)).toEqual(keys.decryptOnly.map(({ id }) => id));
  });

  it('never writes over a file, nor through a link', async () => {
    await writeFile(path, 'mine');
    await expect(createKeyRingFile(path, text)).rejects.toEqual(refusal('it could not be created (EEXIST)', DIRECTORY));
    expect(await readFile(path, 'utf8')).toBe('mine');

    const link = join(directory, 'link');
    await symlink(join(directory, 'nowhere'), link);
    await expect(createKeyRingFile(link, text)).rejects.toThrow('EEXIST');
  });

  it('says which directory is missing', async () => {
    path = join(directory, 'absent', 'keyring.json');
    await expect(createKeyRingFile(path, text)).rejects.toEqual(refusal('it could not be created (ENOENT)', DIRECTORY));
  });
});

describe('a key ring in a file', () => {
  it('has nothing to say of a file that is not there', async () => {
    expect(await readKeyRingFile(path)).toBeUndefined();
  });

  it.each([0o640, 0o604, 0o660, 0o620, 0o610, 0o601, 0o602, 0o666, 0o700 | 0o040])('refuses mode %i', async (mode) => {
    await createKeyRingFile(path, text);
    await chmod(path, mode);
    await expect(readKeyRingFile(path)).rejects.toEqual(
      refusal('nobody but its owner may have access to it', 'Run chmod 600 on it')
    );
  });

  it.each([0o600, 0o400, 0o700])('takes mode %i', async (mode) => {
    await createKeyRingFile(path, text);
    await chmod(path, mode);
    expect((await readKeyRingFile(path))?.active.id).toBe(keys.active.id);
  });

  it('follows a link, and judges the file behind it', async () => {
    const link = join(directory, 'link');
    await createKeyRingFile(path, text);
    await symlink(path, link);
    expect((await readKeyRingFile(link))?.active.id).toBe(keys.active.id);
    await chmod(path, 0o644);
    await expect(readKeyRingFile(link)).rejects.toThrow('nobody but its owner');
  });

  it('refuses a directory, and a pipe without waiting for it', async () => {
    const notRegular = refusal('it must be a regular file', 'Put one in its place');
    await mkdir(path, { mode: 0o700 });
    await expect(readKeyRingFile(path)).rejects.toEqual(notRegular);
    path = join(directory, 'pipe');
    expect(spawnSync('mkfifo', ['-m', '600', path]).status).toBe(0);
    await expect(readKeyRingFile(path)).rejects.toEqual(refusal('it must be a regular file', 'Put one in its place'));
  });

  it('names the rule that the text breaks and quotes none of it', async () => {
    await writeFile(path, '{"version":1,"keys":["c2VjcmV0"]}', { mode: 0o600 });
    const rule = 'keys[0] must be an object with id, state, createdAt, key, check and nothing else';
    await expect(readKeyRingFile(path)).rejects.toEqual(refusal(rule, RESTORE));
    await writeFile(path, 'c2VjcmV0');
    await expect(readKeyRingFile(path)).rejects.toEqual(refusal('it must be JSON', RESTORE));
  });

  it('refuses a file that is too long to be a key ring', async () => {
    await writeFile(path, ' '.repeat(KEY_FILE_MAX_BYTES + 1), { mode: 0o600 });
    await expect(readKeyRingFile(path)).rejects.toEqual(refusal('it must have at most 65536 bytes', RESTORE));
  });
});

describe('replaceKeyRingFile', () => {
  const next = Buffer.from(serialiseKeyRing({ ...keys, active: newRingKey(1) }));

  it('puts one ring in the place of another, for its owner alone, whatever an earlier attempt has left', async () => {
    await createKeyRingFile(path, text);
    await writeFile(`${path}.new`, 'half of a r', { mode: 0o644 });
    await replaceKeyRingFile(path, next);
    expect(await readFile(path)).toEqual(next);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['keyring.json']);
  });

  it('replaces the file behind a link, not the link', async () => {
    const link = join(directory, 'link');
    await createKeyRingFile(path, text);
    await symlink(path, link);
    await replaceKeyRingFile(link, next);
    expect(await readFile(path)).toEqual(next);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
  });
});

describe('brokenFileRule', () => {
  const rules = { maxBytes: 1000, wayOut: 'Change it', isCredential: false };
  const file: FileFacts = { isRegular: true, owner: 1000, mode: 0o100600, size: 500 };

  it('has nothing against a file of our own that nobody else can reach', () => {
    expect(brokenFileRule(file, 1000, rules)).toBeUndefined();
  });

  it('refuses the file of another user, also to root', () => {
    const rule = 'it must belong to the user that runs the backend';
    expect(brokenFileRule(file, 1001, rules)).toEqual({
      rule,
      wayOut: 'Give it to user id 1001 with chown, or run the backend as its owner',
    });
    expect(brokenFileRule(file, 0, rules)).toMatchObject({ rule });
  });

  it('does not judge owner and mode where the system has no users', () => {
    expect(brokenFileRule({ ...file, mode: 0o100666 }, undefined, rules)).toBeUndefined();
    expect(brokenFileRule({ ...file, isRegular: false }, undefined, rules)).toBeDefined();
  });

  it('lets systemd keep a credential for us, as long as nobody else can read it', () => {
    const ofSystemd = { ...file, owner: 0, mode: 0o100440 };
    const credential = { ...rules, isCredential: true };
    expect(brokenFileRule(ofSystemd, 1000, credential)).toBeUndefined();
    expect(brokenFileRule({ ...file, mode: 0o100400 }, 1000, credential)).toBeUndefined();
    expect(brokenFileRule(ofSystemd, 1000, rules)).toBeDefined();
    expect(brokenFileRule({ ...ofSystemd, mode: 0o100444 }, 1000, credential)).toBeDefined();
    expect(brokenFileRule({ ...file, mode: 0o100440 }, 1000, credential)).toBeDefined();
    expect(brokenFileRule({ ...ofSystemd, owner: 1001 }, 1000, credential)).toBeDefined();
  });
});
