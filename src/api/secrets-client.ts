import { SECURE_VALUES } from '../domain/api-group';
import { formatFieldSelector } from '../domain/field-selector';
import { ApiFailure } from './api-error';
import { listAllPages } from './list-pages';
import { requestJson } from './request';
import { toCreateBody, toSecret, toUpdateBody, type Secret, type SecretDraft } from './secret';
import { isSecureValue } from './wire';

export interface ListQuery {
  /** Kubernetes label selector; empty for all. */
  readonly labelSelector: string;
  /** Only what this service may read; empty for all. */
  readonly decrypter: string;
}

/**
 * `secret.grafana.app` over HTTP, for one namespace. Every method throws {@link ApiFailure} and nothing else.
 *
 * @see https://grafana.com/docs/grafana/latest/developers/http_api/
 */
export class SecretsClient {
  readonly #collection: string;

  constructor(basePath: string, namespace: string) {
    this.#collection = `${basePath}/namespaces/${encodeURIComponent(namespace)}/${SECURE_VALUES.plural}`;
  }

  async list(query: ListQuery, signal?: AbortSignal): Promise<readonly Secret[]> {
    try {
      return await this.#listAll(query, signal);
    } catch (failure) {
      // `spec.decrypter` is a selector that not every server knows.
      if (query.decrypter !== '' && failure instanceof ApiFailure && failure.error.kind === 'bad-request') {
        const all = await this.#listAll({ ...query, decrypter: '' }, signal);
        return all.filter(({ decrypters }) => decrypters.includes(query.decrypter));
      }
      throw failure;
    }
  }

  async get(name: string, signal?: AbortSignal): Promise<Secret> {
    return readSecret(await requestJson({ method: 'GET', url: this.#url(name), signal }));
  }

  async create(draft: SecretDraft): Promise<Secret> {
    const body = toCreateBody(draft);
    return readSecret(await requestJson({ method: 'POST', url: this.#collection, body }));
  }

  /** Replaces `current`, as it was read, by the draft. A draft without a value keeps the stored one. */
  async update(current: Secret, draft: SecretDraft): Promise<Secret> {
    const body = toUpdateBody(current, draft);
    return readSecret(await requestJson({ method: 'PUT', url: this.#url(current.name), body }));
  }

  async delete(name: string): Promise<void> {
    await requestJson({ method: 'DELETE', url: this.#url(name) });
  }

  async #listAll({ labelSelector, decrypter }: ListQuery, signal?: AbortSignal): Promise<readonly Secret[]> {
    const params: Record<string, string> = {};
    if (labelSelector !== '') {
      params.labelSelector = labelSelector;
    }
    if (decrypter !== '') {
      params.fieldSelector = formatFieldSelector([{ field: 'spec.decrypter', operator: '=', value: decrypter }]);
    }
    const items = await listAllPages({ url: this.#collection, params, signal }, isSecureValue);
    return items.map(toSecret);
  }

  #url(name: string): string {
    return `${this.#collection}/${encodeURIComponent(name)}`;
  }
}

function readSecret(answer: unknown): Secret {
  if (!isSecureValue(answer)) {
    throw new ApiFailure({ kind: 'malformed' });
  }
  return toSecret(answer);
}
