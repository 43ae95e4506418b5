import { API_VERSION, GROUP, GROUP_PATH, SECURE_VALUES, VERSION, VERSION_PATH } from '../../src/domain/api-group.ts';
import type { Verb } from '../../src/domain/permissions.ts';

/** What works today, and nothing else: clients rely on it. Sorted, as Kubernetes sorts them. */
const SECURE_VALUE_VERBS: readonly Verb[] = ['create', 'delete', 'get', 'list', 'update'];

const GROUP_VERSION = { groupVersion: API_VERSION, version: VERSION };
const GROUP_ENTRY = { name: GROUP, versions: [GROUP_VERSION], preferredVersion: GROUP_VERSION };

/** The discovery documents (Kubernetes, "API Concepts") by their paths. */
export const DISCOVERY: Readonly<Record<string, object>> = {
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [GROUP_ENTRY] },
  [GROUP_PATH]: { kind: 'APIGroup', apiVersion: 'v1', ...GROUP_ENTRY },
  [VERSION_PATH]: {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: API_VERSION,
    resources: [
      {
        name: SECURE_VALUES.plural,
        singularName: SECURE_VALUES.singular,
        namespaced: true,
        kind: SECURE_VALUES.kind,
        verbs: SECURE_VALUE_VERBS,
      },
    ],
  },
};
