import { STATUS_REASONS } from '../../../src/domain/status.ts';
import { ref, text, typeMeta, type Schema, type Schemas } from './schema.ts';

const STATUS: Schema = {
  type: 'object',
  description: 'How a request ended that has no object to show for it.',
  required: ['status'],
  properties: {
    ...typeMeta('Status', 'v1'),
    metadata: ref('ListMeta'),
    status: text('Whether the request was carried out.', { enum: ['Failure', 'Success'] }),
    message: text('What went wrong, for people. It never repeats a value.'),
    reason: text('What went wrong, for programs. Absent where the store failed.', { enum: STATUS_REASONS }),
    details: ref('StatusDetails'),
    code: { type: 'integer', format: 'int32', description: 'The code of the HTTP answer.', minimum: 200, maximum: 599 },
  },
};

const DETAILS: Schema = {
  type: 'object',
  description: 'What a status is about.',
  properties: {
    name: text('The name of the object.'),
    group: text('The API group of its kind.'),
    kind: text('Its kind, or the plural or singular of it.'),
    uid: text('Its uid.'),
    causes: { type: 'array', items: ref('StatusCause'), description: 'Every field that was refused.' },
    retryAfterSeconds: {
      type: 'integer',
      format: 'int32',
      minimum: 0,
      description: 'When to try again, in seconds from now.',
    },
  },
};

const CAUSE: Schema = {
  type: 'object',
  description: 'A field that was refused, and why.',
  properties: {
    reason: text('Why, for programs, such as FieldValueRequired.'),
    message: text('Why, for people.'),
    field: text('The path of the field, such as spec.description or spec.decrypters.[0].'),
  },
};

/** What Grafana's own HTTP API answers, and the group's where nobody has signed in or the request never reached it. */
const GRAFANA_ERROR: Schema = {
  type: 'object',
  description: 'An error as Grafana writes it, of everything that comes before the API group.',
  required: ['message'],
  properties: {
    message: text('What went wrong, for people.'),
    messageId: text('What went wrong, for programs.'),
    statusCode: { type: 'integer', format: 'int32', description: 'The code of the HTTP answer.' },
    traceID: text('Always empty here.'),
    error: {
      type: 'object',
      description: 'More about it.',
      properties: { id: text('Such as ERR_TOKEN_REVOKED: the session was ended.') },
    },
  },
};

export const STATUS_SCHEMAS: Schemas = {
  Status: STATUS,
  StatusDetails: DETAILS,
  StatusCause: CAUSE,
  GrafanaError: GRAFANA_ERROR,
};
