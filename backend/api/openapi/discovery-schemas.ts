import { ref, text, typeMeta, type Schema, type Schemas } from './schema.ts';

const VERSION_INFO: Schema = {
  type: 'object',
  description: 'The Kubernetes that this server behaves like.',
  required: [
    'major',
    'minor',
    'gitVersion',
    'gitCommit',
    'gitTreeState',
    'buildDate',
    'goVersion',
    'compiler',
    'platform',
  ],
  properties: {
    major: text('Its major version.'),
    minor: text('Its minor version.'),
    gitVersion: text('Its whole version.'),
    gitCommit: text('Not told.'),
    gitTreeState: text('Not told.'),
    buildDate: text('Not told.'),
    goVersion: text('Not told.'),
    compiler: text('Not told.'),
    platform: text('Not told.'),
  },
};

const API_VERSIONS: Schema = {
  type: 'object',
  description: "The versions of Kubernetes' own group: none.",
  required: ['versions', 'serverAddressByClientCIDRs'],
  properties: {
    ...typeMeta('APIVersions', 'v1'),
    versions: { type: 'array', items: { type: 'string' }, description: 'None.' },
    serverAddressByClientCIDRs: { type: 'array', items: { type: 'object' }, description: 'None.' },
  },
};

const GROUP_VERSION: Schema = {
  type: 'object',
  description: 'A version of a group.',
  required: ['groupVersion', 'version'],
  properties: { groupVersion: text('Group and version.'), version: text('The version alone.') },
};

const GROUP_MEMBERS: Schemas = {
  name: text('Its name.'),
  versions: { type: 'array', items: ref('GroupVersionForDiscovery'), description: 'Its versions.' },
  preferredVersion: ref('GroupVersionForDiscovery'),
};

const API_GROUP: Schema = {
  type: 'object',
  description: 'A group and its versions.',
  required: ['name', 'versions'],
  properties: { ...typeMeta('APIGroup', 'v1'), ...GROUP_MEMBERS },
};

const API_GROUP_LIST: Schema = {
  type: 'object',
  description: 'All groups.',
  required: ['groups'],
  properties: { ...typeMeta('APIGroupList', 'v1'), groups: { type: 'array', items: ref('APIGroup') } },
};

const API_RESOURCE: Schema = {
  type: 'object',
  description: 'A kind, and what can be done with it.',
  required: ['name', 'singularName', 'namespaced', 'kind', 'verbs'],
  properties: {
    name: text('Its plural, as paths have it.'),
    singularName: text('Its singular.'),
    namespaced: { type: 'boolean', description: 'Whether its objects are in namespaces.' },
    kind: text('Its kind.'),
    verbs: { type: 'array', items: { type: 'string' }, description: 'What can be done.' },
  },
};

const API_RESOURCE_LIST: Schema = {
  type: 'object',
  description: 'The kinds of a version.',
  required: ['groupVersion', 'resources'],
  properties: {
    ...typeMeta('APIResourceList', 'v1'),
    groupVersion: text('Group and version.'),
    resources: { type: 'array', items: ref('APIResource') },
  },
};

const GROUP_VERSION_KIND: Schema = {
  type: 'object',
  description: 'A kind with its group and version.',
  required: ['group', 'version', 'kind'],
  properties: { group: text('Its group.'), version: text('Its version.'), kind: text('Its name.') },
};

const RESOURCE_DISCOVERY: Schema = {
  type: 'object',
  description: 'A kind, and what can be done with it.',
  required: ['resource', 'responseKind', 'scope', 'singularResource', 'verbs'],
  properties: {
    resource: text('Its plural, as paths have it.'),
    responseKind: ref('GroupVersionKind'),
    scope: text('Whether its objects are in namespaces.', { enum: ['Namespaced'] }),
    singularResource: text('Its singular.'),
    verbs: { type: 'array', items: { type: 'string' }, description: 'What can be done.' },
  },
};

const VERSION_DISCOVERY: Schema = {
  type: 'object',
  description: 'The kinds of a version.',
  required: ['version', 'resources', 'freshness'],
  properties: {
    version: text('The version.'),
    resources: { type: 'array', items: ref('APIResourceDiscovery') },
    freshness: text('Whether this is how it is now.', { enum: ['Current'] }),
  },
};

const GROUP_DISCOVERY: Schema = {
  type: 'object',
  description: 'A group, its versions and their kinds.',
  required: ['metadata', 'versions'],
  properties: {
    metadata: {
      type: 'object',
      required: ['name'],
      properties: {
        name: text('The name of the group.'),
        creationTimestamp: text('Always null.', { format: 'date-time', nullable: true }),
      },
    },
    versions: { type: 'array', items: ref('APIVersionDiscovery') },
  },
};

const GROUP_DISCOVERY_LIST: Schema = {
  type: 'object',
  description: 'All groups, their versions and their kinds in one answer.',
  required: ['kind', 'apiVersion', 'items'],
  properties: {
    apiVersion: text('The version of this form.', { enum: ['apidiscovery.k8s.io/v2', 'apidiscovery.k8s.io/v2beta1'] }),
    kind: text('What this is.', { enum: ['APIGroupDiscoveryList'] }),
    metadata: ref('ListMeta'),
    items: { type: 'array', items: ref('APIGroupDiscovery') },
  },
};

export const DISCOVERY_SCHEMAS: Schemas = {
  VersionInfo: VERSION_INFO,
  APIVersions: API_VERSIONS,
  GroupVersionForDiscovery: GROUP_VERSION,
  APIGroup: API_GROUP,
  APIGroupList: API_GROUP_LIST,
  APIResource: API_RESOURCE,
  APIResourceList: API_RESOURCE_LIST,
  GroupVersionKind: GROUP_VERSION_KIND,
  APIResourceDiscovery: RESOURCE_DISCOVERY,
  APIVersionDiscovery: VERSION_DISCOVERY,
  APIGroupDiscovery: GROUP_DISCOVERY,
  APIGroupDiscoveryList: GROUP_DISCOVERY_LIST,
};
