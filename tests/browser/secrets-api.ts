import type { APIRequestContext, APIResponse } from '@playwright/test';
import { VERSION_PATH } from '../../src/domain/api-group.ts';
import type { DecrypterTokenOrder } from '../../src/domain/decrypter-token-rules.ts';
import { isJsonObject } from '../../src/domain/json-object.ts';
import { DEFAULT_NAMESPACE } from '../../src/domain/namespace.ts';
import type { OwnerReference, SecureValueWrite } from '../../src/domain/secure-value.ts';

/** Where the plugin looks where Grafana itself has no such API. */
const PROXY_PATH = '/api/plugin-proxy/strongroom-secrets-app/backend';

/** What a test wants a secret to be; the rest is up to here. */
export interface SeededSecret {
  readonly name: string;
  readonly description?: string;
  readonly value?: string;
  readonly decrypters?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
}

/** The API group, asked with the session of the browser and at the path that the plugin uses. */
export class SecretsApi {
  /** Path of the list. */
  readonly collection: string;
  readonly #request: APIRequestContext;
  readonly #tokens: string;

  /** @param backend where the API group is, and what is beside it. */
  private constructor(request: APIRequestContext, backend: '' | typeof PROXY_PATH) {
    this.#request = request;
    this.collection = `${backend}${VERSION_PATH}/namespaces/${DEFAULT_NAMESPACE}/securevalues`;
    this.#tokens = `${backend}/api/v1/tokens`;
  }

  static async of(request: APIRequestContext): Promise<SecretsApi> {
    const builtIn = await request.get(VERSION_PATH);
    return new SecretsApi(request, builtIn.status() === 404 ? PROXY_PATH : '');
  }

  createToken(order: Partial<DecrypterTokenOrder>): Promise<APIResponse> {
    return this.#request.post(this.#tokens, { data: order });
  }

  list(): Promise<APIResponse> {
    return this.#request.get(this.collection);
  }

  get(name: string): Promise<APIResponse> {
    return this.#request.get(this.#url(name));
  }

  create(body: SecureValueWrite): Promise<APIResponse> {
    return this.#request.post(this.collection, { data: body });
  }

  update(name: string, body: SecureValueWrite): Promise<APIResponse> {
    return this.#request.put(this.#url(name), { data: body });
  }

  delete(name: string): Promise<APIResponse> {
    return this.#request.delete(this.#url(name));
  }

  /** Puts a secret there, and fails where it cannot. */
  async seed(secret: SeededSecret): Promise<void> {
    const { name, labels = {}, annotations, ownerReferences, description = 'Put there by a test', ...spec } = secret;
    const answer = await this.create({
      metadata: { name, labels, annotations, ownerReferences },
      spec: { description, value: 'seeded value', decrypters: [], ...spec },
    });
    if (answer.status() !== 201) {
      throw new Error(`${name} was not created: status ${answer.status()}`);
    }
  }

  #url(name: string): string {
    return `${this.collection}/${encodeURIComponent(name)}`;
  }
}

/** The body of an answer, which has to be an object. */
export async function jsonOf(answer: APIResponse): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await answer.json();
  if (!isJsonObject(body)) {
    throw new TypeError(`${answer.url()} answered no JSON object`);
  }
  return body;
}
