import { Writable } from 'node:stream';
import { VaultError } from '../vault/vault.ts';
import { createLogger } from './logger.ts';

const CANARY = 'QqCanaryQq';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  write(createLogger('trace', destination));
  return lines.join('');
}

describe('createLogger', () => {
  it('tells class, code and place of an error', () => {
    const line = logged((logger) => logger.error({ err: new VaultError('sealed') }));
    expect(JSON.parse(line)).toEqual({
      level: 50,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      err: {
        type: 'VaultError',
        code: 'sealed',
        at: expect.arrayContaining([expect.stringMatching(/^at .*logger\.test/)]),
      },
      msg: 'VaultError',
    });
  });

  it('never tells the message of an error, its cause or what hangs on it', () => {
    const error = Object.assign(new Error(`bad: ${CANARY}`, { cause: new Error(CANARY) }), { rawPacket: CANARY });
    const multiline = new Error(`first\n    at ${CANARY}`);
    const text = logged((logger) => {
      logger.error(error);
      logger.warn({ err: error }, error.message);
      logger.trace({ err: multiline }, 'client error');
      logger.child({ reqId: '1' }).error({ err: CANARY });
      logger.info({ req: { body: CANARY }, res: CANARY }, 'request');
    });
    expect(text.trim().split('\n')).toHaveLength(5);
    expect(text).not.toContain(CANARY);
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => lines.push(line) };
    createLogger('silent', destination).fatal('nothing');
    createLogger('warn', destination).info('nothing');
    expect(lines).toEqual([]);
  });
});
