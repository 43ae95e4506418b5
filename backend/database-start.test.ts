import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describePostgres } from './vault/testing/postgres.ts';

const PASSWORD = 'QqPasswordQq';
const COMMAND = ['create', '--role', 'None'];

interface Outcome {
  readonly code: number | string | undefined;
  readonly output: string;
  readonly errors: string;
}

describePostgres('programs with SECRETS_DATABASE_URL', (server) => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'strongroom-start-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const run = (program: string, args: readonly string[], databaseUrl: string): Promise<Outcome> => {
    const env = {
      PATH: process.env.PATH,
      PORT: '0',
      SECRETS_DATA_DIR: join(directory, 'data'),
      SECRETS_DATABASE_URL: databaseUrl,
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [join(__dirname, program), ...args], { env }, (error, output, errors) =>
        resolve({ code: error === null ? 0 : (error.code ?? undefined), output, errors })
      );
    });
  };

  it.each([
    ['main.ts', [], 'Strongroom does not start: '],
    ['commands/token.ts', COMMAND, 'token was not carried out: '],
  ])('%s says in one line why it cannot use the database', async (program, args, begins) => {
    const { code, output, errors } = await run(program, args, server().urlWith({ password: PASSWORD }));
    expect(errors).toMatch(new RegExp(`^${begins}SECRETS_DATABASE_URL: the server does not let this user in .*\\n$`));
    expect(code).toBe(1);
    expect(output + errors).not.toContain(PASSWORD);
  });

  it.each([
    ['main.ts', []],
    ['commands/token.ts', COMMAND],
  ])('%s refuses a bad address by its name', async (program, args) => {
    const { code, output, errors } = await run(program, args, `postgres://u:${PASSWORD}#@localhost/d`);
    expect(errors).toMatch(/^SECRETS_DATABASE_URL must be postgres:\/\/[^\n]*\n$/);
    expect(code).toBe(2);
    expect(output + errors).not.toContain(PASSWORD);
  });

  it('commands act on that database where no backend runs', async () => {
    const database = await server().createDatabase();
    const created = await run('commands/token.ts', COMMAND, database.url.connectionString);
    expect(created).toMatchObject({ code: 0, output: expect.stringMatching(/^svs_/) });
    expect(await database.execute('select role from token')).toEqual([{ role: 'None' }]);
  });
});
