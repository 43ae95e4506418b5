import { isDeepStrictEqual } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { isKubernetesPath } from '../../backend/http/paths.ts';
import { collection, type ApiObject, type Plural } from '../conformance/objects.ts';
import { answerProblems } from '../in-process-service.ts';
import { leakIn } from './canary.ts';
import { toJson, type Node } from './document.ts';
import { READER, type Content } from './documents.ts';
import { isPrescribedFault } from './prescribed-faults.ts';
import type { Aim, Callers, FuzzRequest } from './requests.ts';
import type { StoreModel } from './store-model.ts';
import { promisesMore, type RawRequest, type Wire, type WireAnswer, type WireRequest } from './wire.ts';

/** What is answered whatever the path and the method: no document has it for every one. */
const EVERYWHERE: ReadonlySet<number> = new Set([0, 400, 408, 413, 415, 417, 431, 503]);

const ROUTED: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const WRITING: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export interface Court {
  readonly wire: Wire;
  readonly callers: Callers;
  readonly model: StoreModel;
  /** Another one after every change of the store. */
  readonly state: () => string;
  /** Leaks that were seen elsewhere since it was last asked. */
  readonly leaksElsewhere: () => readonly string[];
}

/** Sends requests one by one, and finds fault with what came of each. */
export class Judge {
  readonly #court: Court;
  /** How often each status was answered. */
  readonly statuses = new Map<number, number>();
  /** How often each thing that a valid request can do was done. */
  readonly done = new Map<string, number>();

  constructor(court: Court) {
    this.#court = court;
  }

  /** @throws Error that says what is wrong, and with what request. */
  async judge(request: FuzzRequest): Promise<void> {
    const { wire, state } = this.#court;
    const expected = request.aim && this.#expected(request.aim);
    const before = state();
    const answer = await wire.send(request).catch((error: unknown) => {
      throw new Error(`no answer (${String(error)}) to ${described(request)}`);
    });
    const hasChanged = state() !== before;
    const problems = [
      ...this.#problemsOf(answer, request.method, request.target),
      ...(answer.status === 0 && !mayStayUnanswered(request) ? ['there was no answer'] : []),
      ...changeProblems(request, answer, hasChanged),
      ...(hasChanged && answer.status < 300 ? await this.#effectProblems(request, answer) : []),
      ...(expected === undefined || expected.includes(answer.status)
        ? []
        : [`${answer.status} and not ${expected.join(' or ')}`]),
    ];
    this.#learn(request, answer, hasChanged);
    report(problems, described(request), answer);
  }

  /** @throws Error that says what is wrong, and with what bytes. */
  async judgeRaw(raw: RawRequest): Promise<void> {
    const { wire, state } = this.#court;
    const before = state();
    const answer = await wire.sendRaw(raw);
    const problems = [
      ...this.#problemsOf(answer, '', ''),
      ...(state() === before ? [] : ['the store has changed']),
      ...(answer.status >= 200 && answer.status < 300 ? ['it succeeded'] : []),
      ...(answer.status === 0 && !raw.endsEarly ? ['there was no answer'] : []),
    ];
    report(problems, Buffer.from(raw.bytes).toString('latin1').slice(0, 1_000), answer);
  }

  /** What no answer may be, whatever the request. */
  #problemsOf(answer: WireAnswer, method: string, target: string): string[] {
    const { status, contentType, head, text } = answer;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const leak = leakIn(`${head}\n${text}`);
    return [
      ...(leak === undefined ? [] : ['the answer shows a value']),
      ...this.#court.leaksElsewhere(),
      ...(status >= 500 && !isPrescribedFault(status, text) ? [`${status} is not prescribed`] : []),
      ...(isKubernetesPath(target) && ROUTED.has(method) && !EVERYWHERE.has(status)
        ? answerProblems(method, target, status, contentType, text)
        : []),
    ];
  }

  #learn({ aim }: FuzzRequest, { status }: WireAnswer, hasChanged: boolean): void {
    if (aim !== undefined && status < 300) {
      const key = `${aim.verb} ${aim.plural}${hasChanged ? '' : ' without effect'}`;
      this.done.set(key, (this.done.get(key) ?? 0) + 1);
    }
  }

  /** What a valid request has to be answered with, by what is there; undefined where that is not known. */
  #expected(aim: Aim): readonly number[] | undefined {
    const { model } = this.#court;
    const isThere = 'name' in aim && model.has(aim.plural, aim.name);
    const isReference = 'name' in aim && model.isReference(aim.plural, aim.name);
    switch (aim.verb) {
      case 'list':
        return [200];
      case 'activate':
        return aim.name === 'system' || isThere ? [200, 201] : [404];
      case 'create':
        return isThere ? [409] : [201];
      case 'delete':
        // A keeper that is used may stay.
        return !isThere ? [404] : aim.plural === 'keepers' ? undefined : [200];
      case 'get':
        return isThere ? [200] : [404];
      case 'update':
        return !isThere ? [404] : isReference ? [422] : [200];
      case 'patch':
        return !isThere ? [404] : isReference && aim.patch.value !== undefined ? [422] : [200];
    }
  }

  /** What a write that succeeded has to have done. */
  async #effectProblems(request: FuzzRequest, answer: WireAnswer): Promise<string[]> {
    const { model } = this.#court;
    const document = parsed(answer);
    if (request.method === 'DELETE') {
      const details = document as { readonly details?: { readonly name?: string; readonly kind?: string } };
      const { name = '', kind = '' } = details.details ?? {};
      const plural = kind === 'Keeper' ? 'keepers' : 'securevalues';
      model.deleted(plural, name);
      return (await this.#read(plural, name)).status === 404 ? [] : ['it is still there'];
    }
    if (request.aim?.verb === 'activate' || /\/activate([?/]|$)/.test(request.target)) {
      return [];
    }
    const object = document as ApiObject;
    const plural = object.kind === 'Keeper' ? 'keepers' : 'securevalues';
    const { name } = object.metadata;
    const value = request.aim === undefined ? undefined : intendedValue(request.aim, model.valueOf(name));
    const versionProblem = model.stored(plural, object, value);
    const read = await this.#read(plural, name);
    return [
      ...(versionProblem === undefined ? [] : [versionProblem]),
      ...(isDeepStrictEqual(parsed(read), object) ? [] : ['it is not stored as it was answered']),
      ...(request.aim === undefined ? [] : contentProblems(request.aim, object)),
      ...(value === undefined ? [] : await this.#valueProblems(object, value)),
    ];
  }

  async #valueProblems(object: ApiObject, value: string): Promise<string[]> {
    const { decrypters = [] } = object.spec as { readonly decrypters?: readonly string[] };
    const { wire, callers } = this.#court;
    const target = `/api/v1/secrets/${object.metadata.name}/decrypt?fields=plaintext`;
    const answer = await wire.send({ method: 'GET', target, headers: callers.decrypter, body: undefined });
    if (!decrypters.includes(READER)) {
      return answer.status === 404 ? [] : ['who is no decrypter can read it'];
    }
    return answer.text === JSON.stringify({ plaintext: value }) ? [] : ['another value is stored'];
  }

  #read(plural: Plural, name: string): Promise<WireAnswer> {
    const { wire, callers } = this.#court;
    return wire.send({
      method: 'GET',
      target: `${collection(plural)}/${name}`,
      headers: callers.admin,
      body: undefined,
    });
  }
}

/** Node ends the connection of who wants a tunnel, and of who hangs up in the middle of a request. */
function mayStayUnanswered(request: WireRequest): boolean {
  return request.method === 'CONNECT' || promisesMore(request);
}

/** A request changes the store if it is a write, was not refused, and was not a dry run: then it does. */
function changeProblems({ method, target, body }: WireRequest, { status }: WireAnswer, hasChanged: boolean): string[] {
  const isDone = WRITING.has(method) && status >= 200 && status < 300;
  if (hasChanged) {
    const isDry = /[?&]dryRun=All(&|$)/.test(target);
    return [...(isDone ? [] : ['the store has changed']), ...(isDry ? ['a dry run has changed the store'] : [])];
  }
  const mayBeDry = /dryRun/.test(target) || (method === 'DELETE' && Buffer.from(body ?? []).includes('dryRun'));
  // A keeper has no versions: within one second it may become what it was, and be active already.
  const mayDoNothing = mayBeDry || target.includes('/keepers/') || !isKubernetesPath(target);
  return isDone && !mayDoNothing ? ['it succeeded, and the store has not changed'] : [];
}

function intendedValue(aim: Aim, before: string | undefined): string | undefined {
  switch (aim.verb) {
    case 'create':
      return aim.content.value;
    case 'update':
      return aim.content.value ?? before;
    case 'patch':
      return aim.patch.value ?? before;
    default:
      return undefined;
  }
}

function contentProblems(aim: Aim, object: ApiObject): string[] {
  switch (aim.verb) {
    case 'create':
    case 'update':
      return wholeProblems(aim.content, object);
    case 'patch':
      return object.spec.description === aim.patch.description ? [] : ['it is not as it was patched'];
    default:
      return [];
  }
}

function wholeProblems({ labels, annotations, spec }: Content, { metadata, spec: stored }: ApiObject): string[] {
  const own = Object.fromEntries(
    Object.entries(metadata.annotations).filter(([key]) => !/^grafana\.app\/(created|updated)(By|Timestamp)$/.test(key))
  );
  return [
    ...(isDeepStrictEqual(stored, plain(spec)) ? [] : ['its spec is not as it was sent']),
    ...(isDeepStrictEqual(metadata.labels ?? {}, { ...labels }) ? [] : ['its labels are not as they were sent']),
    ...(isDeepStrictEqual(own, { ...annotations }) ? [] : ['its annotations are not as they were sent']),
  ];
}

function plain(spec: Readonly<Record<string, Node>>): unknown {
  return Object.fromEntries(
    Object.entries(spec).map(([key, node]): [string, unknown] => [key, JSON.parse(toJson(node))])
  );
}

function parsed({ text, contentType = '' }: WireAnswer): unknown {
  return contentType.includes('yaml') ? parseYaml(text) : JSON.parse(text);
}

function described({ method, target, headers, body }: WireRequest): string {
  const shownBody = body === undefined ? 'no body' : Buffer.from(body).toString().slice(0, 2_000);
  return `${method} ${target.slice(0, 500)}\n${headers.map((header) => header.join(': ').slice(0, 200)).join('\n')}\n\n${shownBody}`;
}

function report(problems: readonly string[], request: string, { status, head, text }: WireAnswer): void {
  if (problems.length > 0) {
    throw new Error(`${problems.join('; ')}\n--- ${request}\n--- ${status}\n${head}\n\n${text.slice(0, 2_000)}`);
  }
}
