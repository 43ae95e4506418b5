import { JSON_TYPE, MEDIA_TYPES } from '../../http/negotiation.ts';
import type { Answer, Content } from './operation.ts';
import { ref, type Schema } from './schema.ts';

/** What bodies are written in, either way. */
export const BODY_TYPES: readonly string[] = Object.values(MEDIA_TYPES);

/** A page of another origin is turned away as Grafana does it. */
const FORBIDDEN: Schema = { anyOf: [ref('Status'), ref('GrafanaError')] };

/** How a client asks for a table. The answer's own type is plain JSON. */
export const TABLE_TYPE = `${JSON_TYPE};as=Table;g=meta.k8s.io;v=v1`;

/** Every failure, and what it means. */
const FAILURES = {
  400: 'The request cannot be understood.',
  403: 'The caller may not.',
  404: 'There is no such thing.',
  405: 'The path is there, the method is not.',
  406: 'Accept has no room for what the server writes.',
  408: 'The request took too long to arrive.',
  409: 'The name is taken, or the object has changed since it was read.',
  413: 'The body is too long.',
  415: 'The body is in a format that the server does not read.',
  422: 'Fields or parameters break rules.',
  429: 'Too many requests.',
  431: 'The headers are too long.',
  500: 'The store failed, or refuses what it cannot keep.',
  502: 'The Grafana behind this server cannot be understood.',
  503: 'The server is not ready.',
  504: 'The server gave up on the request.',
} as const;
export type FailureCode = keyof typeof FAILURES;

/** What never reaches the group. */
const GRAFANA_FAILURES = { 401: 'Nobody has signed in.', 421: 'The request is for another host.' } as const;
const GRAFANA_CODES = [401, 421] as const;

/** What may become of any request. */
const ALWAYS: readonly FailureCode[] = [400, 403, 404, 406, 408, 429, 431, 500, 502, 503, 504];

/** What may become of a request with a body besides. */
export const BODY_FAILURES: readonly FailureCode[] = [413, 415, 422];

export function contentOf(schema: Schema, types: readonly string[] = BODY_TYPES): Content {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

export function answerOf(description: string, content: Content): Answer {
  return { description, content };
}

/** The failures of an operation by their codes: those of every one, and its own. */
export function failures(own: readonly FailureCode[] = []): Readonly<Record<string, Answer>> {
  const codes = [...GRAFANA_CODES, ...ALWAYS, ...own].sort((one, other) => one - other);
  return Object.fromEntries(codes.map((code) => [String(code), { $ref: `#/components/responses/${nameOf(code)}` }]));
}

/** The failures themselves, for the components of a document. */
export const FAILURE_ANSWERS: Readonly<Record<string, Answer>> = Object.fromEntries([
  ...Object.entries(GRAFANA_FAILURES).map(([code, description]) => [
    nameOf(Number(code)),
    answerOf(description, contentOf(ref('GrafanaError'), [JSON_TYPE])),
  ]),
  ...Object.entries(FAILURES).map(([code, description]) => [
    nameOf(Number(code)),
    answerOf(description, contentOf(code === '403' ? FORBIDDEN : ref('Status'))),
  ]),
]);

function nameOf(code: number): string {
  return `Status${code}`;
}
