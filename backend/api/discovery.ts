import {
  API_VERSION,
  GROUP,
  GROUP_PATH,
  KEEPERS,
  SECURE_VALUES,
  VERSION,
  VERSION_PATH,
  type ResourceKind,
} from '../../src/domain/api-group.ts';
import type { Verb } from '../../src/domain/permissions.ts';

/** Where the discovery documents are that lie outside of the group. */
export const VERSION_INFO_PATH = '/version';
export const CORE_PATH = '/api';
export const GROUPS_PATH = '/apis';

/** What works on every kind, and nothing else: clients rely on it. Sorted, as Kubernetes sorts both. */
const VERBS: readonly Verb[] = ['create', 'delete', 'get', 'list', 'patch', 'update'];
const KINDS: readonly ResourceKind[] = [KEEPERS, SECURE_VALUES];

const GROUP_VERSION = { groupVersion: API_VERSION, version: VERSION };
const GROUP_ENTRY = { name: GROUP, versions: [GROUP_VERSION], preferredVersion: GROUP_VERSION };

/** Kubernetes' own group, of which there is nothing here. */
const CORE_VERSIONS = { kind: 'APIVersions', apiVersion: 'v1', versions: [], serverAddressByClientCIDRs: [] };

const GROUPS = { kind: 'APIGroupList', apiVersion: 'v1', groups: [GROUP_ENTRY] };
const ONE_GROUP = { kind: 'APIGroup', apiVersion: 'v1', ...GROUP_ENTRY };
const RESOURCES = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: API_VERSION,
  resources: KINDS.map(({ plural, singular, kind }) => ({
    name: plural,
    singularName: singular,
    namespaced: true,
    kind,
    verbs: VERBS,
  })),
};

/** The discovery documents that each have one form alone (Kubernetes, "API Concepts"), by their paths. */
export const PLAIN_DISCOVERY: Readonly<Record<string, object>> = { [GROUP_PATH]: ONE_GROUP, [VERSION_PATH]: RESOURCES };

/** The versions of aggregated discovery, which tells everything in one answer. */
export const AGGREGATED_VERSIONS = ['v2', 'v2beta1'] as const;
export type AggregatedVersion = (typeof AGGREGATED_VERSIONS)[number];

export const AGGREGATED_GROUP = 'apidiscovery.k8s.io';
export const AGGREGATED_KIND = 'APIGroupDiscoveryList';

/** A discovery document that has an aggregated form as well. */
export interface AggregableDiscovery {
  readonly plain: object;
  readonly aggregated: (version: AggregatedVersion) => object;
}

const AGGREGATED_ENTRY = {
  metadata: { name: GROUP, creationTimestamp: null },
  versions: [
    {
      version: VERSION,
      resources: KINDS.map(({ plural, singular, kind }) => ({
        resource: plural,
        responseKind: { group: GROUP, version: VERSION, kind },
        scope: 'Namespaced',
        singularResource: singular,
        verbs: VERBS,
      })),
      freshness: 'Current',
    },
  ],
};

/** The roots of discovery, by their paths. Aggregated, they are the same kind with other groups in it. */
export const ROOT_DISCOVERY: Readonly<Record<string, AggregableDiscovery>> = {
  [CORE_PATH]: { plain: CORE_VERSIONS, aggregated: (version) => aggregated(version, []) },
  [GROUPS_PATH]: { plain: GROUPS, aggregated: (version) => aggregated(version, [AGGREGATED_ENTRY]) },
};

function aggregated(version: AggregatedVersion, items: readonly object[]): object {
  return { kind: AGGREGATED_KIND, apiVersion: `${AGGREGATED_GROUP}/${version}`, metadata: {}, items };
}
