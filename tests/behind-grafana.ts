/** A real backend behind the proxy routes of `src/plugin.json`, which are interpreted as Grafana does, over HTTP. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keeperBody } from '../backend/api/testing/keepers.ts';
import { serve, type Answer, type ServedApp } from '../backend/http/testing/served-app.ts';
import type { Authenticator } from '../backend/identity/authenticate.ts';
import type { Caller, Permission, Role } from '../backend/identity/caller.ts';
import {
  CHECKED_ACTION_HEADER,
  GRAFANA_CONTEXT_HEADER,
  GRAFANA_TOKEN_HEADER,
} from '../backend/identity/grafana-headers.ts';
import { contextHeader } from '../backend/standalone/plugin-proxy/context-header.ts';
import { registerPluginProxy } from '../backend/standalone/plugin-proxy/register.ts';
import { RemoteStoreStandIn } from '../backend/vault/testing/remote-store-stand-in.ts';
import { KEEPERS, SECURE_VALUES, VERSION_PATH, type ResourceKind } from '../src/domain/api-group.ts';
import { actionFor, TOKENS_WRITE, type Action, type Verb } from '../src/domain/permissions.ts';

export const MANIFEST_FILE = join(dirname(import.meta.dirname), 'src', 'plugin.json');
export const PROXY_PATH = '/api/plugin-proxy/strongroom-secrets-app/backend';

/** What Grafana and the backend share. */
export const SHARED_TOKEN = 'shared-by-grafana-and-the-backend-0123456789';

/** One thing to ask of the API group. */
export interface Call {
  readonly resource: ResourceKind;
  readonly verb: Verb;
  readonly method: string;
  /** After the collection. */
  readonly path: string;
  readonly body?: unknown;
}

export function secureValue(name: string): object {
  return { metadata: { name }, spec: { description: 'd', value: 'v' } };
}

const BODIES: Readonly<Record<ResourceKind['plural'], (name: string) => object>> = {
  securevalues: secureValue,
  keepers: keeperBody,
};

/** Every verb on every resource; items are named `there`. */
export const CALLS: readonly Call[] = [SECURE_VALUES, KEEPERS].flatMap((resource): Call[] => [
  { resource, verb: 'list', method: 'GET', path: '' },
  { resource, verb: 'create', method: 'POST', path: '', body: BODIES[resource.plural]('new') },
  { resource, verb: 'get', method: 'GET', path: '/there' },
  { resource, verb: 'update', method: 'PUT', path: '/there', body: BODIES[resource.plural]('there') },
  { resource, verb: 'patch', method: 'PATCH', path: '/there', body: {} },
  { resource, verb: 'delete', method: 'DELETE', path: '/there' },
]);

export const LIST: Call = { resource: SECURE_VALUES, verb: 'list', method: 'GET', path: '' };

export const ACTIONS: readonly Action[] = [
  ...new Set(CALLS.map(({ resource, verb }) => actionFor(resource, verb))),
  TOKENS_WRITE,
];

export function titleOf({ resource, method, path }: Call): string {
  return `${method} ${resource.plural}${path}`;
}

export function collection(namespace = 'default', resource: ResourceKind = SECURE_VALUES): string {
  return `${VERSION_PATH}/namespaces/${namespace}/${resource.plural}`;
}

export function person(role: Role, actions: readonly Action[], orgId = 1): Caller {
  const permissions = actions.map((action): Permission => ({ action, scope: 'all' }));
  return { identity: 'user:ada', login: 'ada', role, orgId, permissions };
}

export function administrator(orgId = 1): Caller {
  return person('Admin', ACTIONS, orgId);
}

/** What Grafana's proxy sends beside the request. */
export function fromGrafana(caller: Caller, action?: string, token = SHARED_TOKEN): Record<string, string> {
  return {
    [GRAFANA_TOKEN_HEADER]: token,
    [GRAFANA_CONTEXT_HEADER]: contextHeader(caller),
    ...(action === undefined ? {} : { [CHECKED_ACTION_HEADER]: action }),
  };
}

/** The two servers, and the people who are signed in at the one in front. */
export class BehindGrafana {
  readonly grafana: ServedApp;
  readonly backend: ServedApp;
  readonly #sessions: Map<string, Caller>;
  readonly #directory: string;

  private constructor(grafana: ServedApp, backend: ServedApp, sessions: Map<string, Caller>, directory: string) {
    this.grafana = grafana;
    this.backend = backend;
    this.#sessions = sessions;
    this.#directory = directory;
  }

  static async start(): Promise<BehindGrafana> {
    const directory = await mkdtemp(join(tmpdir(), 'strongroom-routes-'));
    await writeFile(join(directory, 'plugin.json'), readFileSync(MANIFEST_FILE));
    const backend = await serve({
      env: { SECRETS_GRAFANA_TOKEN: SHARED_TOKEN, SECRETS_AWS_KEEPERS: 'on' },
      remoteStore: new RemoteStoreStandIn(),
    });
    const settings = { jsonData: { backendUrl: backend.url }, secureJsonData: { backendToken: SHARED_TOKEN } };
    const sessions = new Map<string, Caller>();
    const signedIn: Authenticator = async ({ authorization }) => {
      const caller = sessions.get(authorization ?? '');
      return caller && { kind: 'proven', caller, by: 'token' };
    };
    const grafana = await serve({
      env: { SECRETS_STANDALONE: 'oss' },
      authenticators: [signedIn],
      standalone: {
        register: async (app) =>
          app.register(registerPluginProxy, { pluginDist: directory, settingsOf: () => settings }),
        signInPage: async () => ({ html: '', headers: {} }),
      },
    });
    return new BehindGrafana(grafana, backend, sessions, directory);
  }

  async close(): Promise<void> {
    await this.grafana.close();
    await this.backend.close();
    await rm(this.#directory, { recursive: true });
  }

  /** The header that stands for somebody's session at Grafana. */
  signIn(caller: Caller): { authorization: string } {
    const authorization = `Bearer session-${this.#sessions.size}`;
    this.#sessions.set(authorization, caller);
    return { authorization };
  }

  /** Asks Grafana for something of the backend. */
  ask(caller: Caller, method: string, path: string, body?: unknown): Promise<Answer> {
    return this.grafana.send(method, PROXY_PATH + path, body, this.signIn(caller));
  }

  call(caller: Caller, { resource, method, path, body }: Call): Promise<Answer> {
    return this.ask(caller, method, collection('default', resource) + path, body);
  }

  /** Asks the backend, past Grafana. */
  callBackend(headers: Record<string, string>, call: Call, namespace = '-'): Promise<Answer> {
    const { resource, method, path, body } = call;
    return this.backend.send(method, collection(namespace, resource) + path, body, headers);
  }

  /** Stores a secure value, or a keeper, as an administrator. */
  async store(name: string, orgId = 1, resource: ResourceKind = SECURE_VALUES): Promise<void> {
    const path = collection('default', resource);
    const answer = await this.ask(administrator(orgId), 'POST', path, BODIES[resource.plural](name));
    expect(answer.status).toBe(201);
  }
}
