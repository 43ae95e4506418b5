import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A lookup of a secret that arrived. */
export interface ArrivedLookup {
  /** As it was sent, with its query. */
  readonly path: string;
  /** By a clock that never goes back, in milliseconds. */
  readonly at: number;
  /** What was answered; undefined where nothing was, or not yet. */
  status: number | undefined;
}

const LOOKUPS = '/api/v1/secrets/';
const STEPS = '/step/';

/**
 * Stands between k6 and the service: it passes everything on as it is, and counts the lookups. A request for `/step/NAME`
 * does a step of the test, so that things can happen while a script runs.
 */
export class RecordingProxy {
  readonly #server: Server;
  readonly #steps = new Map<string, () => Promise<void>>();
  readonly #refusals: number[] = [];
  #lookups: ArrivedLookup[] = [];
  #target: string | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<RecordingProxy> {
    const server = createServer();
    const proxy = new RecordingProxy(server);
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => proxy.#serve(incoming, outgoing));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The lookups since the last {@link forget}, in the order in which they came. */
  get lookups(): ReadonlyArray<Readonly<ArrivedLookup>> {
    return this.#lookups;
  }

  get statuses(): ReadonlyArray<number | undefined> {
    return this.#lookups.map(({ status }) => status);
  }

  /** @param url where everything goes from now on. */
  leadTo(url: string): void {
    this.#target = url;
  }

  forget(): void {
    this.#lookups = [];
  }

  /** Answers the next lookups itself, one with each status. */
  refuseNext(...statuses: readonly number[]): void {
    this.#refusals.push(...statuses);
  }

  /** What `/step/NAME` does. */
  step(name: string, act: () => Promise<void>): void {
    this.#steps.set(name, act);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '';
    if (path.startsWith(STEPS)) {
      void this.#do(path.slice(STEPS.length), outgoing);
      return;
    }
    if (!path.startsWith(LOOKUPS)) {
      this.#pass(incoming, outgoing);
      return;
    }
    const lookup: ArrivedLookup = { path, at: performance.now(), status: undefined };
    this.#lookups.push(lookup);
    const refusal = this.#refusals.shift();
    if (refusal === undefined) {
      this.#pass(incoming, outgoing, (status) => (lookup.status = status));
    } else {
      lookup.status = refusal;
      outgoing.writeHead(refusal).end();
    }
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse, note: (status: number) => void = () => undefined): void {
    const { hostname, port } = new URL(this.#target ?? '');
    const { method, url, headers } = incoming;
    const onward = request({ hostname, port, method, path: url, headers, agent: false }, (answer) => {
      const status = answer.statusCode ?? 502;
      note(status);
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  async #do(name: string, outgoing: ServerResponse): Promise<void> {
    try {
      const act = this.#steps.get(name);
      await act?.();
      outgoing.writeHead(act === undefined ? 404 : 204).end();
    } catch {
      outgoing.writeHead(500).end();
    }
  }
}
