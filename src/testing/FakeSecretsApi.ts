import type { BackendSrvRequest } from '@grafana/runtime';
import { API_VERSION, GROUP_PATH, SECURE_VALUES, SYSTEM_KEEPER, VERSION_PATH } from '../domain/api-group';
import { matchesFields, parseFieldSelector } from '../domain/field-selector';
import { matchesLabels, parseLabelSelector } from '../domain/label-selector';
import { actionFor, TOKENS_WRITE, type Action, type Verb } from '../domain/permissions';
import { SERVER_ANNOTATIONS, type SecureValue, type SecureValueWrite } from '../domain/secure-value';
import { createFindings, updateFindings } from '../domain/secure-value-rules';
import { serverFindings } from '../domain/server-order';
import {
  alreadyExists,
  badRequest,
  conflict,
  deleted,
  forbidden,
  internal,
  invalid,
  notFound,
  routeNotFound,
  type StatusFailure,
} from '../domain/status';
import { FakeBackendSrv, type Answer } from './FakeBackendSrv';
import { FakeKeepers } from './FakeKeepers';
import { FakeTokens, TOKENS_PATH } from './FakeTokens';
import { ALL_ACTIONS } from './personas';

interface Stored {
  readonly object: SecureValue;
  readonly value: string | undefined;
}

const BACKEND_PREFIX = '/api/plugin-proxy/strongroom-secrets-app/backend';
const WRITER = 'user:u000001';

/**
 * A fake of the secrets API behind Grafana's `getBackendSrv`: it keeps state and enforces the API's real rules with the
 * validators of the domain. It answers only what the plugin asks.
 */
export class FakeSecretsApi extends FakeBackendSrv {
  servedBy: 'built-in' | 'backend' | 'nobody' = 'built-in';
  permissions: ReadonlySet<Action> = ALL_ACTIONS;
  /** The only one that it serves, and the one that Grafana names to the page. */
  namespace = 'default';
  strictResourceVersion = false;
  strictDescriptionMax: number | undefined;
  knowsDecrypterSelector = true;
  /** What a client annotates is stored and given back, as Grafana does. */
  keepsAnnotations = true;
  /** Where the API is built in: it is Strongroom's own page. The backend always has tokens. */
  servesTokens = false;
  readonly tokens = new FakeTokens();
  readonly keepers = new FakeKeepers();
  /** The backend has no key for its store. */
  sealed = false;
  /** What writes set; a test moves it on. */
  now = '2026-11-20T12:00:00Z';

  readonly #stored = new Map<string, Stored>();

  /** Puts a secret there, or a new version of one, as somebody else would. */
  seed(name: string, parts: Partial<Pick<SecureValue, 'metadata' | 'spec'>> & { readonly value?: string } = {}): void {
    const { metadata, spec, value = 'seeded-value' } = parts;
    this.#store(
      {
        metadata: { labels: {}, ...metadata, name },
        spec: { description: `about ${name}`, ...spec, value: spec?.ref === undefined ? value : undefined },
      },
      this.#stored.get(name)
    );
  }

  /** Takes a secret away, as somebody else would. */
  remove(name: string): void {
    this.#stored.delete(name);
  }

  names(): string[] {
    return [...this.#stored.keys()].sort();
  }

  stored(name: string): SecureValue | undefined {
    return this.#stored.get(name)?.object;
  }

  /** What only a decrypter would get. */
  override valueOf(name: string): string | undefined {
    return this.#stored.get(name)?.value;
  }

  protected route(request: BackendSrvRequest): Answer {
    const path = this.#path(request.url);
    if (path === undefined) {
      return { status: 404, data: { message: 'Not found' } };
    }
    if (path === VERSION_PATH) {
      return { status: 200, data: { kind: 'APIResourceList', groupVersion: API_VERSION } };
    }
    if (path === '/healthz' || path === '/readyz') {
      return this.sealed && path === '/readyz'
        ? { status: 503, data: { status: 'sealed' } }
        : { status: 200, data: { status: 'ok' } };
    }
    if (path.startsWith(TOKENS_PATH)) {
      return this.permissions.has(TOKENS_WRITE)
        ? this.tokens.answer(request, path)
        : { status: 403, data: { message: `Permissions needed: ${TOKENS_WRITE}` } };
    }
    const collection = `${VERSION_PATH}/namespaces/${this.namespace}/${SECURE_VALUES.plural}`;
    if (path === collection) {
      return request.method === 'POST' ? this.#create(request) : this.#list(request);
    }
    if (path.startsWith(`${collection}/`)) {
      return this.#item(request, decodeURIComponent(path.slice(collection.length + 1)));
    }
    const keepers = this.keepers.answer(request, path, {
      permissions: this.permissions,
      isUsed: (keeper) => [...this.#stored.values()].some(({ object }) => object.status?.keeper === keeper),
    });
    return keepers ?? answer(routeNotFound());
  }

  #path(url: string): string | undefined {
    if (this.servedBy === 'backend') {
      return url.startsWith(BACKEND_PREFIX) ? url.slice(BACKEND_PREFIX.length) : undefined;
    }
    const isServed = url.startsWith(GROUP_PATH) || (this.servesTokens && url.startsWith(TOKENS_PATH));
    return this.servedBy === 'built-in' && isServed ? url : undefined;
  }

  #item(request: BackendSrvRequest, name: string): Answer {
    const verbs: Readonly<Record<string, Verb>> = { GET: 'get', PUT: 'update', DELETE: 'delete' };
    const refusal = this.#refusal(verbs[request.method ?? 'GET'] ?? 'get', name);
    if (refusal) {
      return refusal;
    }
    const current = this.#stored.get(name);
    if (current === undefined) {
      return answer(notFound(SECURE_VALUES, name));
    }
    switch (request.method) {
      case 'PUT':
        return this.#update(current, writeOf(request));
      case 'DELETE':
        this.#stored.delete(name);
        return { status: 200, data: deleted(SECURE_VALUES, name) };
      default:
        return { status: 200, data: current.object };
    }
  }

  #list({ params }: BackendSrvRequest): Answer {
    const refusal = this.#refusal('list');
    if (refusal) {
      return refusal;
    }
    const labels = parseLabelSelector(textOf(params?.labelSelector));
    if (!labels.ok) {
      return answer(badRequest(labels.message));
    }
    const known = this.knowsDecrypterSelector ? undefined : (['metadata.name'] as const);
    const fields = parseFieldSelector(textOf(params?.fieldSelector), known);
    if (!fields.ok) {
      return answer(badRequest(fields.message));
    }
    const items = [...this.#stored.values()]
      .map(({ object }) => object)
      .filter(({ metadata: { name, labels: own }, spec: { decrypters } }) => {
        return (
          matchesLabels(labels.selector, own) &&
          matchesFields(fields.selector, { name, namespace: this.namespace, decrypters })
        );
      });
    return { status: 200, data: { kind: 'SecureValueList', metadata: {}, items } };
  }

  #create(request: BackendSrvRequest): Answer {
    const refusal = this.#refusal('create');
    if (refusal) {
      return refusal;
    }
    const body = writeOf(request);
    const { name = '' } = body.metadata;
    const findings = createFindings({ name, namespace: this.namespace, ...body.spec }, this.#ruleOptions());
    if (findings.length > 0) {
      return answer(invalid(SECURE_VALUES, name, serverFindings(findings, 'create')));
    }
    if (this.#stored.has(name)) {
      return answer(alreadyExists(SECURE_VALUES, name));
    }
    if (body.spec.ref !== undefined && this.keepers.active === SYSTEM_KEEPER) {
      return answer(internal('references can only be used with 3rd party keepers'));
    }
    return { status: 201, data: this.#store(body, undefined) };
  }

  #update(current: Stored, body: SecureValueWrite): Answer {
    const { metadata, spec } = current.object;
    const sent = body.metadata.resourceVersion;
    if (this.strictResourceVersion && sent !== undefined && sent !== metadata.resourceVersion) {
      return answer(conflict(SECURE_VALUES, metadata.name));
    }
    const candidate = { name: body.metadata.name ?? '', namespace: this.namespace, ...body.spec };
    const findings = updateFindings(spec, candidate, this.#ruleOptions());
    if (findings.length > 0) {
      return answer(invalid(SECURE_VALUES, metadata.name, serverFindings(findings, 'update')));
    }
    return { status: 200, data: this.#store(body, current) };
  }

  /** PUT replaces: what the body leaves out is cleared, but for the value and what the server keeps. */
  #store(body: SecureValueWrite, before: Stored | undefined): SecureValue {
    const { value, ...spec } = body.spec;
    const { name = '', labels, annotations, ownerReferences } = body.metadata;
    const version = (before?.object.status?.version ?? 0) + 1;
    const object: SecureValue = {
      apiVersion: API_VERSION,
      kind: SECURE_VALUES.kind,
      metadata: {
        name,
        namespace: this.namespace,
        uid: `uid-${name}-${version}`,
        resourceVersion: String(Date.parse(this.now) / 1000 + version),
        creationTimestamp: before?.object.metadata.creationTimestamp ?? this.now,
        labels,
        annotations: {
          ...(this.keepsAnnotations ? annotations : {}),
          [SERVER_ANNOTATIONS.createdBy]: before?.object.metadata.annotations?.[SERVER_ANNOTATIONS.createdBy] ?? WRITER,
          [SERVER_ANNOTATIONS.updatedBy]: WRITER,
          [SERVER_ANNOTATIONS.updatedTimestamp]: this.now,
        },
        ownerReferences,
      },
      spec,
      status: { version, keeper: before?.object.status?.keeper ?? this.keepers.active },
    };
    this.#stored.set(name, { object, value: value ?? before?.value });
    return object;
  }

  #ruleOptions() {
    return this.strictDescriptionMax === undefined ? {} : { descriptionMax: this.strictDescriptionMax };
  }

  #refusal(verb: Verb, name?: string): Answer | undefined {
    return this.permissions.has(actionFor(SECURE_VALUES, verb))
      ? undefined
      : answer(forbidden({ resource: SECURE_VALUES, verb, name, user: 'someone', namespace: this.namespace }));
  }
}

function answer(status: StatusFailure): Answer {
  return { status: status.code, data: status };
}

function writeOf({ data }: BackendSrvRequest): SecureValueWrite {
  return JSON.parse(JSON.stringify(data));
}

function textOf(param: unknown): string {
  return typeof param === 'string' ? param : '';
}
