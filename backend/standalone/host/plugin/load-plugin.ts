import { AppPlugin, type AppPluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { loadTranslations } from './load-translations';
import { importModule } from './module-registry';

/** An app plugin with its settings, ready to render. */
export type LoadedPlugin = AppPlugin & { readonly meta: AppPluginMeta };

/**
 * Loads a plugin as Grafana does: its settings, its texts, its module, then `init` with the settings.
 * Throws a `FetchError` if the server has no such plugin, and `Error` if the module is no app plugin.
 */
export async function loadPlugin(id: string): Promise<LoadedPlugin> {
  const meta = await getBackendSrv().get<AppPluginMeta>(
    `/api/plugins/${encodeURIComponent(id)}/settings`,
    undefined,
    undefined,
    { showErrorAlert: false }
  );
  await loadTranslations(meta);
  const loaded = await importModule(`/${meta.module}`);
  const plugin = appPluginIn(loaded);
  if (!plugin) {
    throw new Error(`${meta.module} exports no app plugin under the name "plugin"`);
  }
  plugin.meta = meta;
  plugin.init(meta);
  return plugin;
}

function appPluginIn(loaded: unknown): AppPlugin | undefined {
  return loaded !== null && typeof loaded === 'object' && 'plugin' in loaded && loaded.plugin instanceof AppPlugin
    ? loaded.plugin
    : undefined;
}
