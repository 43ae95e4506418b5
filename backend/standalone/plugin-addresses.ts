/** Where a plugin's files are, below the root of the server, as Grafana has it. */
export function pluginBaseUrl(pluginId: string): string {
  return `public/plugins/${pluginId}`;
}

export function pluginModule(pluginId: string): string {
  return `${pluginBaseUrl(pluginId)}/module.js`;
}
