import {
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type Answer,
  type ServedApp,
} from '../http/testing/served-app.ts';
import type { ApiContext } from './context.ts';
import { withPatch } from './patch/with-patch.ts';
import type { Written } from './resource.ts';
import { secureValues } from './secure-values/resource.ts';
import { failure, notFound } from './testing/expected-status.ts';
import { expectUnchangedOn, JSON_PATCH, MERGE, patchOn, READER, servePatched, STRATEGIC } from './testing/patches.ts';
import { create, storedValue } from './testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await servePatched();
});
afterEach(() => app.close());

const patch = (type: string, body: unknown, query?: string, name?: string): Promise<Answer> =>
  patchOn(app, type, body, query, name);
const expectUnchanged = (): Promise<void> => expectUnchangedOn(app);

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
