import fc from 'fast-check';
import { stringify as toYaml } from 'yaml';
import { collection, type Plural } from '../conformance/objects.ts';
import { toJson } from './document.ts';
import { contentOf, documentOf, NAMES, spoilt, type Content } from './documents.ts';
import { hostileNode, hostileText, misplacedSecret, secretText } from './hostile-texts.ts';
import { hostilePatch, validPatch, type Patch } from './patches.ts';
import { hostileQuery, hostileTarget } from './targets.ts';
import type { HeaderLines, WireRequest } from './wire.ts';

export const CALLERS = [
  'admin',
  'viewer',
  'reader-of-one',
  'creator',
  'other-organisation',
  'decrypter',
  'wrong',
  'nobody',
] as const;
export type CallerName = (typeof CALLERS)[number];
/** The headers that each caller proves themselves with. */
export type Callers = Readonly<Record<CallerName, HeaderLines>>;

/** What a request has to do where nothing is wrong with it. */
export type Aim =
  | { readonly verb: 'create' | 'update'; readonly plural: Plural; readonly name: string; readonly content: Content }
  | { readonly verb: 'patch'; readonly plural: Plural; readonly name: string; readonly patch: Patch }
  | { readonly verb: 'get' | 'delete' | 'activate'; readonly plural: Plural; readonly name: string }
  | { readonly verb: 'list'; readonly plural: Plural };

export interface FuzzRequest extends WireRequest {
  /** Undefined where it is not known what will come of it. */
  readonly aim: Aim | undefined;
}

const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';

const plural: fc.Arbitrary<Plural> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Plural>('securevalues') },
  { weight: 1, arbitrary: fc.constant<Plural>('keepers') }
);
/** Keepers have names that they share with no secret: what is done to one is seen there. */
const nameOf = (kind: Plural): fc.Arbitrary<string> =>
  fc.constantFrom(...NAMES.map((name) => (kind === 'keepers' ? `${name}-k`.slice(-253) : name)));

const harmlessQuery = fc.constantFrom(
  '',
  '',
  '',
  '?pretty=true',
  '?fieldValidation=Strict',
  '?fieldManager=fuzz',
  '?fieldValidation=Warn&pretty=false'
);

/** A request that nothing is wrong with, by an administrator. */
export function validRequest(callers: Callers): fc.Arbitrary<FuzzRequest> {
  const admin = callers.admin;
  const whole = (verb: 'create' | 'update') =>
    plural.chain((kind) =>
      fc
        .record({
          name: nameOf(kind),
          content: contentOf(kind, verb === 'update'),
          query: harmlessQuery,
          yaml: fc.nat(4),
        })
        .map(({ name, content, query, yaml }): FuzzRequest => {
          const json = toJson(documentOf(kind, name, content));
          const isYaml = yaml === 0;
          return {
            method: verb === 'create' ? 'POST' : 'PUT',
            target: collection(kind) + (verb === 'create' ? '' : `/${name}`) + query,
            headers: [...admin, ['Content-Type', isYaml ? YAML_TYPE : JSON_TYPE]],
            body: Buffer.from(isYaml ? toYaml(JSON.parse(json)) : json),
            aim: { verb, plural: kind, name, content },
          };
        })
    );
  const patching = plural.chain((kind) =>
    fc
      .record({ name: nameOf(kind), patch: validPatch(kind), query: harmlessQuery })
      .map(({ name, patch, query }): FuzzRequest => ({
        method: 'PATCH',
        target: `${collection(kind)}/${name}${query}`,
        headers: [...admin, ['Content-Type', patch.type]],
        body: Buffer.from(toJson(patch.document)),
        aim: { verb: 'patch', plural: kind, name, patch },
      }))
  );
  const bodiless = plural.chain((kind) =>
    fc
      .record({
        name: nameOf(kind),
        verb: fc.constantFrom<'get' | 'delete'>('get', 'delete', 'delete'),
        pretty: harmlessQuery,
      })
      .map(({ name, verb, pretty }): FuzzRequest => ({
        method: verb === 'get' ? 'GET' : 'DELETE',
        target: `${collection(kind)}/${name}${pretty}`,
        headers: [...admin],
        body: undefined,
        aim: { verb, plural: kind, name },
      }))
  );
  const listing = plural.map((kind): FuzzRequest => ({
    method: 'GET',
    target: collection(kind),
    headers: [...admin],
    body: undefined,
    aim: { verb: 'list', plural: kind },
  }));
  const activation = fc.oneof(nameOf('keepers'), fc.constant('system')).map((name): FuzzRequest => ({
    method: 'POST',
    target: `${collection('keepers')}/${name}/activate`,
    headers: [...admin, ['Content-Type', JSON_TYPE]],
    body: Buffer.from('{}'),
    aim: { verb: 'activate', plural: 'keepers', name },
  }));
  return fc.oneof(
    { weight: 5, arbitrary: whole('create') },
    { weight: 5, arbitrary: whole('update') },
    { weight: 4, arbitrary: patching },
    { weight: 4, arbitrary: bodiless },
    { weight: 1, arbitrary: listing },
    { weight: 1, arbitrary: activation }
  );
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const method = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...METHODS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'get', 'QUERY', 'LOCK', 'G\u0000T', 'CONNECT'),
  }
);

const contentType = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      JSON_TYPE,
      YAML_TYPE,
      'application/json-patch+json',
      'application/merge-patch+json',
      'application/strategic-merge-patch+json',
      'application/apply-patch+yaml'
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-16',
      'Application/JSON;q=1',
      'text/plain',
      '',
      ';',
      'application/vnd.kubernetes.protobuf',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded'
    ),
  }
);

const accept = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(JSON_TYPE, '*/*', YAML_TYPE, 'application/json;as=Table;g=meta.k8s.io;v=v1'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/html',
      'application/json;q=0',
      'application/json;as=Table;g=meta.k8s.io;v=v9,application/yaml;q=0.5',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      'application/json;;;,,,',
      'application/json;q=abc',
      '',
      ','.repeat(2_000)
    ),
  }
);

const oddHeader: fc.Arbitrary<readonly [string, string]> = fc.constantFrom<readonly [string, string]>(
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Original-URL', '/apis/secret.grafana.app/v1beta1/namespaces/default/securevalues/a'],
  ['X-Forwarded-Host', 'evil.example'],
  ['X-Grafana-Context', '{"OrgID":1,"OrgRole":"Admin","UserUID":"x"}'],
  ['X-Strongroom-Grafana-Token', 'guess'],
  ['X-Strongroom-Checked-Action', 'secret.securevalues:delete'],
  ['Cookie', 'strongroom_session=%00; __proto__=1'],
  ['Origin', 'https://evil.example'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Content-Encoding', 'gzip'],
  ['Content-Length', '5'],
  ['Content-Length', '-1'],
  ['Transfer-Encoding', 'chunked, identity'],
  ['Expect', '200-ok'],
  ['If-Match', '*'],
  ['Range', 'bytes=0-1'],
  ['__proto__', 'x'],
  ['Host', 'evil.example'],
  ['X-Injected', 'a\r\nX-Evil: b'],
  ['X-Nul', 'a\u0000b'],
  ['X-Long', 'x'.repeat(20_000)],
  ['Bad Name', 'x'],
  ['X-Binary', '\u00ff\u0080']
);

const caller: fc.Arbitrary<CallerName> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<CallerName>('admin') },
  { weight: 3, arbitrary: fc.constantFrom(...CALLERS) }
);

/** Bytes instead of a document, or what somebody did to one on its way. */
function damaged(text: string): fc.Arbitrary<Uint8Array> {
  const bytes = Buffer.from(text);
  return fc.oneof(
    fc.nat(bytes.length).map((length) => bytes.subarray(0, length)),
    fc.tuple(fc.nat(Math.max(0, bytes.length - 1)), fc.nat(255)).map(([at, byte]) => {
      const copy = Buffer.from(bytes);
      copy.fill(byte, at, at + 1);
      return copy;
    }),
    fc.constantFrom(
      Buffer.concat([Buffer.from('\ufeff'), bytes]),
      Buffer.concat([bytes, Buffer.from(' x')]),
      Buffer.concat([bytes, bytes]),
      Buffer.from(text, 'utf16le'),
      Buffer.concat([Buffer.from('['.repeat(1_000)), bytes]),
      Buffer.concat([bytes, Buffer.alloc(100_000, ' ')]),
      Buffer.alloc(0)
    ),
    secretText.map((secret) => Buffer.from(secret)),
    fc.uint8Array({ maxLength: 200 })
  );
}

const SIZES = [3_145_728, 3_145_729];
/** As long as a body may be, and longer. */
const huge: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.constantFrom(...SIZES), secretText)
  .map(([length, secret]) =>
    Buffer.alloc(length, ' ').fill(JSON.stringify({ metadata: { name: 'huge' }, spec: { value: secret } }), 0, 100)
  );

/** YAML that is more than JSON in another form. */
const hostileYaml: fc.Arbitrary<string> = fc.oneof(
  secretText.chain((secret) =>
    fc.constantFrom(
      `metadata: {name: a}\nspec: {description: d, value: &v ${JSON.stringify(secret)}, ref: *v}\n`,
      `metadata: {name: a}\nspec: !!js/function "${'x'}"\nvalue: ${JSON.stringify(secret)}\n`,
      `metadata: {name: a}\nspec:\n  description: d\n  value: ${secret}\n  value: ${secret}\n`,
      `metadata: {name: a}\nspec:\n\tvalue: ${secret}\n`,
      `? ${JSON.stringify(secret)}\n: 1\n`,
      `--- {}\n--- ${JSON.stringify(secret)}\n`,
      `%YAML 9.9\n---\nspec: ${JSON.stringify(secret)}\n`,
      `spec: {<<: {value: ${JSON.stringify(secret)}}}\nmetadata: {name: a}\n`,
      `value: |\n  ${secret}\n`,
      `${JSON.stringify(secret)}\n`,
      `spec: "${secret}\n`
    )
  ),
  fc.constantFrom(
    'a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d]\n',
    'a: &a [*a]\n',
    '__proto__: {polluted: true}\n',
    'metadata: {name: yes, labels: {on: off}}\nspec: {description: 1, value: 2026-01-01}\n',
    '- '.repeat(2_000),
    '{'.repeat(2_000),
    '!!binary "////"',
    '!<tag:yaml.org,2002:set> {a}',
    '\u0000',
    '...\n---\n...'
  )
);

/** What is sent, and what it mostly says it is. */
interface HostileBody {
  readonly bytes: Uint8Array | undefined;
  readonly type: string;
}

const hostileBody = (kind: Plural, name: string): fc.Arbitrary<HostileBody> => {
  const valid = contentOf(kind, false).map((content) => documentOf(kind, name, content));
  const ofJson = (text: string): HostileBody => ({ bytes: Buffer.from(text), type: JSON_TYPE });
  return fc.oneof(
    { weight: 10, arbitrary: valid.chain(spoilt).map((document) => ofJson(toJson(document))) },
    {
      weight: 4,
      arbitrary: valid
        .map(toJson)
        .chain(damaged)
        .map((bytes) => ({ bytes, type: JSON_TYPE })),
    },
    { weight: 2, arbitrary: fc.oneof(hostileNode, misplacedSecret).map((node) => ofJson(toJson(node))) },
    {
      weight: 3,
      arbitrary: hostilePatch.map(({ type, document }) => ({ bytes: Buffer.from(toJson(document)), type })),
    },
    { weight: 4, arbitrary: hostileYaml.map((yaml) => ({ bytes: Buffer.from(yaml), type: YAML_TYPE })) },
    { weight: 2, arbitrary: fc.constant({ bytes: undefined, type: JSON_TYPE }) },
    { weight: 1, arbitrary: fc.constant(ofJson('{"kind":"DeleteOptions","dryRun":["All"]}')) }
  );
};

/** A request with something, or everything, wrong with it. */
export function hostileRequest(callers: Callers): fc.Arbitrary<FuzzRequest> {
  return plural.chain((kind) =>
    fc.oneof({ weight: 9, arbitrary: nameOf(kind) }, hostileText).chain((name) =>
      fc
        .record({
          method,
          target: hostileTarget(kind, name),
          query: fc.oneof({ weight: 2, arbitrary: fc.constant('') }, hostileQuery),
          caller,
          type: fc.oneof(
            { weight: 3, arbitrary: fc.constant('its own' as const) },
            fc.option(contentType, { nil: undefined })
          ),
          accept: fc.option(accept, { nil: undefined }),
          odd: fc.option(oddHeader, { freq: 3, nil: undefined }),
          body: fc.oneof(
            { weight: 400, arbitrary: hostileBody(kind, name) },
            { weight: 1, arbitrary: huge.map((bytes): HostileBody => ({ bytes, type: JSON_TYPE })) }
          ),
        })
        .map((parts): FuzzRequest => {
          const type = parts.type === 'its own' ? parts.body.type : parts.type;
          const headers: HeaderLines = [
            ...callers[parts.caller],
            ...(type === undefined ? [] : [['Content-Type', type] as const]),
            ...(parts.accept === undefined ? [] : [['Accept', parts.accept] as const]),
            ...(parts.odd === undefined ? [] : [parts.odd]),
          ];
          return {
            method: parts.method,
            target: parts.target + parts.query,
            headers,
            body: parts.body.bytes,
            aim: undefined,
          };
        })
    )
  );
}

/** A request for something that is there and may be done, with a document that is almost right. */
export function almostValidRequest(callers: Callers): fc.Arbitrary<FuzzRequest> {
  const whole = plural.chain((kind) =>
    fc.tuple(nameOf(kind), contentOf(kind, false), fc.boolean()).chain(([name, content, isUpdate]) =>
      fc
        .tuple(spoilt(documentOf(kind, name, content)), fc.oneof(fc.constant(''), hostileQuery))
        .map(([document, query]): FuzzRequest => ({
          method: isUpdate ? 'PUT' : 'POST',
          target: collection(kind) + (isUpdate ? `/${name}` : '') + query,
          headers: [...callers.admin, ['Content-Type', JSON_TYPE]],
          body: Buffer.from(toJson(document)),
          aim: undefined,
        }))
    )
  );
  const patching = plural.chain((kind) =>
    fc.tuple(nameOf(kind), hostilePatch).map(([name, { type, document }]): FuzzRequest => ({
      method: 'PATCH',
      target: `${collection(kind)}/${name}`,
      headers: [...callers.admin, ['Content-Type', type]],
      body: Buffer.from(toJson(document)),
      aim: undefined,
    }))
  );
  return fc.oneof({ weight: 2, arbitrary: whole }, patching);
}
