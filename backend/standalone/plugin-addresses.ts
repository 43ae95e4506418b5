/** Where a plugin's files are, below the root of the server, as Grafana has it. */
export function pluginBaseUrl(pluginId: string): string {
  return `public/plugins/${pluginId}`;
}

export function pluginModule(pluginId: string): string {
  return `${pluginBaseUrl(pluginId)}/module.js`;
}

/** The file of its texts in a language. */
export function pluginTranslation(pluginId: string, language: string): string {
  return `${pluginBaseUrl(pluginId)}/locales/${language}/${pluginId}.json`;
}
