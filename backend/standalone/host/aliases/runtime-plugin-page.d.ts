/** The setter behind `PluginPage` of `@grafana/runtime`, which the published package does not export. */
declare module 'grafana-runtime-plugin-page' {
  import type { PluginPageType } from '@grafana/runtime';

  export function setPluginPage(component: PluginPageType): void;
}
