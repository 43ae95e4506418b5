import { KEEPERS } from '../domain/api-group';
import { ApiFailure } from './api-error';
import { toKeeper, toKeeperCreateBody, toKeeperUpdateBody, type KeeperDraft, type SecretKeeper } from './keeper';
import { listAllPages } from './list-pages';
import { requestJson } from './request';
import { isKeeper } from './wire';

/** The keepers of `secret.grafana.app` over HTTP, for one namespace. Every method throws `ApiFailure` and nothing else. */
export class KeepersClient {
  readonly #collection: string;

  constructor(basePath: string, namespace: string) {
    this.#collection = `${basePath}/namespaces/${encodeURIComponent(namespace)}/${KEEPERS.plural}`;
  }

  async list(signal?: AbortSignal): Promise<readonly SecretKeeper[]> {
    const items = await listAllPages({ url: this.#collection, signal }, isKeeper);
    return items.map(toKeeper);
  }

  async get(name: string, signal?: AbortSignal): Promise<SecretKeeper> {
    return readKeeper(await requestJson({ method: 'GET', url: this.#url(name), signal }));
  }

  async create(draft: KeeperDraft): Promise<SecretKeeper> {
    const body = toKeeperCreateBody(draft);
    return readKeeper(await requestJson({ method: 'POST', url: this.#collection, body }));
  }

  /** Replaces `current`, as it was read, by the draft. Whether it is active stays. */
  async update(current: SecretKeeper, draft: KeeperDraft): Promise<SecretKeeper> {
    const body = toKeeperUpdateBody(current, draft);
    return readKeeper(await requestJson({ method: 'PUT', url: this.#url(current.name), body }));
  }

  /** Makes a keeper the one that new values go to; `system` for the server itself. What the answer says differs. */
  async activate(name: string): Promise<void> {
    await requestJson({ method: 'POST', url: `${this.#url(name)}/activate`, body: {} });
  }

  async delete(name: string): Promise<void> {
    await requestJson({ method: 'DELETE', url: this.#url(name) });
  }

  #url(name: string): string {
    return `${this.#collection}/${encodeURIComponent(name)}`;
  }
}

function readKeeper(answer: unknown): SecretKeeper {
  if (!isKeeper(answer)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  return toKeeper(answer);
}
