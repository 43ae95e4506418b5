import { spawn } from 'node:child_process';
import { once } from 'node:events';

const HOLD = `
  const { createServer } = require('node:net');
  createServer().listen(process.argv[1], () => process.stdout.write('listening'));
`;

/** Leaves a socket as a process that was killed does: the file is there, and nobody behind it. */
export async function leaveStaleSocket(path: string): Promise<void> {
  const holder = spawn(process.execPath, ['-e', HOLD, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  await ended;
}
