import { Validator } from '@seriousme/openapi-schema-validator';
import { API_VERSION, KEEPERS, SECURE_VALUES } from '../../../src/domain/api-group.ts';
import { PATCH_FORMATS } from '../patch/patch-type.ts';
import { OPENAPI_DOCUMENTS } from './documents.ts';
import type { Operation } from './operation.ts';
import { PATCHES } from './resource-paths.ts';
import type { Schema } from './schema.ts';

const group = OPENAPI_DOCUMENTS[`apis/${API_VERSION}`];

interface Entry {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

function operations(): Entry[] {
  return Object.entries(group?.paths ?? {}).flatMap(([path, { parameters: _parameters, ...methods }]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
  );
}

function operationsOf(kind: string): Entry[] {
  return operations().filter(({ operation }) => operation['x-kubernetes-group-version-kind']?.kind === kind);
}

function schema(name: string): Schema {
  const found = group?.components.schemas[name];
  if (found === undefined) {
    throw new Error(`There is no schema ${name}`);
  }
  return found;
}

/** Every `$ref` anywhere in a document. */
function refsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) {
    return [];
  }
  const own = '$ref' in part && typeof part.$ref === 'string' ? [part.$ref] : [];
  return [...own, ...Object.values(part).flatMap(refsOf)];
}

describe.each(Object.entries(OPENAPI_DOCUMENTS))('%s', (_key, document) => {
  it('is valid OpenAPI 3.0', async () => {
    const copy: Record<string, unknown> = JSON.parse(JSON.stringify(document));
    const validator = new Validator();
    expect(await validator.validate(copy)).toEqual({ valid: true });
    expect(validator.version).toBe('3.0');
  });

  it('has the schemas that it refers to and no others, and refers to no answer that it lacks', () => {
    const refs = [...new Set(refsOf(document))].sort();
    const schemas = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    const answers = Object.keys(document.components.responses).map((name) => `#/components/responses/${name}`);
    expect(refs.filter((ref) => !answers.includes(ref))).toEqual(schemas.sort());
  });
});

it('has no operation id twice', () => {
  const ids = Object.values(OPENAPI_DOCUMENTS).flatMap(({ paths }) =>
    Object.values(paths).flatMap(({ parameters: _parameters, ...methods }) =>
      Object.values(methods).map(({ operationId }) => operationId)
    )
  );
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each([
  [SECURE_VALUES, ['delete', 'get', 'list', 'patch', 'post', 'put']],
  // One for activation.
  [KEEPERS, ['delete', 'get', 'list', 'patch', 'post', 'post', 'put']],
])('%s', ({ kind, listKind, plural }, actions) => {
  it('can be done everything with that discovery promises', () => {
    expect(
      operationsOf(kind)
        .map(({ operation }) => operation['x-kubernetes-action'])
        .sort()
    ).toEqual(actions);
    const collection = `/apis/${API_VERSION}/namespaces/{namespace}/${plural}`;
    expect([...new Set(operationsOf(kind).map(({ path }) => path))]).toEqual(
      [collection, `${collection}/{name}`, `${collection}/{name}/activate`].slice(0, kind === 'Keeper' ? 3 : 2)
    );
  });

  it('says what kubectl looks for', () => {
    // Without them it asks for the older document, and refuses to go on.
    const [patch] = operationsOf(kind).filter(({ method }) => method === 'patch');
    expect(patch?.operation.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'fieldValidation', in: 'query' }),
        expect.objectContaining({ name: 'dryRun', in: 'query' }),
      ])
    );
    expect(schema(kind)['x-kubernetes-group-version-kind']).toEqual([
      { group: 'secret.grafana.app', version: 'v1beta1', kind },
    ]);
    expect(schema(listKind)['x-kubernetes-group-version-kind']).toEqual([
      { group: 'secret.grafana.app', version: 'v1beta1', kind: listKind },
    ]);
  });
});

it('names the patches that the service reads', () => {
  expect(Object.keys(PATCHES)).toEqual(PATCH_FORMATS.bodies);
});

it('never shows a value', () => {
  expect(schema('SecureValueSpec').properties?.value).toMatchObject({ writeOnly: true, maxLength: 24_576 });
});

it('has the limits of the rules', () => {
  const { description, ref, decrypters } = schema('SecureValueSpec').properties ?? {};
  expect([description?.maxLength, ref?.maxLength, decrypters?.maxItems]).toEqual([253, 1024, 64]);
  const decrypter = new RegExp(decrypters?.items?.pattern ?? '', 'u');
  const fitting = ['k6-cloud', 'provisioning.grafana.app', ' padded\t', 'a_b', '\u0085next'];
  const others = ['', ' ', 'a/b', '-a', 'a b', 'ü'];
  expect([...fitting, ...others].filter((text) => decrypter.test(text))).toEqual(fitting);
  const name = new RegExp(schema('ObjectMeta').properties?.name?.pattern ?? '', 'u');
  expect(['a', 'a.b-c', 'A', 'a..b', '-a', ''].filter((text) => name.test(text))).toEqual(['a', 'a.b-c']);
});
