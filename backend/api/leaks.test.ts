import { rawRequest } from '../http/testing/raw-request.ts';
import {
  ADMIN_TOKEN,
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type ServedApp,
} from '../http/testing/served-app.ts';
import { encodingsOf } from '../vault/testing/canary.ts';

/** Letters, a digit and marks that JSON, URLs and HTML write differently. */
const CANARY = 'QqCanary-7/"ü<&>Qq';
const IN_JSON = JSON.stringify(CANARY);

let app: ServedApp;
let answers: string[];
beforeEach(async () => {
  app = await serve();
  answers = [];
});
afterEach(async () => {
  const log = app.log();
  await app.close();
  const seen = [log, ...answers].join('\n');
  for (const form of encodingsOf(CANARY)) {
    expect(seen).not.toContain(form);
  }
  expect(log).toContain('"msg":"request"');
});

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = AS_ADMIN
): Promise<number> {
  const answer = await app.send(method, path, body, headers);
  answers.push(answer.text, JSON.stringify([...answer.headers]));
  return answer.status;
}

const secret = (spec: object = {}) => ({ metadata: { name: 'a' }, spec: { description: 'd', value: CANARY, ...spec } });

it('never shows a value that it stored', async () => {
  expect(await send('POST', PATH, secret())).toBe(201);
  expect(await send('POST', PATH, secret())).toBe(409);
  expect(await send('GET', `${PATH}/a`)).toBe(200);
  expect(await send('GET', PATH)).toBe(200);
  expect(await send('PUT', `${PATH}/a`, secret())).toBe(200);
  expect(await send('PUT', `${PATH}/b`, secret())).toBe(400);
  expect(await send('PUT', `${PATH}/missing`, { ...secret(), metadata: { name: 'missing' } })).toBe(404);
  expect(await send('DELETE', `${PATH}/a`)).toBe(200);
});

const refused: Array<[string, unknown, number]> = [
  ['cut short', `{"metadata":{"name":"a"},"spec":{"value":${IN_JSON}`, 400],
  ['with something behind it', `${JSON.stringify(secret())} ${CANARY}`, 400],
  ['with a comma too many', `{"spec":{"value":${IN_JSON},}}`, 400],
  ['no JSON at all', CANARY, 400],
  ['in quotes', IN_JSON, 400],
  ['in a list', [CANARY], 400],
  ['with a bad escape behind the value', `{"spec":{"value":${IN_JSON},"description":"\\x"}}`, 400],
  ['with half a surrogate pair', `{"spec":{"value":"\\ud800${IN_JSON.slice(1)}}}`, 400],
  ['with a number for the description', secret({ description: 5 }), 400],
  ['with the value in a list', secret({ value: [CANARY] }), 400],
  ['with the value in an object', secret({ value: { value: CANARY } }), 400],
  ['with the value for the decrypters', secret({ decrypters: CANARY }), 400],
  ['with the value for the metadata', { metadata: CANARY, spec: {} }, 400],
  ['with the value for the spec', { metadata: { name: 'a' }, spec: CANARY }, 400],
  ['with the value for the version', { apiVersion: CANARY, kind: 'SecureValue' }, 400],
  ['with the value for a version of the group', { apiVersion: `secret.grafana.app/${CANARY}` }, 400],
  ['with the value for the kind', { kind: CANARY }, 400],
  ['of another namespace', { ...secret(), metadata: { name: 'a', namespace: CANARY } }, 400],
  ['with a reference', secret({ ref: 'r' }), 422],
  ['without a description', secret({ description: '' }), 422],
  ['with a bad decrypter', secret({ decrypters: ['a/b'] }), 422],
  ['with too long a value', secret({ value: CANARY.repeat(2000) }), 422],
  ['with a folder', { ...secret(), metadata: { name: 'a', annotations: { 'grafana.app/folder': CANARY } } }, 500],
  ['too large', secret({ padding: 'x'.repeat(3_145_728) }), 413],
];

it.each(refused)('never shows the value of a body %s, and stores nothing', async (_what, body, status) => {
  expect(await send('POST', PATH, body)).toBe(status);
  expect(await app.vault.list('default')).toEqual([]);
});

it.each(refused)('never shows the value of an update with a body %s, and changes nothing', async (_what, body) => {
  await send('POST', PATH, { metadata: { name: 'a' }, spec: { description: 'd', value: 'before' } });
  expect(await send('PUT', `${PATH}/a`, body)).toBeGreaterThanOrEqual(400);
  const value = await app.vault.reveal('default', 'a');
  expect(value.use((bytes) => bytes.toString())).toBe('before');
});

describe('in YAML', () => {
  const AS_YAML = { ...AS_ADMIN, 'content-type': 'application/yaml', accept: 'application/yaml' };
  const METADATA = 'metadata: {name: a}\n';
  const spec = (value: string): string => `${METADATA}spec:\n  description: d\n  value: ${value}\n`;

  it('never shows a value that it stored', async () => {
    expect(await send('POST', PATH, spec(IN_JSON), AS_YAML)).toBe(201);
    expect(await send('POST', PATH, spec(`|-\n    ${CANARY}`), AS_YAML)).toBe(409);
    expect(await send('GET', `${PATH}/a`, undefined, AS_YAML)).toBe(200);
    expect(await send('PUT', `${PATH}/a`, spec(`'${CANARY}'`), AS_YAML)).toBe(200);
    const value = await app.vault.reveal('default', 'a');
    expect(value.use((bytes) => bytes.toString())).toBe(CANARY);
    expect(await send('DELETE', `${PATH}/a`, `dryRun: [${IN_JSON}]`, AS_YAML)).toBe(422);
    expect(await send('DELETE', `${PATH}/a`, IN_JSON, AS_YAML)).toBe(400);
  });

  it.each([
    ['that is not closed', spec(IN_JSON.slice(0, -1))],
    ['with another behind it', spec(`${IN_JSON} ${IN_JSON}`)],
    ['with a tag', spec(`!!binary ${IN_JSON}`)],
    ['that is a tag', spec('!QqCanary-7/x y')],
    ['that is an alias', spec('*QqCanary-7/x')],
    ['that is an anchor of what is cut short', spec('&QqCanary-7/x [')],
    ['that is a key', `${METADATA}? [${IN_JSON}]\n: 1\n`],
    ['that is a directive', `%${CANARY}\n---\n${METADATA}`],
    ['that is a text at the root', IN_JSON],
    ['that is a list', spec(`[${IN_JSON}]`)],
    ['that is an object', spec(`{${IN_JSON}: ${IN_JSON}}`)],
    ['twice', `${spec(IN_JSON)}---\n${spec(IN_JSON)}`],
    ['with half a surrogate pair', spec(`"\\ud83d${IN_JSON.slice(1)}`)],
    ['with a tab', spec(IN_JSON).replace('  value', '\tvalue')],
    ['under the wrong indent', spec(IN_JSON).replace('  value', ' value')],
    ['with a bad neighbour', spec(IN_JSON).replace('description: d', 'description: 5')],
  ])('never shows a value %s, and stores nothing', async (_what, body) => {
    expect(await send('POST', PATH, body, AS_YAML)).toBe(400);
    expect(await send('PUT', `${PATH}/a`, body, AS_YAML)).toBe(400);
    expect(await app.vault.list('default')).toEqual([]);
  });
});

describe('in patches', () => {
  const MERGE = 'application/merge-patch+json';
  const STRATEGIC = 'application/strategic-merge-patch+json';
  const JSON_PATCH = 'application/json-patch+json';
  const patch = (type: string, body: unknown, query = ''): Promise<number> =>
    send('PATCH', `${PATH}/a${query}`, body, { ...AS_ADMIN, 'content-type': type });
  const stored = async (): Promise<string> => {
    const value = await app.vault.reveal('default', 'a');
    return value.use((bytes) => bytes.toString());
  };

  beforeEach(async () => {
    await send('POST', PATH, { metadata: { name: 'a' }, spec: { description: 'd', value: 'before' } });
  });

  it.each([
    ['merge', MERGE, { spec: { value: CANARY } }],
    ['strategic merge', STRATEGIC, { spec: { $patch: 'replace', description: 'd', value: CANARY } }],
    ['JSON', JSON_PATCH, [{ value: CANARY, op: 'add', path: '/spec/value' }]],
    ['JSON, all around it', JSON_PATCH, [{ value: secret(), op: 'replace', path: '' }]],
  ])('never shows a value that it set: %s', async (_kind, type, body) => {
    expect(await patch(type, body)).toBe(200);
    expect(await patch(type, body, '?dryRun=All')).toBe(200);
    expect(await stored()).toBe(CANARY);
    expect(await send('GET', `${PATH}/a`)).toBe(200);
  });

  it('never stores the copy of a value that kubectl keeps', async () => {
    const key = 'kubectl.kubernetes.io/last-applied-configuration';
    const copy = JSON.stringify(secret());
    expect(await patch(MERGE, { metadata: { annotations: { [key]: copy } } })).toBe(200);
    expect(await patch(STRATEGIC, { metadata: { annotations: { [key]: copy } } })).toBe(200);
    const path = `/metadata/annotations/${key.replace('/', '~1')}`;
    expect(await patch(JSON_PATCH, [{ op: 'add', path, value: copy }])).toBe(200);
    expect(await patch(JSON_PATCH, [{ op: 'add', path: '/metadata/annotations', value: { [key]: copy } }])).toBe(200);
    const [only] = await app.vault.list('default');
    expect(only?.annotations).toEqual({});
  });

  it.each<[string, string, unknown, number]>([
    ['a merge patch cut short', MERGE, `{"spec":{"value":${IN_JSON}`, 400],
    ['a merge patch that is a text', MERGE, IN_JSON, 400],
    ['a merge patch with the value for an object', MERGE, { spec: CANARY }, 400],
    ['a merge patch with the value for its kind', MERGE, { kind: CANARY }, 400],
    ['a merge patch that breaks a rule besides', MERGE, { spec: { value: CANARY, description: '' } }, 422],
    ['a merge patch with too long a value', MERGE, { spec: { value: CANARY.repeat(2000) } }, 422],
    ['a directive', STRATEGIC, { spec: { $patch: CANARY } }, 400],
    ['keys to retain', STRATEGIC, { spec: { $retainKeys: CANARY, value: CANARY } }, 400],
    ['a directive for a list', STRATEGIC, { spec: { [`$setElementOrder/${CANARY}`]: [] } }, 400],
    ['a JSON patch cut short', JSON_PATCH, `[{"op":"add","path":"/spec/value","value":${IN_JSON}`, 400],
    ['a JSON patch of texts', JSON_PATCH, [CANARY], 400],
    ['an operation', JSON_PATCH, [{ op: CANARY, path: '/spec/value', value: CANARY }], 400],
    ['a path', JSON_PATCH, [{ op: 'add', path: CANARY, value: CANARY }], 400],
    ['a path to nowhere', JSON_PATCH, [{ op: 'add', path: `/${CANARY}/b`, value: CANARY }], 422],
    ['a test', JSON_PATCH, [{ op: 'test', path: '/spec/description', value: CANARY }], 422],
    ['a test of everything', JSON_PATCH, [{ op: 'test', path: '', value: secret() }], 422],
    ['a value to replace', JSON_PATCH, [{ op: 'replace', path: '/spec/value', value: CANARY }], 422],
    [
      'a value to copy',
      JSON_PATCH,
      [
        { op: 'add', path: '/spec/value', value: CANARY },
        { op: 'copy', from: '/spec/value', path: '/spec/description' },
      ],
      422,
    ],
    [
      'a value to move',
      JSON_PATCH,
      [
        { op: 'add', path: '/spec', value: { value: CANARY } },
        { op: 'move', from: '/spec', path: '/metadata/labels' },
      ],
      422,
    ],
    ['a value of a wrong type', JSON_PATCH, [{ op: 'add', path: '/spec/value', value: [CANARY] }], 400],
    ['a value for decrypters', JSON_PATCH, [{ op: 'add', path: '/spec/decrypters', value: CANARY }], 400],
    ['another type', 'application/json', { spec: { value: CANARY } }, 415],
    ['server-side apply', 'application/apply-patch+yaml', `spec: {value: ${IN_JSON}}`, 422],
  ])('never show what is refused, and change nothing: %s', async (_what, type, body, status) => {
    expect(await patch(type, body)).toBe(status);
    expect(await stored()).toBe('before');
    expect(await app.vault.list('default')).toMatchObject([{ version: 1, description: 'd' }]);
  });

  it('never show a value in the place of a field', async () => {
    expect(await patch(MERGE, { spec: { [CANARY]: CANARY } }, '?fieldValidation=Strict')).toBe(400);
    expect(await patch(JSON_PATCH, [{ op: 'add', path: `/${CANARY.replace('/', '~1')}`, value: CANARY }])).toBe(200);
    expect(await patch(MERGE, `{"spec":{${IN_JSON}:1,${IN_JSON}:2}}`)).toBe(200);
    expect(await patch(MERGE, {}, `?fieldManager=${encodeURIComponent(CANARY.repeat(20))}`)).toBe(422);
    expect(await patch(MERGE, {}, `?force=${encodeURIComponent(CANARY)}`)).toBe(422);
  });
});

it('never shows a value in the place of a field', async () => {
  const body = { ...secret({ [CANARY]: 1 }), [CANARY]: { a: 1 } };
  expect(await send('POST', `${PATH}?fieldValidation=Strict`, body)).toBe(400);
  expect(await send('POST', PATH, body)).toBe(201);
});

it('never stores the copy of a value that kubectl keeps', async () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(secret()), note: 'n' };
  expect(await send('POST', PATH, { ...secret(), metadata: { name: 'a', annotations } })).toBe(201);
  const [stored] = await app.vault.list('default');
  expect(stored?.annotations).toEqual({ note: 'n' });
});

it('never shows a value that came without permission, as another type or in the query', async () => {
  expect(await send('POST', PATH, secret(), { authorization: `Bearer ${CANARY.replace('ü', 'u')}` })).toBe(401);
  expect(await send('POST', PATH, secret(), { ...AS_ADMIN, 'content-type': 'text/plain' })).toBe(415);
  expect(await send('POST', `${PATH}?dryRun=${encodeURIComponent(CANARY)}`, secret())).toBe(422);
  expect(await send('POST', `${PATH}?x=${encodeURIComponent(CANARY)}`, '{')).toBe(400);
  expect(await send('POST', `/nonsense/${encodeURIComponent(CANARY)}`, secret())).toBe(404);
});

it('never shows what a request that is no HTTP holds', async () => {
  answers.push(await rawRequest(app.port, [`POST ${PATH} HTTP/1.1`, `Bad Header ${CANARY}: x`]));
  const chunked = ['Host: 127.0.0.1', `Authorization: Bearer ${ADMIN_TOKEN}`, 'Transfer-Encoding: chunked'];
  answers.push(await rawRequest(app.port, [`POST ${PATH} HTTP/1.1`, ...chunked, '', CANARY]));
  answers.push(await rawRequest(app.port, [`GET /%zz${encodeURIComponent(CANARY)} HTTP/1.1`, 'Host: 127.0.0.1']));
  expect(answers.map((answer) => answer.slice(0, 12))).toEqual(['HTTP/1.1 400', 'HTTP/1.1 400', 'HTTP/1.1 400']);
  await send('GET', PATH);
});
