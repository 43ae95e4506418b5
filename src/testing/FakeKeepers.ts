import type { BackendSrvRequest } from '@grafana/runtime';
import { API_VERSION, KEEPERS, SYSTEM_KEEPER, VERSION_PATH } from '../domain/api-group';
import type { Keeper, KeeperSpec, KeeperWrite } from '../domain/keeper';
import { keeperFindings, type AwsAvailability } from '../domain/keeper-rules';
import { keeperServerFindings } from '../domain/keeper-server-order';
import { actionFor, KEEPER_ACTIONS, type Action, type Verb } from '../domain/permissions';
import { SERVER_ANNOTATIONS } from '../domain/secure-value';
import {
  alreadyExists,
  conflict,
  deleted,
  forbidden,
  invalid,
  notFound,
  succeeded,
  type StatusFailure,
} from '../domain/status';
import type { Answer } from './FakeBackendSrv';

const NAMESPACE = 'default';
const PATH = `${VERSION_PATH}/namespaces/${NAMESPACE}/${KEEPERS.plural}`;

/** What a keeper needs. */
export const FAKE_AWS = {
  region: 'eu-west-1',
  assumeRole: { assumeRoleArn: 'arn:aws:iam::210987654321:role/secrets', externalID: 'ext-1' },
};

/** The keepers of a fake API. */
export class FakeKeepers {
  aws: AwsAvailability = 'available';
  /** Older servers have none. */
  served = true;
  /** Grafana deletes what is active or in use without a word. */
  guardsDeletion = true;
  active = SYSTEM_KEEPER;
  readonly #stored = new Map<string, Keeper>();
  #writes = 0;

  seed(name: string, spec: Partial<KeeperSpec> & Readonly<Record<string, unknown>> = { aws: FAKE_AWS }): void {
    this.#store({ metadata: { name }, spec: { description: `about ${name}`, ...spec } });
  }

  remove(name: string): void {
    this.#stored.delete(name);
  }

  stored(name: string): Keeper | undefined {
    return this.#stored.get(name);
  }

  names(): string[] {
    return [...this.#stored.keys()];
  }

  /** @returns undefined for a path that is not about keepers. */
  answer(
    { method = 'GET', data }: BackendSrvRequest,
    path: string,
    { permissions, isUsed }: { readonly permissions: ReadonlySet<Action>; readonly isUsed: (keeper: string) => boolean }
  ): Answer | undefined {
    if (!this.served || !(path === PATH || path.startsWith(`${PATH}/`))) {
      return undefined;
    }
    const [name = '', operation] = path
      .slice(PATH.length + 1)
      .split('/')
      .map(decodeURIComponent);
    const verb = operation === 'activate' ? 'create' : verbOf(method, name);
    if (!permissions.has(verb === 'create' ? KEEPER_ACTIONS.create : actionFor(KEEPERS, verb))) {
      return answer(forbidden({ resource: KEEPERS, verb, name, user: 'someone', namespace: NAMESPACE }));
    }
    if (name === '') {
      return method === 'POST' ? this.#create(bodyOf(data)) : { status: 200, data: this.#list() };
    }
    if (operation === 'activate' && name === SYSTEM_KEEPER) {
      this.active = SYSTEM_KEEPER;
      return { status: 200, data: succeeded(KEEPERS, name) };
    }
    const current = this.#stored.get(name);
    if (current === undefined) {
      return answer(notFound(KEEPERS, name));
    }
    if (operation === 'activate') {
      this.active = name;
      return { status: 200, data: this.#shown(current) };
    }
    switch (method) {
      case 'PUT':
        return this.#update(name, bodyOf(data));
      case 'DELETE':
        if (this.guardsDeletion && (this.active === name || isUsed(name))) {
          return answer(conflict(KEEPERS, name, 'it keeps secure values; delete those first'));
        }
        this.#stored.delete(name);
        return { status: 200, data: deleted(KEEPERS, name) };
      default:
        return { status: 200, data: this.#shown(current) };
    }
  }

  #list(): object {
    return { kind: KEEPERS.listKind, metadata: {}, items: [...this.#stored.values()].map((one) => this.#shown(one)) };
  }

  #create(body: KeeperWrite): Answer {
    const { name = '' } = body.metadata;
    const refusal = this.#refusal(name, body.spec);
    if (refusal !== undefined) {
      return refusal;
    }
    return this.#stored.has(name)
      ? answer(alreadyExists(KEEPERS, name))
      : { status: 201, data: this.#shown(this.#store(body)) };
  }

  #update(name: string, body: KeeperWrite): Answer {
    return this.#refusal(name, body.spec) ?? { status: 200, data: this.#shown(this.#store(body)) };
  }

  #refusal(name: string, spec: KeeperSpec): Answer | undefined {
    const findings = keeperServerFindings(keeperFindings({ name, namespace: NAMESPACE, spec }, this.aws));
    return findings.length === 0 ? undefined : answer(invalid(KEEPERS, name, findings));
  }

  #store({ metadata, spec }: KeeperWrite): Keeper {
    this.#writes += 1;
    const keeper: Keeper = {
      metadata: {
        ...metadata,
        name: metadata.name ?? '',
        resourceVersion: String(1_795_176_000 + this.#writes),
        annotations: {
          ...metadata.annotations,
          [SERVER_ANNOTATIONS.updatedBy]: 'user:u000001',
          [SERVER_ANNOTATIONS.updatedTimestamp]: '2026-11-20T12:00:00Z',
        },
      },
      spec,
    };
    this.#stored.set(keeper.metadata.name, keeper);
    return keeper;
  }

  #shown(keeper: Keeper): Keeper {
    return {
      kind: KEEPERS.kind,
      apiVersion: API_VERSION,
      ...keeper,
      status: { active: keeper.metadata.name === this.active },
    };
  }
}

function verbOf(method: string, name: string): Verb {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'DELETE':
      return 'delete';
    default:
      return name === '' ? 'list' : 'get';
  }
}

function answer(status: StatusFailure): Answer {
  return { status: status.code, data: status };
}

function bodyOf(data: unknown): KeeperWrite {
  return JSON.parse(JSON.stringify(data));
}
