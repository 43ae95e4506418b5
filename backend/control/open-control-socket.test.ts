import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createLogger } from '../http/logger.ts';
import type { CommandHandler } from './command-answer.ts';
import { COMMAND_MAX_BYTES } from './command-protocol.ts';
import { openControlSocket } from './open-control-socket.ts';
import { sendCommand } from './send-command.ts';
import { SOCKET_PATH_MAX_BYTES } from './socket-path.ts';
import { leaveStaleSocket } from './testing/stale-socket.ts';

const CANARY = 'QqCanaryQq0123456789';

let directory: string;
let path: string;
let opened: FastifyInstance[];
let log: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'strongroom-control-'));
  path = join(directory, 'control.sock');
  opened = [];
  log = '';
});
afterEach(async () => {
  await Promise.all(opened.map((app) => app.close()));
  await rm(directory, { recursive: true });
});

const echo: CommandHandler = async (args) => ({ kind: 'done', output: `${JSON.stringify(args)}\n` });

async function open(
  commands: Readonly<Record<string, CommandHandler>> = { echo },
  at = path
): Promise<FastifyInstance> {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  const app = await openControlSocket(at, { commands, logger: createLogger('trace', destination) });
  if (app === undefined) {
    throw new Error('this platform has no control socket');
  }
  opened.push(app);
  return app;
}

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

describe('the control socket', () => {
  it.each([0o000, 0o022, 0o077])('is for its owner alone, whatever the umask: %o', async (umask) => {
    const before = process.umask(umask);
    try {
      await open();
      expect((await stat(path)).isSocket()).toBe(true);
      expect(await modeOf(path)).toBe(0o600);
      expect(process.umask()).toBe(umask);
    } finally {
      process.umask(before);
    }
  });

  it('takes the place of one that was left behind', async () => {
    await leaveStaleSocket(path);
    expect((await stat(path)).isSocket()).toBe(true);
    expect(await sendCommand(path, 'echo', [])).toEqual({ kind: 'no-backend' });
    await open();
    expect(await sendCommand(path, 'echo', [])).toEqual({ kind: 'done', output: '[]\n' });
  });

  it('does not take the place of anything else', async () => {
    await writeFile(path, CANARY);
    await expect(open()).rejects.toMatchObject({
      name: 'StartError',
      message: `SECRETS_DATA_DIR: ${path} is not a socket, and in the way of one; move it elsewhere`,
    });
    expect(await readFile(path, 'utf8')).toBe(CANARY);
  });

  it('can have the longest path that there is', async () => {
    const parent = join(directory, 'd'.repeat(SOCKET_PATH_MAX_BYTES - directory.length - '//s'.length));
    await mkdir(parent);
    const longest = join(parent, 's');
    expect(longest).toHaveLength(SOCKET_PATH_MAX_BYTES);
    await open({ echo }, longest);
    expect(await sendCommand(longest, 'echo', ['a'])).toEqual({ kind: 'done', output: '["a"]\n' });
  });

  it('is gone when it is closed', async () => {
    await (await open()).close();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a command', () => {
  it('arrives with its arguments as they are', async () => {
    await open();
    const args = ['', ' a ', '--flag=x=y', 'ü\n"\\', '{}'];
    expect(await sendCommand(path, 'echo', args)).toEqual({ kind: 'done', output: `${JSON.stringify(args)}\n` });
  });

  it.each(['misused', 'failed'] as const)('is told that it was %s', async (kind) => {
    await open({ refuse: async () => ({ kind, message: 'why not' }) });
    expect(await sendCommand(path, 'refuse', [])).toEqual({ kind, message: 'why not' });
  });

  it('finds no backend where there is none', async () => {
    expect(await sendCommand(path, 'echo', [])).toEqual({ kind: 'no-backend' });
    expect(await sendCommand(join(directory, 'absent', 'control.sock'), 'echo', [])).toEqual({ kind: 'no-backend' });
  });

  it('is told where the backend does not know it', async () => {
    await open();
    for (const name of ['other', 'echo/more', '../echo']) {
      expect(await sendCommand(path, name, [])).toEqual({
        kind: 'failed',
        message:
          'the backend that is running does not know this command; restart it, so that it is of the same version',
      });
    }
  });

  it('is told where the backend could not do it, and the log does not repeat it', async () => {
    await open({
      fail: async ([arg]) => {
        throw new TypeError(`cannot do ${arg}`);
      },
    });
    expect(await sendCommand(path, 'fail', [CANARY])).toEqual({
      kind: 'failed',
      message: 'the backend could not carry out the command (500); its log says more',
    });
    expect(log).toContain('"type":"TypeError"');
    expect(log).not.toContain(CANARY);
  });

  it('is not taken for done where the backend goes away meanwhile', async () => {
    const app = await open({
      hang: async () => {
        app.server.closeAllConnections();
        return { kind: 'done', output: 'too late' };
      },
    });
    expect(await sendCommand(path, 'hang', [])).toEqual({
      kind: 'failed',
      message: 'the backend did not answer (ECONNRESET); whether it did what it was told is not known',
    });
  });

  it('is no longer than its limit', async () => {
    await open();
    const overhead = JSON.stringify({ arguments: [''] }).length;
    const longest = 'x'.repeat(COMMAND_MAX_BYTES - overhead);
    expect((await sendCommand(path, 'echo', [longest])).kind).toBe('done');
    expect(await sendCommand(path, 'echo', [`${longest}x`])).toMatchObject({
      message: expect.stringContaining('(413)'),
    });
  });
});

describe('what is no command', () => {
  async function rawAnswer(body: string, type = 'application/json'): Promise<string> {
    const socket = connect(path);
    await once(socket, 'connect');
    const head = ['POST /commands/echo HTTP/1.1', 'Host: localhost', 'Connection: close', `Content-Type: ${type}`];
    socket.write([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
    }
    return answer;
  }

  it.each(['', '[]', 'null', '{}', '{"arguments":"list"}', '{"arguments":[1]}', `{"arguments":["${CANARY}"`, CANARY])(
    'is refused, and not repeated: %s',
    async (body) => {
      await open();
      const answer = await rawAnswer(body);
      expect(answer).toMatch(/^HTTP\/1\.1 4(00|15) /);
      expect(answer).not.toContain(CANARY);
      expect(log).not.toContain(CANARY);
    }
  );

  it('is refused in another type', async () => {
    await open();
    expect(await rawAnswer('arguments=list', 'application/x-www-form-urlencoded')).toMatch(/^HTTP\/1\.1 415 /);
  });
});
