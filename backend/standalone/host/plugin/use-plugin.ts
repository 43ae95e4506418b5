import { useEffect, useState } from 'react';
import { loadPlugin, type LoadedPlugin } from './load-plugin';

export type PluginState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly plugin: LoadedPlugin }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One load per page load: the module's own state must not be made twice. */
const loads = new Map<string, Promise<LoadedPlugin>>();

export function usePlugin(id: string): PluginState {
  const [state, setState] = useState<PluginState>({ kind: 'loading' });

  useEffect(() => {
    let isWanted = true;
    const show = (next: PluginState) => isWanted && setState(next);
    const load = loads.get(id) ?? loadPlugin(id);
    loads.set(id, load);
    load.then(
      (plugin) => show({ kind: 'ready', plugin }),
      (error: unknown) => show({ kind: 'failed', error })
    );
    return () => {
      isWanted = false;
    };
  }, [id]);

  return state;
}
