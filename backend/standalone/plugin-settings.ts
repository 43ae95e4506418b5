import { pluginBaseUrl, pluginModule, pluginTranslation } from './plugin-addresses.ts';
import type { JsonObject, PluginManifest } from './plugin-manifest.ts';
import type { PluginSettingsChange } from './plugin-settings-change.ts';

interface StoredSettings {
  readonly enabled: boolean;
  readonly pinned: boolean;
  readonly jsonData: JsonObject;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

const INITIAL: StoredSettings = { enabled: true, pinned: true, jsonData: {}, secureJsonData: {} };

/**
 * The plugin's settings of each organisation, in memory until the service stops: a file would hold its secrets in the
 * clear. Only the routes of the plugin proxy use these; nobody is told them.
 */
export class PluginSettings {
  readonly #byOrg = new Map<number, StoredSettings>();

  /** What the templates of proxy routes may name; undefined where nothing was ever set. */
  valuesOf(orgId: number): Pick<StoredSettings, 'jsonData' | 'secureJsonData'> | undefined {
    return this.#byOrg.get(orgId);
  }

  /** Grafana's answer to `GET /api/plugins/<id>/settings`: the manifest, where the files are, and what was set. */
  describe(orgId: number, plugin: PluginManifest): JsonObject {
    const { enabled, pinned, jsonData, secureJsonData } = this.#of(orgId);
    const baseUrl = pluginBaseUrl(plugin.id);
    const { info, ...manifest } = plugin.document;
    const translations = plugin.languages.map((language) => [language, pluginTranslation(plugin.id, language)]);
    return {
      ...manifest,
      info: {
        ...(typeof info === 'object' ? info : {}),
        logos: { small: `${baseUrl}/${plugin.logos.small}`, large: `${baseUrl}/${plugin.logos.large}` },
      },
      defaultNavUrl: plugin.pages.find(({ defaultNav }) => defaultNav)?.path ?? `/plugins/${plugin.id}`,
      module: pluginModule(plugin.id),
      baseUrl,
      translations: Object.fromEntries(translations),
      loadingStrategy: 'script',
      enabled,
      pinned,
      jsonData,
      secureJsonFields: Object.fromEntries(Object.keys(secureJsonData).map((name) => [name, true])),
    };
  }

  change(orgId: number, { enabled, pinned, jsonData, secureJsonData }: PluginSettingsChange): void {
    const old = this.#of(orgId);
    this.#byOrg.set(orgId, {
      enabled: enabled ?? old.enabled,
      pinned: pinned ?? old.pinned,
      jsonData: jsonData ?? old.jsonData,
      secureJsonData: { ...old.secureJsonData, ...secureJsonData },
    });
  }

  #of(orgId: number): StoredSettings {
    return this.#byOrg.get(orgId) ?? INITIAL;
  }
}
