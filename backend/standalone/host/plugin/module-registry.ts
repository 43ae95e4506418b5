/// <reference types="systemjs" />
import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/amd.js';
import 'systemjs/dist/extras/named-register.js';
import type { SharedModule } from './shared-modules';

/** The registry takes names for addresses, and every address needs a scheme. */
const address = (specifier: string) => `package:${specifier}`;

/** Lets AMD modules loaded from now on ask for the packages by name. */
export function shareModules(modules: Readonly<Record<string, SharedModule>>): void {
  for (const [specifier, shared] of Object.entries(modules)) {
    if (shared.kind === 'ready') {
      System.set(address(specifier), wholeModule(shared.exports));
    } else {
      System.register(address(specifier), [], (exportAll) => ({
        execute: async () => exportAll(wholeModule(await shared.load())),
      }));
    }
  }
  System.addImportMap({
    imports: Object.fromEntries(Object.keys(modules).map((specifier) => [specifier, address(specifier)])),
  });
}

/** The loader hands an AMD module `default` itself where `__useDefault` is set, not the object around it. */
function wholeModule(exports: object) {
  return { default: exports, __useDefault: true };
}

/** Runs the script at the address (through a script tag, so the page's policy and integrity checks hold). */
export async function importModule(url: string): Promise<unknown> {
  const loaded = await System.import<System.Module>(url);
  // A module with top-level await exports a promise.
  return '__useDefault' in loaded ? await loaded.default : loaded;
}
