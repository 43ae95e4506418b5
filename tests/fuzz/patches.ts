import fc from 'fast-check';
import type { Plural } from '../conformance/objects.ts';
import { ObjectNode, type Node } from './document.ts';
import { hostileNode, misplacedSecret, secretText } from './hostile-texts.ts';

export interface Patch {
  readonly type: string;
  readonly document: Node;
  /** What the object says afterwards, as far as it is known. */
  readonly description?: string;
  readonly value?: string;
}

const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';

const TYPES = [MERGE, STRATEGIC, JSON_PATCH, 'application/apply-patch+yaml'];

/** A patch that can be applied to any object of its kind. */
export function validPatch(plural: Plural): fc.Arbitrary<Patch> {
  const description = fc.constantFrom('patched', 'patched again', 'ü');
  const value = plural === 'keepers' ? fc.constant(undefined) : fc.option(secretText, { nil: undefined });
  return fc.record({ type: fc.constantFrom(MERGE, STRATEGIC, JSON_PATCH), description, value }).map((parts) => {
    const known = {
      type: parts.type,
      description: parts.description,
      ...(parts.value === undefined ? {} : { value: parts.value }),
    };
    return parts.type === JSON_PATCH
      ? { ...known, document: operationsOf(parts.description, parts.value) }
      : {
          ...known,
          document: ObjectNode.of({ spec: ObjectNode.of({ description: parts.description, value: parts.value }) }),
        };
  });
}

function operationsOf(description: string, value: string | undefined): Node {
  return [
    ObjectNode.of({ op: 'replace', path: '/spec/description', value: description }),
    ...(value === undefined ? [] : [ObjectNode.of({ op: 'add', path: '/spec/value', value })]),
  ];
}

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test', 'Add', '', '__proto__'];

const POINTERS = [
  '',
  '/',
  '/spec',
  '/spec/value',
  '/spec/description',
  '/spec/decrypters',
  '/spec/decrypters/-',
  '/spec/decrypters/0',
  '/spec/decrypters/01',
  '/spec/decrypters/99999999999',
  '/spec/decrypters/-1',
  '/metadata',
  '/metadata/name',
  '/metadata/namespace',
  '/metadata/labels',
  '/metadata/labels/team',
  '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration',
  '/metadata/ownerReferences',
  '/status',
  '/status/version',
  '/kind',
  '/__proto__',
  '/__proto__/polluted',
  '/constructor/prototype/polluted',
  '/spec/~2',
  '/~',
  'spec/value',
  '/spec/aws/region',
];

/** Where nothing is shown again that is put there. */
const SECRET_POINTERS = ['/spec/value', '/spec/value/x', '/status', '/kind', '/spec/keeper', '/__proto__'];

const operation: fc.Arbitrary<Node> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record(
        {
          op: fc.constantFrom(...OPERATIONS),
          path: fc.constantFrom(...POINTERS),
          from: fc.constantFrom(...POINTERS),
          value: hostileNode,
        },
        { requiredKeys: ['op', 'path'] }
      )
      .map((members) => ObjectNode.of(members)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        value: fc.oneof(secretText, misplacedSecret),
        op: fc.constantFrom('add', 'replace', 'test'),
        path: fc.constantFrom(...SECRET_POINTERS),
        valueFirst: fc.boolean(),
      })
      .map(({ value, op, path, valueFirst }) => ObjectNode.of(valueFirst ? { value, op, path } : { op, path, value })),
  },
  {
    weight: 1,
    arbitrary: secretText.map((secret) => ObjectNode.of({ op: secret, path: '/spec/value', value: secret })),
  },
  { weight: 1, arbitrary: secretText.map((secret) => ObjectNode.of({ op: 'add', path: `/${secret}`, value: secret })) },
  {
    weight: 1,
    arbitrary: secretText.map((secret) => ObjectNode.of({ op: 'copy', from: secret, path: '/spec/description' })),
  },
  { weight: 1, arbitrary: hostileNode }
);

const TOO_MANY_OPERATIONS = 10_001;

const operations: fc.Arbitrary<Node> = fc.oneof(
  { weight: 30, arbitrary: fc.array(operation, { maxLength: 5 }) },
  { weight: 3, arbitrary: operation },
  {
    weight: 1,
    arbitrary: fc.constant<Node>(
      Array.from({ length: TOO_MANY_OPERATIONS }, () =>
        ObjectNode.of({ op: 'add', path: '/spec/description', value: 'x' })
      )
    ),
  }
);

const directives: fc.Arbitrary<Node> = fc.constantFrom<Node>(
  ObjectNode.of({ spec: ObjectNode.of({ $patch: 'delete' }) }),
  ObjectNode.of({ $patch: 'replace' }),
  ObjectNode.of({ spec: ObjectNode.of({ $patch: 'nonsense', description: 'd' }) }),
  ObjectNode.of({ spec: ObjectNode.of({ $retainKeys: ['description'], description: 'd' }) }),
  ObjectNode.of({ spec: ObjectNode.of({ '$deleteFromPrimitiveList/decrypters': ['k6-cloud'] }) }),
  ObjectNode.of({ spec: ObjectNode.of({ '$setElementOrder/decrypters': ['k6-cloud'] }) }),
  ObjectNode.of({ metadata: ObjectNode.of({ $patch: 'delete' }) })
);

const merges: fc.Arbitrary<Node> = fc.oneof(
  directives,
  fc
    .tuple(fc.constantFrom('spec', 'metadata', 'status', 'kind', '__proto__'), hostileNode)
    .map(([key, value]) => new ObjectNode([[key, value]])),
  fc
    .tuple(fc.constantFrom('value', 'keeper', '__proto__'), misplacedSecret)
    .map(([key, value]) => ObjectNode.of({ spec: new ObjectNode([[key, value]]) })),
  fc.constantFrom<Node>(
    null,
    ObjectNode.of({ metadata: null }),
    ObjectNode.of({ spec: null }),
    ObjectNode.of({ spec: ObjectNode.of({ value: null, description: null }) }),
    ObjectNode.of({ spec: ObjectNode.of({ decrypters: null }) }),
    ObjectNode.of({ metadata: ObjectNode.of({ name: 'other' }) }),
    ObjectNode.of({ metadata: ObjectNode.of({ labels: null, annotations: null }) }),
    ObjectNode.of({ kind: 'Keeper' })
  )
);

/** A patch that is refused as a rule, of the right type or of another. */
export const hostilePatch: fc.Arbitrary<Patch> = fc.oneof(
  { weight: 4, arbitrary: operations.map((document) => ({ type: JSON_PATCH, document })) },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(MERGE, STRATEGIC), merges).map(([type, document]) => ({ type, document })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...TYPES), fc.oneof(operations, merges))
      .map(([type, document]) => ({ type, document })),
  }
);
