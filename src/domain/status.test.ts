import fc from 'fast-check';
import { KEEPERS, SECURE_VALUES } from './api-group.ts';
import { createFindings } from './secure-value-rules.ts';
import * as statuses from './status.ts';

/** Key order is part of the contract, so bodies are compared as text. */
function expectBody(status: statuses.Status, body: string): void {
  expect(JSON.stringify(status)).toBe(body);
}

const EMPTY = createFindings({ name: 'a', namespace: 'default', description: '', value: '' });

const viewer = { resource: SECURE_VALUES, user: 'viewer', namespace: 'default' } as const;

describe('the other statuses', () => {
  it.each<[string, statuses.Status, string]>([
    [
      'an object that is missing',
      statuses.notFound(SECURE_VALUES, 'nope'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"securevalue.secret.grafana.app \\"nope\\" not found","reason":"NotFound","details":{"name":"nope","group":"secret.grafana.app","kind":"securevalue"},"code":404}',
    ],
    [
      'a path that is missing',
      statuses.routeNotFound(),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}',
    ],
    [
      'a name that is taken',
      statuses.alreadyExists(SECURE_VALUES, 'a'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"securevalues.secret.grafana.app \\"a\\" already exists : secure value already exists","reason":"AlreadyExists","details":{"name":"a","group":"secret.grafana.app","kind":"securevalues"},"code":409}',
    ],
    [
      'a keeper that is there already',
      statuses.alreadyExists(KEEPERS, 'k'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"keepers.secret.grafana.app \\"k\\" already exists : keeper already exists","reason":"AlreadyExists","details":{"name":"k","group":"secret.grafana.app","kind":"keepers"},"code":409}',
    ],
    [
      'a stale resource version',
      statuses.conflict(SECURE_VALUES, 'a'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled on securevalues.secret.grafana.app \\"a\\": the object has been modified; please apply your changes to the latest version and try again","reason":"Conflict","details":{"name":"a","group":"secret.grafana.app","kind":"securevalues"},"code":409}',
    ],
    [
      'a keeper that something needs',
      statuses.conflict(KEEPERS, 'x', 'it keeps secure values; delete those first'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Operation cannot be fulfilled on keepers.secret.grafana.app \\"x\\": it keeps secure values; delete those first","reason":"Conflict","details":{"name":"x","group":"secret.grafana.app","kind":"keepers"},"code":409}',
    ],
    [
      'a list that is forbidden',
      statuses.forbidden({ ...viewer, verb: 'list' }),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"securevalues.secret.grafana.app is forbidden: User \\"viewer\\" cannot list resource \\"securevalues\\" in API group \\"secret.grafana.app\\" in the namespace \\"default\\": unauthorized request","reason":"Forbidden","details":{"group":"secret.grafana.app","kind":"securevalues"},"code":403}',
    ],
    [
      'an object that is forbidden',
      statuses.forbidden({ ...viewer, verb: 'get', name: 'a' }),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"securevalues.secret.grafana.app \\"a\\" is forbidden: User \\"viewer\\" cannot get resource \\"securevalues\\" in API group \\"secret.grafana.app\\" in the namespace \\"default\\": unauthorized request","reason":"Forbidden","details":{"name":"a","group":"secret.grafana.app","kind":"securevalues"},"code":403}',
    ],
    [
      'a subresource that is forbidden across namespaces',
      statuses.forbidden({
        resource: KEEPERS,
        subresource: 'activate',
        name: 'k',
        verb: 'create',
        user: 'viewer',
        reason: 'invalid org',
      }),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"keepers.secret.grafana.app \\"k\\" is forbidden: User \\"viewer\\" cannot create resource \\"keepers/activate\\" in API group \\"secret.grafana.app\\" at the cluster scope: invalid org","reason":"Forbidden","details":{"name":"k","group":"secret.grafana.app","kind":"keepers"},"code":403}',
    ],
    [
      'a body of another namespace',
      statuses.namespaceMismatch(),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the namespace of the provided object does not match the namespace sent on the request","reason":"BadRequest","code":400}',
    ],
    [
      'a body of another name',
      statuses.nameMismatch('b', 'a'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the name of the object (b) does not match the name on the URL (a)","reason":"BadRequest","code":400}',
    ],
    [
      'a body without a name',
      statuses.nameMissing('a'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the name of the object (a based on URL) was undeterminable: name must be provided","reason":"BadRequest","code":400}',
    ],
    [
      'a body of another API version',
      statuses.apiVersionMismatch('apps/v1'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the API version in the data (apps/v1) does not match the expected API version (secret.grafana.app/v1beta1)","reason":"BadRequest","code":400}',
    ],
    [
      'an unknown field selector',
      statuses.unknownFieldSelector('spec.foo'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"\\"spec.foo\\" is not a known field selector: only \\"metadata.name\\", \\"metadata.namespace\\", \\"spec.decrypter\\"","reason":"BadRequest","code":400}',
    ],
    [
      'a method that is not allowed',
      statuses.methodNotAllowed(),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server does not allow this method on the requested resource","reason":"MethodNotAllowed","details":{},"code":405}',
    ],
    [
      'a watch',
      statuses.watchNotSupported(SECURE_VALUES),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"watch is not supported on resources of kind \\"securevalues.secret.grafana.app\\"","reason":"MethodNotAllowed","details":{"group":"secret.grafana.app","kind":"securevalues"},"code":405}',
    ],
    [
      'an unknown Accept',
      statuses.notAcceptable(['application/json', 'application/yaml']),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"only the following media types are accepted: application/json, application/yaml","reason":"NotAcceptable","code":406}',
    ],
    [
      'a body too large',
      statuses.payloadTooLarge(3_145_728),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Request entity too large: limit is 3145728","reason":"RequestEntityTooLarge","code":413}',
    ],
    [
      'an unknown Content-Type',
      statuses.unsupportedMediaType(['application/json', 'application/yaml']),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml","reason":"UnsupportedMediaType","code":415}',
    ],
    [
      'too many requests',
      statuses.tooManyRequests(7),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Too many requests, please try again later.","reason":"TooManyRequests","details":{"retryAfterSeconds":7},"code":429}',
    ],
    [
      'an untyped error',
      statuses.internal('<error text>'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"<error text>","code":500}',
    ],
    [
      'a service that is not ready',
      statuses.serviceUnavailable('the store is sealed'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the store is sealed","reason":"ServiceUnavailable","code":503}',
    ],
    [
      'a service with too much to do',
      statuses.overloaded(1),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server is handling too many requests, please try again later","reason":"ServiceUnavailable","details":{"retryAfterSeconds":1},"code":503}',
    ],
    [
      'another server that gives no answer',
      statuses.badGateway('<what to check>'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"<what to check>","reason":"ServiceUnavailable","code":502}',
    ],
    [
      'a request that takes too long',
      statuses.requestTimeout(),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: the request did not arrive in time","reason":"Timeout","code":408}',
    ],
    [
      'headers that are too long',
      statuses.headersTooLarge(16384),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the headers of the request are too large: limit is 16384","reason":"BadRequest","code":431}',
    ],
    [
      'a time-out',
      statuses.timeout(),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Timeout: request did not complete within the allotted timeout","reason":"Timeout","details":{},"code":504}',
    ],
    [
      'a deletion',
      statuses.deleted(SECURE_VALUES, 'a'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"a","kind":"SecureValue"},"code":200}',
    ],
    [
      'what was done to no object',
      statuses.succeeded(KEEPERS, 'system'),
      '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"system","kind":"Keeper"},"code":200}',
    ],
  ])('describe %s', (_, status, body) => {
    expectBody(status, body);
  });

  it('quote names as Kubernetes does', () => {
    expect(statuses.notFound(SECURE_VALUES, 'a"\n').message).toBe('securevalue.secret.grafana.app "a\\"\\n" not found');
  });
});

describe('parseStatus', () => {
  it.each([
    statuses.invalid(SECURE_VALUES, 'a', EMPTY),
    statuses.notFound(SECURE_VALUES, 'nope'),
    statuses.methodNotAllowed(),
    statuses.tooManyRequests(3),
    statuses.internal('text'),
  ])('reads back what was built: $message', (status) => {
    expect(statuses.parseStatus(JSON.parse(JSON.stringify(status)))).toEqual(status);
  });

  it.each([
    undefined,
    null,
    '',
    '<html>',
    42,
    [],
    {},
    { message: 'Unauthorized', messageId: 'auth.unauthorized', statusCode: 401, traceID: '' },
    statuses.deleted(SECURE_VALUES, 'a'),
    { kind: 'SecureValue', status: 'Failure' },
  ])('takes %j for no failure', (body) => {
    expect(statuses.parseStatus(body)).toBeUndefined();
  });

  it('leaves out what has the wrong type or is not known', () => {
    const body = {
      kind: 'Status',
      status: 'Failure',
      message: 5,
      reason: 'Teapot',
      details: {
        name: {},
        kind: 'securevalues',
        causes: [null, 'x', { reason: 'toString', message: 'm', field: 1 }, { reason: 'FieldValueRequired' }],
        retryAfterSeconds: 1.5,
      },
      code: '422',
    };
    expect(statuses.parseStatus(body)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: '',
      details: { kind: 'securevalues', causes: [{ message: 'm' }, { reason: 'FieldValueRequired' }] },
      code: 0,
    });
  });

  it('never throws', () => {
    const almost = fc.record(
      { kind: fc.constant('Status'), status: fc.constant('Failure'), message: fc.anything(), details: fc.anything() },
      { requiredKeys: ['kind', 'status'] }
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), almost), (body) => {
        const parsed = statuses.parseStatus(body);
        expect(parsed === undefined || typeof parsed.message === 'string').toBe(true);
      })
    );
  });
});
