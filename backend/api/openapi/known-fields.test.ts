/** That the service knows every field that the documents name. */
import { API_VERSION, KEEPERS, SECURE_VALUES, VERSION_PATH } from '../../../src/domain/api-group.ts';
import { serve, type ServedApp } from '../../http/testing/served-app.ts';
import { OPENAPI_DOCUMENTS } from './documents.ts';
import type { Schema } from './schema.ts';

const schemas = OPENAPI_DOCUMENTS[`apis/${API_VERSION}`]?.components.schemas ?? {};
const UNKNOWN = 'nonsense';

let app: ServedApp;
beforeAll(async () => {
  app = await serve();
});
afterAll(() => app.close());

interface Example {
  readonly value: unknown;
  /** The paths of the unknown members in it. */
  readonly unknown: readonly string[];
}

/** A value with every property that its schema names, and in every object one that it does not. */
function exampleOf(schema: Schema, path: string): Example {
  const { $ref, allOf, type, properties, items, enum: choices } = schema;
  const target = $ref === undefined ? allOf?.[0] : schemas[$ref.slice('#/components/schemas/'.length)];
  if (target !== undefined) {
    return exampleOf(target, path);
  }
  switch (type) {
    case 'object':
      return properties === undefined ? { value: {}, unknown: [] } : objectOf(properties, path);
    case 'array': {
      const item = exampleOf(items ?? {}, `${path}[0]`);
      return { value: [item.value], unknown: item.unknown };
    }
    case 'integer':
      return { value: 1, unknown: [] };
    case 'boolean':
      return { value: true, unknown: [] };
    default:
      return { value: choices?.[0] ?? 'x', unknown: [] };
  }
}

function objectOf(properties: Readonly<Record<string, Schema>>, path: string): Example {
  const members = Object.entries(properties).map(
    ([name, property]) => [name, exampleOf(property, path === '' ? name : `${path}.${name}`)] as const
  );
  return {
    value: { ...Object.fromEntries(members.map(([name, { value }]) => [name, value])), [UNKNOWN]: 1 },
    unknown: [path === '' ? UNKNOWN : `${path}.${UNKNOWN}`, ...members.flatMap(([, { unknown }]) => unknown)],
  };
}

it.each([
  [SECURE_VALUES, 5],
  [KEEPERS, 7],
])('$kind', async ({ kind, plural }, objects) => {
  const { value, unknown } = exampleOf({ $ref: `#/components/schemas/${kind}` }, '');
  expect(unknown).toHaveLength(objects);
  const answer = await app.send('POST', `${VERSION_PATH}/namespaces/default/${plural}?fieldValidation=Strict`, value);
  expect(answer.status).toBe(400);
  const named = [...answer.text.matchAll(/unknown field \\"([^"\\]*)\\"/g)].map(([, path]) => path);
  expect(named.sort()).toEqual([...unknown].sort());
});
