import { API_VERSION, GROUP, KEEPERS, SECURE_VALUES, VERSION } from '../../../src/domain/api-group.ts';
import { KEEPER_FIELDS, SECURE_VALUE_FIELDS } from '../../../src/domain/field-selector.ts';
import { FAILURE_ANSWERS } from './answers.ts';
import { DISCOVERY_PATHS } from './discovery-paths.ts';
import { DISCOVERY_SCHEMAS } from './discovery-schemas.ts';
import { KEEPER_SCHEMAS } from './keeper-schema.ts';
import { neededSchemas } from './needed-schemas.ts';
import { METADATA_SCHEMAS } from './object-meta.ts';
import type { OpenApiDocument, Paths } from './operation.ts';
import { REQUEST_SCHEMAS } from './request-schemas.ts';
import { activationPaths, resourcePaths } from './resource-paths.ts';
import type { Schemas } from './schema.ts';
import { SECURE_VALUE_SCHEMAS } from './secure-value-schema.ts';
import { STATUS_SCHEMAS } from './status-schema.ts';
import { TABLE_SCHEMAS } from './table-schema.ts';

const SCHEMAS: Schemas = {
  ...DISCOVERY_SCHEMAS,
  ...SECURE_VALUE_SCHEMAS,
  ...KEEPER_SCHEMAS,
  ...METADATA_SCHEMAS,
  ...REQUEST_SCHEMAS,
  ...STATUS_SCHEMAS,
  ...TABLE_SCHEMAS,
};

const GROUP_PATHS: Paths = {
  ...DISCOVERY_PATHS.resources,
  ...resourcePaths(SECURE_VALUES, SECURE_VALUE_FIELDS),
  ...resourcePaths(KEEPERS, KEEPER_FIELDS),
  ...activationPaths(KEEPERS),
};

/** The OpenAPI documents by their keys: their paths below `/openapi/v3/`, which are those that they describe. */
export const OPENAPI_DOCUMENTS: Readonly<Record<string, OpenApiDocument>> = {
  api: documentOf('The core group of Kubernetes', DISCOVERY_PATHS.core),
  apis: documentOf('The groups', DISCOVERY_PATHS.groups),
  [`apis/${GROUP}`]: documentOf(`The group ${GROUP}`, DISCOVERY_PATHS.group),
  [`apis/${API_VERSION}`]: documentOf(API_VERSION, GROUP_PATHS),
  version: documentOf('The version of Kubernetes', DISCOVERY_PATHS.version),
};

function documentOf(title: string, paths: Paths): OpenApiDocument {
  return {
    openapi: '3.0.3',
    info: {
      title,
      version: VERSION,
      description: 'Secrets of a Grafana, kept by Strongroom. No answer of this API ever has a value.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: neededSchemas([paths, FAILURE_ANSWERS], SCHEMAS),
      responses: FAILURE_ANSWERS,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A management token of Strongroom, or what Grafana takes.',
        },
      },
    },
  };
}
