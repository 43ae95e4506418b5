import { SECURE_VALUES } from '../../src/domain/api-group.ts';
import { actionFor } from '../../src/domain/permissions.ts';
import { rawRequest } from '../http/testing/raw-request.ts';
import {
  ADMIN_TOKEN,
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type Answer,
  type ServedApp,
} from '../http/testing/served-app.ts';
import type { Authenticator } from '../identity/authenticate.ts';
import type { Caller } from '../identity/caller.ts';
import type { ApiContext } from './context.ts';
import { withPatch } from './patch/with-patch.ts';
import type { Written } from './resource.ts';
import { secureValues } from './secure-values/resource.ts';
import { contractProblems } from './testing/contract.ts';
import { failure, notFound } from './testing/expected-status.ts';
import { create, SECOND, storedValue } from './testing/secure-values.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** Somebody who may read everything, and nothing else. */
const READER: Caller = {
  identity: 'user:reader',
  login: 'reader',
  role: 'None',
  orgId: 1,
  permissions: [{ action: actionFor(SECURE_VALUES, 'get'), scope: 'all' }],
};

const reader: Authenticator = async ({ authorization }) =>
  authorization === 'As reader' ? { kind: 'proven', caller: READER, by: 'token' } : undefined;

let app: ServedApp;
beforeEach(async () => {
  app = await serve({ authenticators: [reader] });
  await create(app, 'a', {
    metadata: { labels: { team: 'payments', tier: 'gold' }, annotations: { note: 'n' } },
    spec: { description: 'before', decrypters: ['k6-cloud', 'other'] },
  });
  app.place.now += SECOND;
});
afterEach(() => app.close());

async function patch(type: string, body: unknown, query = '', name = 'a'): Promise<Answer> {
  const path = `${PATH}/${name}${query}`;
  const answer = await app.send('PATCH', path, body, { ...AS_ADMIN, 'content-type': type });
  const contentType = answer.headers.get('content-type');
  expect(contractProblems({ method: 'PATCH', path, status: answer.status, contentType, text: answer.text })).toEqual(
    []
  );
  return answer;
}

async function expectUnchanged(): Promise<void> {
  const [stored] = await app.vault.list('default');
  expect(stored).toMatchObject({ version: 1, description: 'before' });
  expect(await storedValue(app, 'a')).toBe('value of a');
}

const malformed = (problem: string): string => failure(400, 'BadRequest', `error decoding patch: ${problem}`);
const refused = (problem: string): string =>
  failure(422, 'Invalid', `the server rejected our request due to an error in our request: ${problem}`, {});

describe('patches of every kind', () => {
  const kinds = [
    ['merge', MERGE, (spec: object) => ({ spec })],
    ['strategic merge', STRATEGIC, (spec: object) => ({ spec })],
    [
      'JSON',
      JSON_PATCH,
      (spec: object) => Object.entries(spec).map(([key, value]) => ({ op: 'add', path: `/spec/${key}`, value })),
    ],
  ] as const;

  it.each(kinds)('change what they name, and keep everything else: %s', async (_kind, type, of) => {
    const answer = await patch(type, of({ description: 'after' }));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      kind: 'SecureValue',
      metadata: { name: 'a', labels: { team: 'payments', tier: 'gold' }, annotations: { note: 'n' } },
      spec: { description: 'after', decrypters: ['k6-cloud', 'other'] },
      status: { version: 2, keeper: 'system' },
    });
    expect(await storedValue(app, 'a')).toBe('value of a');
  });

  it.each(kinds)('set a new value: %s', async (_kind, type, of) => {
    const answer = await patch(type, of({ value: 'new\u00e9"' }));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ spec: { description: 'before' }, status: { version: 2 } });
    expect(answer.text).not.toContain('new');
    expect(await storedValue(app, 'a')).toBe('new\u00e9"');
  });

  it.each(kinds)('replace lists as a whole: %s', async (_kind, type, of) => {
    expect((await patch(type, of({ decrypters: ['third'] }))).json).toMatchObject({ spec: { decrypters: ['third'] } });
  });

  it.each(kinds)('only try in a dry run: %s', async (_kind, type, of) => {
    const answer = await patch(type, of({ description: 'after', value: 'new' }), '?dryRun=All');
    expect(answer.json).toMatchObject({ spec: { description: 'after' }, status: { version: 2 } });
    await expectUnchanged();
  });

  it.each(kinds)(
    'warn of fields that nobody knows, or are refused in strict validation: %s',
    async (_kind, type, of) => {
      const answer = await patch(type, of({ keeper: 'x' }), '?dryRun=All');
      expect(answer.headers.get('warning')).toBe('299 - "unknown field \\"spec.keeper\\""');
      expect(
        (await patch(type, of({ keeper: 'x' }), '?dryRun=All&fieldValidation=Ignore')).headers.get('warning')
      ).toBeNull();
      const strict = await patch(type, of({ keeper: 'x' }), '?fieldValidation=Strict');
      expect([strict.status, strict.text]).toEqual([400, expect.stringContaining('strict decoding error')]);
      await expectUnchanged();
    }
  );

  it.each(kinds)('obey the rules of the kind: %s', async (_kind, type, of) => {
    for (const [spec, code] of [
      [{ description: '' }, 422],
      [{ value: '' }, 422],
      [{ ref: 'r' }, 422],
      [{ decrypters: ['a/b'] }, 422],
      [{ value: 'x'.repeat(24_577) }, 422],
      [{ description: 5 }, 400],
      [{ value: 5 }, 400],
      [{ value: ['v'] }, 400],
    ] as const) {
      expect((await patch(type, of(spec))).status).toBe(code);
    }
    await expectUnchanged();
  });

  it.each(kinds)('find nothing where there is nothing: %s', async (_kind, type, of) => {
    const answer = await patch(type, of({ description: 'after' }), '', 'missing');
    expect(answer.text).toBe(notFound('missing'));
    expect(await app.vault.list('default')).toHaveLength(1);
  });

  it.each(kinds)('are lost by nobody, many at once: %s', async (_kind, type, of) => {
    const labels = Array.from({ length: 12 }, (_, index) => `l${index}`);
    const answers = await Promise.all(
      labels.map((label) =>
        type === JSON_PATCH
          ? patch(type, [{ op: 'add', path: `/metadata/labels/${label}`, value: 'x' }])
          : patch(type, { ...of({}), metadata: { labels: { [label]: 'x' } } })
      )
    );
    expect(answers.map(({ status }) => status)).toEqual(labels.map(() => 200));
    const [stored] = await app.vault.list('default');
    expect(Object.keys(stored?.labels ?? {})).toEqual(expect.arrayContaining(['team', 'tier', ...labels]));
    expect(stored?.version).toBe(13);
  });

  it.each(kinds)('change no name, namespace, kind or status: %s', async (_kind, type) => {
    const changed = (path: readonly [string, string] | readonly [string], value: unknown) => {
      const [first, second] = path;
      const pointer = `/${path.join('/')}`;
      return type === JSON_PATCH
        ? [{ op: 'add', path: pointer, value }]
        : { [first]: second === undefined ? value : { [second]: value } };
    };
    expect((await patch(type, changed(['metadata', 'name'], 'b'))).text).toBe(
      failure(400, 'BadRequest', 'the name of the object (b) does not match the name on the URL (a)')
    );
    expect((await patch(type, changed(['metadata', 'namespace'], 'org-2'))).status).toBe(400);
    expect((await patch(type, changed(['kind'], 'Keeper'))).status).toBe(400);
    expect((await patch(type, changed(['apiVersion'], 'secret.grafana.app/v9'))).status).toBe(400);
    await expectUnchanged();
    const answer = await patch(type, changed(['status', 'version'], 99));
    expect(answer.json).toMatchObject({ status: { version: 2 } });
  });

  it.each(kinds)('may be stale, unless that is forbidden: %s', async (_kind, type, of) => {
    const stale = (spec: object) => {
      const body = of(spec);
      return Array.isArray(body)
        ? [...body, { op: 'replace', path: '/metadata/resourceVersion', value: '5' }]
        : { ...body, metadata: { resourceVersion: '5' } };
    };
    expect((await patch(type, stale({ description: 'after' }))).status).toBe(200);
    const strict = await serve({ env: { SECRETS_STRICT: 'resourceVersion' } });
    try {
      await create(strict, 'a');
      const send = (body: unknown) => strict.send('PATCH', `${PATH}/a`, body, { ...AS_ADMIN, 'content-type': type });
      expect((await send(stale({ description: 'after' }))).status).toBe(409);
      expect((await send(of({ description: 'after' }))).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('patches at the same moment', () => {
  it('are each made of what they replace', async () => {
    const context: ApiContext = { vault: app.vault, strict: new Set(), now: () => app.place.now, aws: 'off' };
    const resource = secureValues(context);
    const options = { dryRun: false, fieldValidation: 'Strict' } as const;
    const write = { caller: READER, namespace: 'default', options };
    const label = (key: string): Promise<Written> => {
      const bytes = Buffer.from(JSON.stringify({ metadata: { labels: { [key]: 'x' } } }));
      return withPatch(bytes, 'merge', resource, (patch) => resource.update(write, 'a', patch));
    };
    await Promise.all([...'bcdefg'].map(label));
    const [stored] = await app.vault.list('default');
    expect(Object.keys(stored?.labels ?? {}).sort()).toEqual([...'bcdefg', 'team', 'tier']);
  });
});

describe('a merge patch', () => {
  it('merges labels and annotations key by key', async () => {
    const answer = await patch(MERGE, {
      metadata: { labels: { team: null, env: 'prod' }, annotations: { note: null, more: 'm' } },
    });
    const { metadata } = answer.json as { metadata: { labels: object; annotations: object } };
    expect(metadata.labels).toEqual({ tier: 'gold', env: 'prod' });
    expect(metadata.annotations).toMatchObject({ more: 'm' });
    expect(metadata.annotations).not.toHaveProperty('note');
  });

  it('keeps the value where it says null', async () => {
    expect((await patch(MERGE, { spec: { value: null } })).status).toBe(200);
    expect(await storedValue(app, 'a')).toBe('value of a');
  });

  it('takes no annotation of the server, and no copy of kubectl', async () => {
    const annotations = {
      'grafana.app/createdBy': 'user:evil',
      'kubectl.kubernetes.io/last-applied-configuration': '{"spec":{"value":"v"}}',
    };
    const { text } = await patch(MERGE, { metadata: { annotations } });
    expect(text).not.toMatch(/evil|last-applied/);
    const [stored] = await app.vault.list('default');
    expect(stored?.annotations).toEqual({ note: 'n' });
  });

  it('warns of repeated keys', async () => {
    const answer = await patch(MERGE, '{"spec":{"description":"x","description":"y"}}', '?dryRun=All');
    expect(answer.headers.get('warning')).toBe('299 - "duplicate field \\"spec.description\\""');
  });

  it.each([
    ['a list', '[]', 'a merge patch is an object'],
    ['null', 'null', 'a merge patch is an object'],
    ['nothing', '', 'unexpected end of JSON input'],
    ['cut short', '{"spec":', 'unexpected end of JSON input'],
  ])('is not %s', async (_what, body, problem) => {
    for (const type of [MERGE, STRATEGIC]) {
      expect((await patch(type, body)).text).toBe(malformed(problem));
    }
    await expectUnchanged();
  });
});

describe('a strategic merge patch', () => {
  it('replaces and empties what it says', async () => {
    const answer = await patch(STRATEGIC, {
      metadata: { labels: { $patch: 'replace', only: 'one' } },
      spec: { $retainKeys: ['description'], description: 'after' },
    });
    expect(answer.json).toMatchObject({ metadata: { labels: { only: 'one' } }, spec: { description: 'after' } });
    expect((answer.json as { metadata: { labels: object } }).metadata.labels).toEqual({ only: 'one' });
    expect((answer.json as { spec: object }).spec).not.toHaveProperty('decrypters');
    expect(await storedValue(app, 'a')).toBe('value of a');
  });

  it('cannot empty everything', async () => {
    expect((await patch(STRATEGIC, { $patch: 'delete' })).text).toBe(
      failure(400, 'BadRequest', 'the name of the object (a based on URL) was undeterminable: name must be provided')
    );
    expect((await patch(STRATEGIC, { spec: { $patch: 'delete' } })).status).toBe(422);
    await expectUnchanged();
  });

  it('refuses other directives', async () => {
    expect((await patch(STRATEGIC, { spec: { '$setElementOrder/decrypters': [] } })).text).toBe(
      malformed('$setElementOrder/ has no list to work on: every list is replaced as a whole')
    );
    await expectUnchanged();
  });
});

describe('a JSON patch', () => {
  it('edits lists and keys', async () => {
    const answer = await patch(JSON_PATCH, [
      { op: 'test', path: '/spec/decrypters/0', value: 'k6-cloud' },
      { op: 'add', path: '/spec/decrypters/-', value: 'third' },
      { op: 'remove', path: '/spec/decrypters/0' },
      { op: 'move', from: '/metadata/labels/team', path: '/metadata/labels/example.com~1team' },
      { op: 'copy', from: '/metadata/annotations/note', path: '/spec/description' },
    ]);
    expect(answer.json).toMatchObject({
      metadata: { labels: { 'example.com/team': 'payments', tier: 'gold' } },
      spec: { description: 'n', decrypters: ['other', 'third'] },
    });
  });

  it.each([
    ['replaces the stored value, which is not there', { op: 'replace', path: '/spec/value', value: 'v' }],
    ['removes the stored value', { op: 'remove', path: '/spec/value' }],
    ['copies the stored value', { op: 'copy', from: '/spec/value', path: '/spec/description' }],
    ['moves the stored value', { op: 'move', from: '/spec/value', path: '/spec/description' }],
    ['tests the stored value', { op: 'test', path: '/spec/value', value: 'value of a' }],
  ])('never %s', async (_what, operation) => {
    const answer = await patch(JSON_PATCH, [operation]);
    expect(answer.text).toBe(
      refused(
        `operation 0 (${operation.op}): there is nothing at its path (a stored value never shows: "add" sets a new one)`
      )
    );
    await expectUnchanged();
  });

  it.each([
    ['copies', 'copy'],
    ['moves', 'move'],
  ])('never %s a value that it sets', async (_what, op) => {
    const answer = await patch(JSON_PATCH, [
      { op: 'add', path: '/spec/value', value: 'CANARY' },
      { op, from: '/spec/value', path: '/spec/description' },
    ]);
    expect(answer.text).toBe(refused(`operation 1 (${op}): a value cannot be copied or moved once it is set`));
    await expectUnchanged();
  });

  it('finds the value in whatever it brings, and nothing else in it secret', async () => {
    const spec = { description: 'after', value: 'second', decrypters: ['d'] };
    expect((await patch(JSON_PATCH, [{ value: spec, path: '/spec', op: 'replace' }])).json).toMatchObject({
      spec: { description: 'after', decrypters: ['d'] },
    });
    expect(await storedValue(app, 'a')).toBe('second');
    const whole = { metadata: { name: 'a' }, spec: { description: 'whole', value: 'third' } };
    expect((await patch(JSON_PATCH, [{ op: 'add', value: whole, path: '' }])).json).toMatchObject({
      spec: { description: 'whole' },
    });
    expect(await storedValue(app, 'a')).toBe('third');
  });

  it('makes a value of a text that comes there by another way', async () => {
    const answer = await patch(JSON_PATCH, [
      { op: 'add', path: '/spec/vlaue', value: 'mistyped' },
      { op: 'move', from: '/spec/vlaue', path: '/spec/value' },
    ]);
    expect(answer.status).toBe(200);
    expect(await storedValue(app, 'a')).toBe('mistyped');
  });

  it('fails with its test, and does nothing of it', async () => {
    const answer = await patch(JSON_PATCH, [
      { op: 'replace', path: '/spec/description', value: 'after' },
      { op: 'test', path: '/spec/description', value: 'before' },
    ]);
    expect(answer.text).toBe(refused('operation 1 (test): there is something else at its path'));
    await expectUnchanged();
  });

  it.each([
    ['an object', '{}', malformed('a JSON patch is a list of operations')],
    ['cut short', '[{"op":"add"', malformed('unexpected end of JSON input')],
    ['without a path', '[{"op":"add","value":"CANARY"}]', malformed('operation 0 has no JSON pointer for "path"')],
  ])('is not %s', async (_what, body, expected) => {
    expect((await patch(JSON_PATCH, body)).text).toBe(expected);
    await expectUnchanged();
  });

  it('has at most 10000 operations', async () => {
    const operation = { op: 'test', path: '/spec/description', value: 'before' };
    expect(
      (
        await patch(
          JSON_PATCH,
          Array.from({ length: 10_000 }, () => operation)
        )
      ).status
    ).toBe(200);
    expect(
      (
        await patch(
          JSON_PATCH,
          Array.from({ length: 10_001 }, () => operation)
        )
      ).status
    ).toBe(413);
  });
});

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
