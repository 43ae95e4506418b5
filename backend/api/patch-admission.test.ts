import { rawRequest } from '../http/testing/raw-request.ts';
import { ADMIN_TOKEN, SECURE_VALUES_PATH as PATH, type Answer, type ServedApp } from '../http/testing/served-app.ts';
import { failure } from './testing/expected-status.ts';
import { APPLY, expectUnchangedOn, MERGE, patchOn, servePatched } from './testing/patches.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await servePatched();
});
afterEach(() => app.close());

const patch = (type: string, body: unknown, query?: string, name?: string): Promise<Answer> =>
  patchOn(app, type, body, query, name);
const expectUnchanged = (): Promise<void> => expectUnchangedOn(app);

describe('what a PATCH is admitted by', () => {
  it.each(['application/json', 'application/yaml', 'text/plain', 'application/json-patch'])('not %s', async (type) => {
    expect((await patch(type, '{}')).text).toBe(
      failure(
        415,
        'UnsupportedMediaType',
        'the body of the request was in an unknown format - accepted media types include: ' +
          'application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json'
      )
    );
    await expectUnchanged();
  });

  it('no type that is not told', async () => {
    const answer = await rawRequest(
      app.port,
      [
        `PATCH ${PATH}/a HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${ADMIN_TOKEN}`,
        'Content-Length: 2',
        '',
        '{}',
      ],
      (received) => received.includes('"code":')
    );
    expect(answer).toMatch(/^HTTP\/1\.1 415 /);
  });

  it('no apply patch: without a manager it is invalid, with one it is not supported', async () => {
    const message = 'Required value: is required for apply patch';
    expect((await patch(APPLY, 'spec: {}', '?force=true')).text).toBe(
      failure(422, 'Invalid', `PatchOptions.meta.k8s.io "" is invalid: fieldManager: ${message}`, {
        group: 'meta.k8s.io',
        kind: 'PatchOptions',
        causes: [{ reason: 'FieldValueRequired', message, field: 'fieldManager' }],
      })
    );
    expect((await patch(APPLY, 'spec: {}', '?fieldManager=kubectl')).status).toBe(415);
    await expectUnchanged();
  });

  it.each([
    ['force=true', 'force', 'FieldValueForbidden', 'Forbidden: may not be specified for non-apply patch'],
    [
      `fieldManager=${'x'.repeat(129)}`,
      'fieldManager',
      'FieldValueTooLong',
      'Too long: may not be more than 128 bytes',
    ],
    [
      'fieldManager=%07',
      'fieldManager',
      'FieldValueInvalid',
      'Invalid value: "*": should only contain printable characters',
    ],
    ['dryRun=maybe', 'dryRun', 'FieldValueNotSupported', 'Unsupported value: "maybe": supported values: "All"'],
  ])('valid options: not %s', async (query, field, reason, message) => {
    expect((await patch(MERGE, {}, `?${query}`)).text).toBe(
      failure(422, 'Invalid', `PatchOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
        group: 'meta.k8s.io',
        kind: 'PatchOptions',
        causes: [{ reason, message, field }],
      })
    );
    await expectUnchanged();
  });

  it('any manager with a name of at most 128 characters', async () => {
    expect((await patch(MERGE, {}, `?fieldManager=${'x'.repeat(128)}`)).status).toBe(200);
  });

  it('the permission to write, before anything is read', async () => {
    for (const [type, body] of [
      [MERGE, '{'],
      [APPLY, ''],
      ['text/plain', ''],
    ] as const) {
      const headers = { authorization: 'As reader', 'content-type': type };
      const answer = await app.send('PATCH', `${PATH}/a`, body, headers);
      expect(answer.status).toBe(403);
      expect(answer.json).toMatchObject({ message: expect.stringContaining('cannot patch resource "securevalues"') });
    }
    await expectUnchanged();
  });
});
