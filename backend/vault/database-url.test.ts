import { inspect } from 'node:util';
import { DatabaseUrl } from './database-url.ts';

const PASSWORD = 'p4ss%20w0rd%40';
const URL_TEXT = `postgres://strongroom:${PASSWORD}@db.example.com:5432/secrets?sslmode=verify-full`;

describe('DatabaseUrl', () => {
  it.each([
    URL_TEXT,
    'postgresql://127.0.0.1/secrets',
    'postgres://u@[::1]:5433/secrets',
    'postgres:///secrets?host=/var/run/postgresql',
    'postgres://u:p@localhost/secrets?host=%2Fvar%2Frun%2Fpostgresql',
  ])('reads %s', (text) => {
    expect(DatabaseUrl.parse(text)?.connectionString).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['another protocol', 'mysql://u:p@h/d'],
    ['no database', 'postgres://u:p@h'],
    ['no name of a database', 'postgres://u:p@h/'],
    ['two names', 'postgres://u:p@h/a/b'],
    ['a port that is none', 'postgres://u:p@h:port/d'],
    ['a bare # in the password', 'postgres://u:p#a@h/d'],
    ['a bare / in the password', 'postgres://u:p/a@h/d'],
    ['a bare % in the password', 'postgres://u:100%@h/d'],
    ['a space', 'postgres://u:p @h/d'],
    ['a line break', 'postgres://u:p@h/d\n'],
    ['a list of hosts', 'postgres://u:p@a,b:1,c:2/d'],
  ])('refuses %s', (_what, text) => {
    expect(DatabaseUrl.parse(text)).toBeUndefined();
  });

  it.each([
    ['db.example.com/d', true],
    ['10.0.0.7/d', true],
    ['db.example.com/d?sslmode=disable', true],
    ['localhost/d?host=db.example.com', true],
    ['db.example.com/d?sslmode=verify-full', false],
    ['db.example.com/d?sslrootcert=/ca.pem', false],
    ['127.0.0.1/d', false],
    ['[::1]:5432/d', false],
    ['localhost/d?host=/var/run/postgresql', false],
    ['/d', false],
  ])('knows whether what is sent to %s can be read on the way: %s', (rest, isPlain) => {
    expect(DatabaseUrl.parse(`postgres://${rest}`)?.isPlain).toBe(isPlain);
  });

  it('shows itself to nobody', () => {
    const url = DatabaseUrl.parse(URL_TEXT);
    for (const shown of [String(url), `${url}`, JSON.stringify({ url }), inspect({ url }, { showHidden: true })]) {
      expect(shown).not.toMatch(/strongroom|p4ss|example/);
      expect(shown).toContain('[REDACTED]');
    }
  });
});
