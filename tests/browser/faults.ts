import type { Page, Request, Route } from '@playwright/test';
import type { StatusFailure } from '../../src/domain/status.ts';

/** A call of the plugin to the API group, told by method and path. */
export type Call = 'discovery' | 'list' | 'read' | 'create' | 'update' | 'delete';

/** An answer that no Kubernetes API would give, such as the page of a proxy. */
export interface ForeignAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const GROUP_CALLS = /\/apis\/secret\.grafana\.app\/v1beta1(\/namespaces\/[^/]+\/securevalues(\/[^/]+)?)?$/;
const CALLS_ON_LIST: ReadonlyMap<string, Call> = new Map([
  ['GET', 'list'],
  ['POST', 'create'],
]);
const CALLS_ON_SECRET: ReadonlyMap<string, Call> = new Map([
  ['GET', 'read'],
  ['PUT', 'update'],
  ['DELETE', 'delete'],
]);

/**
 * Faults injected at the network, between one page and a server that is well: it never hears of the calls that are
 * answered here. A fault lasts until it is mended.
 */
export class Faults {
  readonly #faults = new Map<Call, (route: Route) => Promise<void>>();
  readonly #seen: Call[] = [];

  private constructor() {}

  static async between(page: Page): Promise<Faults> {
    const faults = new Faults();
    await page.route(
      ({ pathname }) => GROUP_CALLS.test(pathname),
      async (route) => {
        const call = callOf(route.request());
        const fault = call && faults.#faults.get(call);
        if (call !== undefined) {
          faults.#seen.push(call);
        }
        await (fault === undefined ? route.continue() : fault(route));
      }
    );
    return faults;
  }

  /** The calls that the page made, in their order. */
  get seen(): readonly Call[] {
    return this.#seen;
  }

  /** A failure in the API's own form. */
  fail(call: Call, status: StatusFailure): void {
    this.#faults.set(call, (route) => route.fulfill({ status: status.code, json: status }));
  }

  answer(call: Call, answer: ForeignAnswer): void {
    this.#faults.set(call, (route) => route.fulfill(answer));
  }

  /** Nobody listens: the connection is refused. */
  refuse(call: Call): void {
    this.#faults.set(call, (route) => route.abort('connectionrefused'));
  }

  /** The server takes its time: its answer is kept back until the fault is mended. */
  hold(call: Call): void {
    const { promise: mended, resolve: mend } = Promise.withResolvers<void>();
    this.#held.set(call, mend);
    this.#faults.set(call, async (route) => {
      await mended;
      await route.continue();
    });
  }

  readonly #held = new Map<Call, () => void>();

  mend(...calls: readonly Call[]): void {
    for (const call of calls) {
      this.#faults.delete(call);
      this.#held.get(call)?.();
    }
  }
}

function callOf(request: Request): Call | undefined {
  const [matched, securevalues, name] = GROUP_CALLS.exec(new URL(request.url()).pathname) ?? [];
  if (matched === undefined) {
    return undefined;
  }
  if (securevalues === undefined) {
    return 'discovery';
  }
  return (name === undefined ? CALLS_ON_LIST : CALLS_ON_SECRET).get(request.method());
}
