import fc from 'fast-check';
import { API_VERSION } from '../../src/domain/api-group.ts';
import type { Plural } from '../conformance/objects.ts';
import { changed, ObjectNode, type Change, type Node } from './document.ts';
import { hostileNode, misplacedSecret, secretText } from './hostile-texts.ts';

/** The service identity that may read the values of the test. */
export const READER = 'fuzz-reader';

/** Few, so that requests meet: for all writers, and for {@link OWN_NAME}. */
export const NAMES = ['a', 'b', 'c', 'billing-token', 'x.y.z', '0', 'inline-1', 'a'.repeat(253)] as const;
export const OWN_NAME = 'a';

/** What a valid object says, in the words of the API. */
export interface Content {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, Node>>;
  /** Of a secure value: undefined to leave the stored one as it is. */
  readonly value: string | undefined;
}

const labels = fc.dictionary(
  fc.constantFrom('team', 'tier', 'example.com/env', 'toString', 'x'),
  fc.constantFrom('payments', 'gold', '', 'a.b', 'ü'),
  { maxKeys: 3, noNullPrototype: true }
);

const annotations = fc.dictionary(
  fc.constantFrom('note', 'grafana.app/managedBy', 'example.com/about'),
  fc.constantFrom('terraform', '', ' as written ', 'line\nbreak'),
  { maxKeys: 2, noNullPrototype: true }
);

const description = fc.constantFrom('Token of billing API', 'd', 'ü'.repeat(253), ' ', '"quoted" \\ text', '__proto__');

const decrypters = fc.uniqueArray(fc.constantFrom(READER, 'k6-cloud', 'synthetic-monitoring', 'a.b', 'X_1'), {
  maxLength: 4,
});

/** A secure value that can be stored; with a value always, or only sometimes, as an update may have it. */
export function secureValueContent(valueIsOptional: boolean): fc.Arbitrary<Content> {
  return fc.record({
    labels,
    annotations,
    spec: fc
      .record({
        description,
        decrypters: fc.oneof(
          { weight: 3, arbitrary: decrypters.map((all) => [...new Set([READER, ...all])]) },
          decrypters
        ),
      })
      .map(({ description: text, decrypters: all }) => ({
        description: text,
        ...(all.length > 0 ? { decrypters: all } : {}),
      })),
    value: valueIsOptional ? fc.option(secretText, { nil: undefined }) : secretText,
  });
}

/** A keeper that can be stored. */
export const keeperContent: fc.Arbitrary<Content> = fc.record({
  labels,
  annotations,
  spec: fc.record({
    description,
    aws: fc
      .record(
        {
          region: fc.constantFrom('eu-west-1', 'us-east-2'),
          assumeRole: fc.constant(
            ObjectNode.of({ assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' })
          ),
          kmsKeyId: fc.constant('key-1'),
        },
        { requiredKeys: ['region', 'assumeRole'] }
      )
      .map((aws) => ObjectNode.of(aws)),
  }),
  value: fc.constant(undefined),
});

export function contentOf(plural: Plural, valueIsOptional: boolean): fc.Arbitrary<Content> {
  return plural === 'keepers' ? keeperContent : secureValueContent(valueIsOptional);
}

/** The body of a create or an update. */
export function documentOf(plural: Plural, name: string, content: Content): ObjectNode {
  return ObjectNode.of({
    apiVersion: API_VERSION,
    kind: plural === 'keepers' ? 'Keeper' : 'SecureValue',
    metadata: ObjectNode.of({
      name,
      labels: ObjectNode.of(content.labels),
      annotations: ObjectNode.of(content.annotations),
    }),
    spec: ObjectNode.of({ ...content.spec, value: content.value }),
  });
}

/** Where values are put that do not belong there. Nothing at these places is shown again. */
const SECRET_PLACES: ReadonlyArray<readonly string[]> = [
  ['kind'],
  ['apiVersion'],
  ['metadata'],
  ['metadata', 'namespace'],
  ['metadata', 'managedFields'],
  ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
  ['spec'],
  ['spec', 'value'],
  ['spec', 'keeper'],
  ['spec', '__proto__'],
  ['status'],
  ['status', 'version'],
  ['__proto__'],
  ['data'],
];

const PLACES: ReadonlyArray<readonly string[]> = [
  ...SECRET_PLACES,
  ['metadata', 'name'],
  ['metadata', 'generateName'],
  ['metadata', 'labels'],
  ['metadata', 'labels', 'team'],
  ['metadata', 'labels', '__proto__'],
  ['metadata', 'annotations'],
  ['metadata', 'annotations', 'grafana.app/folder'],
  ['metadata', 'annotations', 'grafana.app/createdBy'],
  ['metadata', 'ownerReferences'],
  ['metadata', 'resourceVersion'],
  ['metadata', 'uid'],
  ['metadata', 'finalizers'],
  ['spec', 'description'],
  ['spec', 'decrypters'],
  ['spec', 'ref'],
  ['spec', 'aws'],
  ['spec', 'aws', 'region'],
  ['spec', 'aws', 'assumeRole'],
  ['spec', 'aws', 'assumeRole', 'externalID'],
  ['constructor', 'prototype'],
  ['items'],
];

const owner = (apiVersion: Node) => ObjectNode.of({ apiVersion, kind: 'DataSource', name: 'probe', uid: '1' });

/** What is refused, or taken in an unusual way, at a place of its own. */
const likelyChange: fc.Arbitrary<readonly [path: readonly string[], change: Change]> = fc
  .constantFrom<readonly [readonly string[], Node]>(
    [['metadata', 'annotations', 'grafana.app/folder'], 'f'],
    [['metadata', 'ownerReferences'], [owner('v1')]],
    [
      ['metadata', 'ownerReferences'],
      [owner('v1'), owner('v1')],
    ],
    [['metadata', 'ownerReferences'], [owner('a/b/c')]],
    [['metadata', 'namespace'], 'default'],
    [['metadata', 'namespace'], 'org-2'],
    [['metadata', 'generateName'], 'tok-'],
    [['metadata', 'resourceVersion'], '1'],
    [['spec', 'ref'], 'aws-secret'],
    [['spec', 'ref'], ''],
    [['spec', 'value'], null],
    [['spec', 'value'], ''],
    [
      ['spec', 'decrypters'],
      ['x', 'x'],
    ],
    [
      ['spec', 'decrypters'],
      ['a/b', ' '],
    ],
    [['spec', 'decrypters'], Array.from({ length: 65 }, (_, index) => `service-${index}`)],
    [['spec', 'description'], 'd'.repeat(254)],
    [['spec', 'description'], ''],
    [['kind'], 'Keeper'],
    [['kind'], 'SecureValue'],
    [['apiVersion'], 'secret.grafana.app/v9'],
    [['apiVersion'], 'apps/v1']
  )
  .map(([path, value]) => [path, { kind: 'set', value }]);

const hostileChange: fc.Arbitrary<readonly [path: readonly string[], change: Change]> = fc.tuple(
  fc.constantFrom(...PLACES),
  fc.oneof(
    { weight: 3, arbitrary: hostileNode.map((value): Change => ({ kind: 'set', value })) },
    { weight: 1, arbitrary: hostileNode.map((value): Change => ({ kind: 'repeat', value })) },
    { weight: 1, arbitrary: fc.constant<Change>({ kind: 'remove' }) }
  )
);

const secretChange: fc.Arbitrary<readonly [path: readonly string[], change: Change]> = fc.tuple(
  fc.constantFrom(...SECRET_PLACES),
  misplacedSecret.chain((value) => fc.constantFrom<Change>({ kind: 'set', value }, { kind: 'repeat', value }))
);

/** A document with something wrong or unusual in it, in one place or a few. */
export function spoilt(document: Node): fc.Arbitrary<Node> {
  return fc
    .array(fc.oneof(likelyChange, hostileChange, secretChange), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((node, [path, change]) => changed(node, path, change), document));
}
