import { databaseStartError } from './database-start-error.ts';
import { SchemaError } from './migrations.ts';
import { fromStatement } from './postgres-errors.ts';

/** An error as the system, TLS or node-postgres makes it. */
function anError(code: string | undefined, message = 'message with S3cr3t', more: object = {}): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code }, more);
}

describe('databaseStartError', () => {
  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate is not trusted/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate is not trusted/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate is not trusted/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate is not trusted/],
    ['CERT_HAS_EXPIRED', /certificate is not trusted/],
    ['ENOTFOUND', /cannot be reached/],
    ['ETIMEDOUT', /cannot be reached/],
    ['53300', /no connection left/],
    ['57P03', /starts or stops/],
    ['25006', /only reads/],
  ])('says what %s means', (code, message) => {
    const more = /^[0-9]/.test(code) ? { severity: 'FATAL' } : {};
    expect(databaseStartError(fromStatement(anError(code, undefined, more)))).toMatchObject({
      name: 'DatabaseStartError',
      message: expect.stringMatching(new RegExp(`^SECRETS_DATABASE_URL: .*${message.source}.*\\(${code}\\)$`)),
    });
  });

  it.each([
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'NO_PASSWORD'],
    ['The server does not support SSL connections', 'NO_TLS'],
    ['timeout exceeded when trying to connect', 'ETIMEDOUT'],
    ['Connection terminated due to connection timeout', 'ETIMEDOUT'],
    ['Connection terminated unexpectedly', 'ECONNRESET'],
    ['Client has encountered a connection error and is not queryable', 'ECONNRESET'],
    ['something else', 'UNKNOWN'],
  ])('knows an error without a code by its message: %s', (message, code) => {
    expect(String(databaseStartError(fromStatement(anError(undefined, message))))).toContain(`(${code})`);
  });

  it('leaves other errors as they are', () => {
    const newer = new SchemaError(new Error('corrupted migrations'));
    expect(databaseStartError(newer)).toBe(newer);
    const refused = fromStatement(anError('23505', undefined, { severity: 'ERROR' }));
    expect(databaseStartError(refused)).toBe(refused);
    expect(String(refused)).not.toContain('S3cr3t');
  });
});
