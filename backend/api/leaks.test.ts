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
