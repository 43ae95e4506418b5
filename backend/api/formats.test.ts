import { parse } from 'yaml';
import {
  AS_ADMIN,
  SECURE_VALUES_PATH as PATH,
  serve,
  type Answer,
  type ServedApp,
} from '../http/testing/served-app.ts';
import { contractProblems } from './testing/contract.ts';
import { failure, notFound } from './testing/expected-status.ts';
import { create, START, storedValue } from './testing/secure-values.ts';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';
/** What kubectl 1.32 sends with `get`. */
const KUBECTL = `${TABLE},application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json`;
const YAML = 'application/yaml';

let app: ServedApp;
beforeEach(async () => {
  app = await serve();
});
afterEach(() => app.close());

async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {}
): Promise<Answer> {
  const answer = await app.send(method, path, body, { ...AS_ADMIN, ...headers });
  const contentType = answer.headers.get('content-type');
  expect(contractProblems({ method, path, status: answer.status, contentType, text: answer.text })).toEqual([]);
  return answer;
}

const get = (path: string, accept: string): Promise<Answer> => send('GET', path, undefined, { accept });
const sendYaml = (method: string, path: string, yaml: string): Promise<Answer> =>
  send(method, path, yaml, { 'content-type': YAML });

describe('YAML', () => {
  const BODY = `
apiVersion: secret.grafana.app/v1beta1
kind: SecureValue
metadata:
  name: a
  labels: {team: payments}
spec:
  description: Token of billing API
  value: |
    -----BEGIN KEY-----
    abc
  decrypters:
    - k6-cloud
`;

  it('creates what JSON creates', async () => {
    const created = await sendYaml('POST', PATH, BODY);
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      metadata: { name: 'a', labels: { team: 'payments' } },
      spec: { description: 'Token of billing API', decrypters: ['k6-cloud'] },
      status: { version: 1 },
    });
    expect(await storedValue(app, 'a')).toBe('-----BEGIN KEY-----\nabc\n');
  });

  it('updates and deletes what JSON does', async () => {
    await create(app, 'a');
    expect((await sendYaml('PUT', `${PATH}/a`, BODY.replace('value: |', 'value: &x |'))).status).toBe(200);
    expect(await storedValue(app, 'a')).toBe('-----BEGIN KEY-----\nabc\n');
    expect((await sendYaml('DELETE', `${PATH}/a`, 'dryRun: [All]')).status).toBe(200);
    expect((await send('GET', `${PATH}/a`)).status).toBe(200);
    expect((await sendYaml('DELETE', `${PATH}/a`, 'kind: DeleteOptions\n')).status).toBe(200);
    expect((await send('GET', `${PATH}/a`)).status).toBe(404);
  });

  it.each([
    [
      'a number for the value',
      'value: 12345',
      'json: cannot unmarshal number into Go struct field SecureValueSpec.spec.value of type string',
    ],
    [
      'a bare no for the value',
      'value: no',
      'json: cannot unmarshal bool into Go struct field SecureValueSpec.spec.value of type string',
    ],
    [
      'a date for the decrypters',
      'decrypters: 2024-01-01',
      'json: cannot unmarshal string into Go struct field SecureValueSpec.spec.decrypters of type []string',
    ],
  ])('with %s is refused as JSON is', async (_what, line, problem) => {
    const answer = await sendYaml('POST', PATH, `metadata: {name: a}\nspec:\n  description: d\n  ${line}\n`);
    expect(answer.text).toBe(
      failure(400, 'BadRequest', `SecureValue in version "v1beta1" cannot be handled as a SecureValue: ${problem}`)
    );
  });

  it.each([
    ['cut short', 'spec: {', 'invalid YAML at line 1, column 8: bad indent'],
    ['twice', 'a: 1\n---\na: 1\n', 'invalid YAML: more than one document; send each in a request of its own'],
  ])('%s is refused without a word of it', async (_what, body, problem) => {
    const answer = await sendYaml('POST', PATH, body);
    expect(answer.text).toBe(
      failure(
        400,
        'BadRequest',
        "the object provided is unrecognized (must be of type SecureValue): couldn't get version/kind; yaml parse " +
          `error: ${problem}`
      )
    );
  });

  it('is warned of repeated keys, or refused in strict validation', async () => {
    const body = 'metadata: {name: a}\nspec: {description: d, description: e, value: v, keeper: x}\n';
    const warned = await sendYaml('POST', `${PATH}?dryRun=All`, body);
    expect(warned.headers.get('warning')).toBe(
      '299 - "unknown field \\"spec.keeper\\"", 299 - "duplicate field \\"spec.description\\""'
    );
    expect((await sendYaml('POST', `${PATH}?fieldValidation=Strict`, body)).status).toBe(400);
  });

  it('is answered to who asks for it: objects, lists, writes and failures', async () => {
    await create(app, 'a', { metadata: { labels: { answer: 'no' } } });
    for (const path of [`${PATH}/a`, PATH]) {
      const [yaml, json] = [await get(path, YAML), await get(path, 'application/json')];
      expect(yaml.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
      expect(yaml.headers.get('vary')).toBe('accept');
      expect(parse(yaml.text)).toEqual(json.json);
      expect(yaml.text).toContain('answer: "no"');
    }
    const written = await send(
      'POST',
      PATH,
      { metadata: { name: 'b' }, spec: { description: 'd', value: 'v' } },
      { accept: YAML }
    );
    expect([written.status, parse(written.text)]).toMatchObject([201, { metadata: { name: 'b' } }]);
    const missing = await get(`${PATH}/missing`, 'application/yaml;q=0.5, text/html');
    expect([missing.status, parse(missing.text)]).toEqual([404, JSON.parse(notFound('missing'))]);
    expect(missing.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
    expect(missing.text).toMatch(/^kind: Status\n/);
    const gone = await send('DELETE', `${PATH}/b`, undefined, { accept: YAML });
    expect(parse(gone.text)).toMatchObject({ kind: 'Status', status: 'Success' });
  });

  it('tells failures in JSON to who accepts neither', async () => {
    const answer = await get(PATH, 'text/html');
    expect(answer.text).toBe(
      failure(406, 'NotAcceptable', 'only the following media types are accepted: application/json, application/yaml')
    );
  });
});

describe('tables', () => {
  const columns = ['Name', 'Description', 'Keeper', 'Ref'];

  it('are what kubectl gets', async () => {
    await create(app, 'a', { spec: { description: 'First' } });
    const answer = await get(PATH, KUBECTL);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.json).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: {},
      rows: [
        {
          cells: ['a', 'First', 'system', ''],
          object: {
            kind: 'PartialObjectMetadata',
            apiVersion: 'meta.k8s.io/v1',
            metadata: { name: 'a', namespace: 'default', creationTimestamp: START },
          },
        },
      ],
    });
    const { columnDefinitions } = answer.json as { columnDefinitions: Array<{ name: string; format: string }> };
    expect(columnDefinitions.map(({ name }) => name)).toEqual(columns);
    expect(columnDefinitions.map(({ format }) => format)).toEqual(['name', '', '', '']);
  });

  it('have a row for every object, in the order of the list', async () => {
    await create(app, 'a');
    app.place.now += 1000;
    await create(app, 'b');
    const { rows } = (await get(PATH, TABLE)).json as { rows: Array<{ cells: string[] }> };
    expect(rows.map(({ cells: [name] }) => name)).toEqual(['b', 'a']);
  });

  it.each([PATH, `${PATH}/a`])('carry as much of each object as was asked for: %s', async (path) => {
    await create(app, 'a');
    const objectOf = async (query: string) => {
      const { rows } = (await get(`${path}?${query}`, TABLE)).json as { rows: Array<{ object?: object }> };
      return rows[0]?.object;
    };
    expect(await objectOf('includeObject=None')).toBeUndefined();
    expect(await objectOf('includeObject=Metadata')).toEqual(await objectOf(''));
    expect(await objectOf('includeObject=Object')).toEqual((await get(`${PATH}/a`, 'application/json')).json);
  });

  it('refuse to carry anything else', async () => {
    const message = 'Unsupported value: "Nothing": supported values: "None", "Metadata", "Object"';
    const answer = await get(`${PATH}?includeObject=Nothing`, TABLE);
    expect(answer.text).toBe(
      failure(422, 'Invalid', `TableOptions.meta.k8s.io "" is invalid: includeObject: ${message}`, {
        group: 'meta.k8s.io',
        kind: 'TableOptions',
        causes: [{ reason: 'FieldValueNotSupported', message, field: 'includeObject' }],
      })
    );
    expect((await get(`${PATH}?includeObject=Nothing`, 'application/json')).status).toBe(200);
  });

  it('are for reading: failures and writes are what they are', async () => {
    expect((await get(`${PATH}/missing`, KUBECTL)).text).toBe(notFound('missing'));
    const body = { metadata: { name: 'a' }, spec: { description: 'd', value: 'v' } };
    expect((await send('POST', PATH, body, { accept: KUBECTL })).json).toMatchObject({ kind: 'SecureValue' });
    expect((await send('POST', PATH, body, { accept: TABLE })).status).toBe(406);
  });
});

describe('pretty', () => {
  it.each(['pretty=true', 'pretty=1', 'pretty=T'])('indents answers and failures: %s', async (query) => {
    await create(app, 'a');
    for (const path of [`${PATH}/a`, PATH, `${PATH}/missing`]) {
      const { text, json } = await send('GET', `${path}?${query}`);
      expect(text).toBe(JSON.stringify(json, null, 2));
    }
  });

  it.each(['', 'pretty', 'pretty=false', 'pretty=0', 'pretty=CANARY'])('does not without: %s', async (query) => {
    const { text, json } = await send('GET', `${PATH}?${query}`);
    expect(text).toBe(JSON.stringify(json));
  });
});

describe('what else a list is asked for', () => {
  const FORBIDDEN = 'FieldValueForbidden';
  const MATCH = 'resourceVersionMatch';

  it.each([
    'limit=1',
    'limit=0',
    'limit=500&continue=x',
    'resourceVersion=0',
    'nonsense=1',
    'timeoutSeconds=1',
    `${MATCH}=NotOlderThan&resourceVersion=0`,
    `${MATCH}=Exact&resourceVersion=5`,
    `${MATCH}=`,
  ])('has no effect: %s', async (query) => {
    await create(app, 'a');
    await create(app, 'b');
    const { status, json } = await send('GET', `${PATH}?${query}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ metadata: {}, items: [{}, {}] });
  });

  it.each(['', '-1', 'CANARY', '1.5', '1e3', '9223372036854775808', ' 1'])(
    'needs a number for its limit, not %j',
    async (limit) => {
      const answer = await send('GET', `${PATH}?limit=${encodeURIComponent(limit)}`);
      expect(answer.text).toBe(failure(400, 'BadRequest', 'limit must be a number from 0'));
    }
  );

  it.each([
    [
      `${MATCH}=Exact`,
      MATCH,
      FORBIDDEN,
      'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    ],
    [
      `${MATCH}=Exact&resourceVersion=1&continue=x`,
      MATCH,
      FORBIDDEN,
      'Forbidden: resourceVersionMatch is forbidden when continue is provided',
    ],
    [
      `${MATCH}=Newest&resourceVersion=1`,
      MATCH,
      'FieldValueNotSupported',
      'Unsupported value: "Newest": supported values: "Exact", "NotOlderThan", ""',
    ],
    [
      `${MATCH}=Exact&resourceVersion=0`,
      MATCH,
      FORBIDDEN,
      'Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
    ],
    ['sendInitialEvents=true', 'sendInitialEvents', FORBIDDEN, 'Forbidden: sendInitialEvents is forbidden for list'],
  ])('must not contradict itself: %s', async (query, field, reason, message) => {
    const answer = await send('GET', `${PATH}?${query}`);
    expect(answer.text).toBe(
      failure(422, 'Invalid', `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, {
        group: 'meta.k8s.io',
        kind: 'ListOptions',
        causes: [{ reason, message, field }],
      })
    );
  });
});
