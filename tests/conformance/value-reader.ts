import type { Answer, InProcessService } from '../in-process-service.ts';

/** Reads values as consumers do: by decrypter tokens, over HTTP. */
export class ValueReader {
  readonly #service: InProcessService;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(service: InProcessService) {
    this.#service = service;
  }

  /** Asks for a value as a service identity of a namespace. */
  async read(name: string, identity: string, namespace = 'default'): Promise<Answer> {
    const key = `${identity} ${namespace}`;
    const token = this.#tokens.get(key) ?? this.#service.token('--decrypter', identity, '--namespace', namespace);
    this.#tokens.set(key, token);
    return this.#service.send('GET', `/api/v1/secrets/${name}/decrypt`, undefined, {
      authorization: `Bearer ${await token}`,
    });
  }

  /** The value, which the service identity has to be given. */
  async valueOf(name: string, identity: string): Promise<string> {
    const answer = await this.read(name, identity);
    expect(answer.status).toBe(200);
    return (answer.json as { readonly plaintext: string }).plaintext;
  }
}
