import { runInThisContext } from 'node:vm';

/** jsdom has no `fetch`, and Node's takes no signal, headers or body but Node's own. */
const NAMES = ['fetch', 'AbortController', 'AbortSignal', 'Blob', 'FormData', 'Headers', 'Response', 'URLSearchParams'];

/** Puts the web APIs of the Node that runs the tests in place of jsdom's, for tests that talk to a real server. */
export function takeNodeWebApis(): void {
  for (const name of NAMES) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: runInThisContext(name) });
  }
}
