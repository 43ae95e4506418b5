import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Role } from '../../backend/identity/caller.ts';
import type { ResourceAction } from '../../src/domain/permissions.ts';
import type { Service } from '../service.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const run = promisify(execFile);

/** Makes a management token as an administrator does, at the command line, beside the running service. */
export async function createToken(
  { dataDir }: Service,
  role: Role,
  permissions: readonly ResourceAction[] = []
): Promise<string> {
  const args = ['run', '-s', 'token', '--', 'create', '--role', role];
  const { stdout } = await run('npm', [...args, ...permissions.flatMap((action) => ['--permission', action])], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, SECRETS_DATA_DIR: dataDir },
  });
  return stdout.trim();
}
