import { Ajv, type ValidateFunction } from 'ajv';
import { parse as parseYaml } from 'yaml';
import { TABLE_TYPE } from '../openapi/answers.ts';
import { OPENAPI_DOCUMENTS } from '../openapi/documents.ts';
import type { Answer as DocumentedAnswer, Content, Method, OpenApiDocument, Operation } from '../openapi/operation.ts';
import { ref, type Schema } from '../openapi/schema.ts';
import { ANSWERS_ID, answerSchema, answerSchemas } from './answer-schema.ts';

/** An answer of the service, and what was asked for. */
export interface ObservedAnswer {
  readonly method: string;
  /** With or without its query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null | undefined;
  readonly text: string;
}

/** What paths and methods that no document has are answered with. */
const UNDOCUMENTED: Readonly<Record<number, Schema>> = {
  401: ref('GrafanaError'),
  403: { anyOf: [ref('Status'), ref('GrafanaError')] },
  404: ref('Status'),
  405: ref('Status'),
  406: ref('Status'),
  421: ref('GrafanaError'),
};

/** The documents do not document themselves. */
const DOCUMENTS = /^\/openapi\/v3(\/|\?|$)/;

/** Go's words for a path that nothing is registered for, group or not. */
const GO_NOT_FOUND = '404 page not found\n';

const FORMATS: Readonly<Record<string, RegExp | true>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  int32: true,
  int64: true,
};

interface DocumentedPath {
  readonly document: OpenApiDocument;
  readonly template: string;
  readonly pattern: RegExp;
}

const PATHS: readonly DocumentedPath[] = Object.values(OPENAPI_DOCUMENTS).flatMap((document) =>
  Object.keys(document.paths).map((template) => ({ document, template, pattern: patternOf(template) }))
);

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, formats: FORMATS, allowUnionTypes: true });
ajv.addSchema({
  $id: ANSWERS_ID,
  definitions: Object.assign(
    {},
    ...Object.values(OPENAPI_DOCUMENTS).map(({ components }) => answerSchemas(components.schemas))
  ),
});
const validators = new Map<string, ValidateFunction>();

/**
 * Everything in which an answer differs from the OpenAPI documents of the service: its status, its type, its body. Members
 * that the documents do not name count, and so does a value. None of the texts repeats the body.
 */
export function contractProblems(observed: ObservedAnswer): string[] {
  const { method, path, status } = observed;
  const operation = operationOf(method, path);
  const title = `${method} ${templateOf(path) ?? 'an undocumented path'} ${status}`;
  if (operation === undefined && DOCUMENTS.test(path) && status === 200) {
    return [];
  }
  if (operation === undefined) {
    return undocumentedProblems(observed).map((problem) => `${title}: ${problem}`);
  }
  const answer = resolved(operation.responses[String(status)]);
  if (answer === undefined) {
    return [`${title}: the status is not documented`];
  }
  return documentedProblems(observed, answer).map((problem) => `${title}: ${problem}`);
}

function undocumentedProblems(observed: ObservedAnswer): string[] {
  const { method, status, text } = observed;
  if (method === 'HEAD') {
    return text === '' ? [] : ['HEAD has a body'];
  }
  if (status === 404 && text === GO_NOT_FOUND && mediaTypeOf(observed) === 'text/plain') {
    return [];
  }
  const schema = UNDOCUMENTED[status];
  return schema === undefined
    ? ['the status does not fit a path or a method that is not documented']
    : documentedProblems(observed, { 'application/json': { schema }, 'application/yaml': { schema } });
}

function documentedProblems(observed: ObservedAnswer, content: Content): string[] {
  const type = mediaTypeOf(observed);
  const body = parsedBody(observed.text, type);
  if (!body.ok) {
    return [`the body is no ${type}`];
  }
  const isTable = type === 'application/json' && kindOf(body.value) === 'Table';
  const schema = content[isTable ? TABLE_TYPE : type]?.schema;
  if (schema === undefined) {
    return [isTable ? 'a table is not documented' : `the type is not documented: ${type}`];
  }
  const validate = validatorOf(schema);
  return validate(body.value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message = '', params }) =>
          `${instancePath === '' ? 'the body' : instancePath} ${message} ${JSON.stringify(params)}`
      );
}

function operationOf(method: string, path: string): Operation | undefined {
  const found = documentedPath(path);
  const key = METHODS.find((known) => known === method.toLowerCase());
  return found === undefined || key === undefined ? undefined : found.document.paths[found.template]?.[key];
}

const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

function templateOf(path: string): string | undefined {
  return documentedPath(path)?.template;
}

function documentedPath(path: string): DocumentedPath | undefined {
  const [bare = ''] = path.split('?');
  return PATHS.find(({ pattern }) => pattern.test(bare));
}

function patternOf(template: string): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/\{[a-z]+\}/g, '[^/]+')}$`);
}

/** Failures are the same in every document. */
function resolved(answer: DocumentedAnswer | undefined): Content | undefined {
  if (answer === undefined || 'content' in answer) {
    return answer?.content;
  }
  const name = answer.$ref.slice('#/components/responses/'.length);
  const [document] = Object.values(OPENAPI_DOCUMENTS);
  const target = document?.components.responses[name];
  return target !== undefined && 'content' in target ? target.content : undefined;
}

function validatorOf(schema: Schema): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known !== undefined) {
    return known;
  }
  const validate = ajv.compile(answerSchema(schema));
  validators.set(key, validate);
  return validate;
}

/** Without `charset`, which is no part of what is documented, and in one spelling. */
function mediaTypeOf({ contentType }: ObservedAnswer): string {
  return (contentType ?? 'no type')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => !part.toLowerCase().startsWith('charset='))
    .join(';');
}

type ParsedBody = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

function parsedBody(text: string, type: string): ParsedBody {
  try {
    return { ok: true, value: type === 'application/yaml' ? parseYaml(text) : JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

function kindOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'kind' in body ? body.kind : undefined;
}
