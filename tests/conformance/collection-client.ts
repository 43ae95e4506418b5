import { AS_ADMIN, type Answer, type Headers, type InProcessService } from '../in-process-service.ts';
import { collection, type Plural } from './objects.ts';

/** Every verb on one collection of a service, as one caller. */
export class CollectionClient {
  readonly #service: InProcessService;
  readonly #plural: Plural;
  readonly #caller: Headers;
  readonly #namespace: string;

  constructor(service: InProcessService, plural: Plural, caller: Headers = AS_ADMIN, namespace = 'default') {
    this.#service = service;
    this.#plural = plural;
    this.#caller = caller;
    this.#namespace = namespace;
  }

  /** The same collection, as somebody else. */
  as(caller: Headers): CollectionClient {
    return new CollectionClient(this.#service, this.#plural, caller, this.#namespace);
  }

  /** The same kind in another namespace. */
  in(namespace: string): CollectionClient {
    return new CollectionClient(this.#service, this.#plural, this.#caller, namespace);
  }

  /** @param query with its question mark. */
  list(query = '', headers: Headers = {}): Promise<Answer> {
    return this.#send('GET', query, undefined, headers);
  }

  create(body: unknown, query = '', headers: Headers = {}): Promise<Answer> {
    return this.#send('POST', query, body, headers);
  }

  get(name: string, headers: Headers = {}): Promise<Answer> {
    return this.#send('GET', `/${name}`, undefined, headers);
  }

  put(name: string, body: unknown, query = ''): Promise<Answer> {
    return this.#send('PUT', `/${name}${query}`, body);
  }

  patch(name: string, type: string, body: unknown, query = ''): Promise<Answer> {
    return this.#send('PATCH', `/${name}${query}`, body, { 'content-type': type });
  }

  delete(name: string, query = ''): Promise<Answer> {
    return this.#send('DELETE', `/${name}${query}`);
  }

  activate(name: string): Promise<Answer> {
    return this.#send('POST', `/${name}/activate`, {});
  }

  deleteCollection(): Promise<Answer> {
    return this.#send('DELETE', '');
  }

  /** The names that a list has, in its order. */
  async names(query = ''): Promise<string[]> {
    const answer = await this.list(query);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    const { items } = answer.json as {
      readonly items: ReadonlyArray<{ readonly metadata: { readonly name: string } }>;
    };
    return items.map(({ metadata }) => metadata.name);
  }

  /** Deletes all that the caller sees. */
  async clear(): Promise<void> {
    for (const name of await this.names()) {
      expect((await this.delete(name)).status).toBe(200);
    }
  }

  #send(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Answer> {
    return this.#service.send(method, collection(this.#plural, this.#namespace) + path, body, {
      ...this.#caller,
      ...headers,
    });
  }
}
