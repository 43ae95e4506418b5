import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  stringify,
  type CreateNodeOptions,
  type DocumentOptions,
  type SchemaOptions,
  type ToStringOptions,
} from 'yaml';
import { MEDIA_TYPES, type Syntax } from './negotiation.ts';
import { queryOf } from './query.ts';

/** What Go's `strconv.ParseBool` takes for true. */
const TRUE: ReadonlySet<string | null> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const INDENT = 2;
/** What one version of YAML or the other reads as a line break, a byte order mark, or not at all. */
const AMBIGUOUS = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** No text is folded, and none becomes a block: the library writes blocks of blanks that nobody reads as they were. */
const STYLE: DocumentOptions & SchemaOptions & CreateNodeOptions & ToStringOptions = {
  compat: 'yaml-1.1',
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
  aliasDuplicateObjects: false,
};

/** Answers with an object or a `Status` in one of the formats of the API group, indented where the query asks for `pretty`. */
export function sendObject(request: FastifyRequest, reply: FastifyReply, object: object, syntax: Syntax): FastifyReply {
  const isPretty = TRUE.has(queryOf(request.url).get('pretty'));
  return reply
    .header('vary', 'accept')
    .type(`${MEDIA_TYPES[syntax]}; charset=utf-8`)
    .send(syntax === 'yaml' ? yamlOf(object) : JSON.stringify(object, null, isPretty ? INDENT : 0));
}

/**
 * YAML that readers of both its versions understand alike: Kubernetes' tools read 1.1, where a bare `yes` is no text. An
 * object with a character that only escapes can carry through is written in the flow style, which is JSON.
 */
export function yamlOf(object: object): string {
  const yaml = stringify(object, STYLE);
  return yaml.search(AMBIGUOUS) === -1
    ? yaml
    : `${JSON.stringify(object, null, INDENT).replace(AMBIGUOUS, (character) => escapeOf(character))}\n`;
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
