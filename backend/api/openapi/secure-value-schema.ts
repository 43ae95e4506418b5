import { SECURE_VALUES, SYSTEM_KEEPER } from '../../../src/domain/api-group.ts';
import { KNOWN_DECRYPTERS } from '../../../src/domain/decrypters.ts';
import { LABEL_VALUE } from '../../../src/domain/label-value.ts';
import {
  DECRYPTER_MAX,
  DECRYPTERS_MAX,
  DESCRIPTION_DOCUMENTED_MAX,
  DESCRIPTION_MAX,
  REF_MAX,
  VALUE_MAX_BYTES,
} from '../../../src/domain/limits.ts';
import { objectSchemas } from './object-schemas.ts';
import { text, type Schema, type Schemas } from './schema.ts';

/** White space around a decrypter is kept and not judged. The last of the class is U+0085, which `\s` leaves out. */
const WHITE_SPACE = '[\\s\u0085]*';
/** A label value may be empty, a decrypter may not. */
const FILLED_LABEL_VALUE = LABEL_VALUE.source.replace(/^\^\((.*)\)\?\$$/, '$1');
const DECRYPTER_PATTERN = `^${WHITE_SPACE}${FILLED_LABEL_VALUE}${WHITE_SPACE}$`;

const SPEC: Schema = {
  type: 'object',
  description: 'What a client decides about a secure value.',
  required: ['description'],
  properties: {
    decrypters: {
      type: 'array',
      description:
        `The services that may read the value, in any order, none twice; at most ${DECRYPTERS_MAX}, each of at most ` +
        `${DECRYPTER_MAX} letters, digits, hyphens, underscores and dots. Known ones: ` +
        `${KNOWN_DECRYPTERS.map(({ id }) => id).join(', ')}. Without any, nobody may. A change that leaves them out clears them.`,
      items: { type: 'string', pattern: DECRYPTER_PATTERN, minLength: 1 },
      maxItems: DECRYPTERS_MAX,
      uniqueItems: true,
      'x-kubernetes-list-type': 'atomic',
    },
    description: text(
      `What the value is for. Up to ${DESCRIPTION_MAX} characters; Grafana documents ${DESCRIPTION_DOCUMENTED_MAX}, which ` +
        'strict servers hold to.',
      { minLength: 1, maxLength: DESCRIPTION_MAX, example: 'Token of billing API' }
    ),
    ref: text(
      'The name of a secret that is in the store of a third-party keeper already. Instead of a value, and for ever: neither ' +
        'can become the other.',
      { maxLength: REF_MAX, nullable: true }
    ),
    value: text(
      `The value to keep, at most ${VALUE_MAX_BYTES} bytes in UTF-8. No answer has it. A change that leaves it out, or ` +
        'sends null, keeps the stored one.',
      // No text of more characters fits into so many bytes.
      { minLength: 1, maxLength: VALUE_MAX_BYTES, nullable: true, writeOnly: true }
    ),
  },
};

const STATUS: Schema = {
  type: 'object',
  description: 'What the server knows about a secure value. Ignored where a client sends it.',
  properties: {
    externalID: text('What the keeper calls the value; empty where the server keeps it itself.'),
    keeper: text(`The keeper of the value, for life: ${SYSTEM_KEEPER} is the server itself.`),
    version: {
      type: 'integer',
      format: 'int64',
      minimum: 1,
      description: '1 for the first write of a name, one more for every change.',
    },
  },
};

export const SECURE_VALUE_SCHEMAS: Schemas = {
  ...objectSchemas(SECURE_VALUES, {
    description: 'A secret: a value that is written once and then read by the services that its decrypters name.',
    status: 'SecureValueStatus',
    spec: 'SecureValueSpec',
  }),
  SecureValueSpec: SPEC,
  SecureValueStatus: STATUS,
};
