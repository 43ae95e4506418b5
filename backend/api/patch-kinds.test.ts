import type { Answer, ServedApp } from '../http/testing/served-app.ts';
import { failure } from './testing/expected-status.ts';
import {
  expectUnchangedOn,
  JSON_PATCH,
  malformed,
  MERGE,
  patchOn,
  refused,
  servePatched,
  STRATEGIC,
} from './testing/patches.ts';
import { storedValue } from './testing/secure-values.ts';

let app: ServedApp;
beforeEach(async () => {
  app = await servePatched();
});
afterEach(() => app.close());

const patch = (type: string, body: unknown, query?: string, name?: string): Promise<Answer> =>
  patchOn(app, type, body, query, name);
const expectUnchanged = (): Promise<void> => expectUnchangedOn(app);

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
