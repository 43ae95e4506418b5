import { GROUP_PATH, VERSION_PATH } from '../../../src/domain/api-group.ts';
import { aggregatedType } from '../discovery-format.ts';
import { AGGREGATED_VERSIONS, CORE_PATH, GROUPS_PATH, VERSION_INFO_PATH } from '../discovery.ts';
import { answerOf, contentOf, failures } from './answers.ts';
import type { Content, PathItem, Paths } from './operation.ts';
import { ref } from './schema.ts';

const AGGREGATED: Content = contentOf(
  ref('APIGroupDiscoveryList'),
  AGGREGATED_VERSIONS.map((version) => aggregatedType(version))
);

/** Paths of discovery by the document that describes them. */
export const DISCOVERY_PATHS = {
  version: { [VERSION_INFO_PATH]: reading('readVersion', 'The version of Kubernetes.', plain('VersionInfo')) },
  core: {
    [CORE_PATH]: reading('readCoreVersions', "Kubernetes' own group.", { ...plain('APIVersions'), ...AGGREGATED }),
  },
  groups: { [GROUPS_PATH]: reading('listGroups', 'The groups.', { ...plain('APIGroupList'), ...AGGREGATED }) },
  group: { [GROUP_PATH]: reading('readGroup', 'The group.', plain('APIGroup')) },
  resources: { [VERSION_PATH]: reading('listResources', 'The kinds of the group.', plain('APIResourceList')) },
} as const satisfies Record<string, Paths>;

function plain(schema: string): Content {
  return contentOf(ref(schema));
}

function reading(operationId: string, description: string, content: Content): PathItem {
  return {
    get: {
      operationId,
      tags: ['Discovery'],
      description,
      responses: { 200: answerOf(description, content), ...failures() },
    },
  };
}
