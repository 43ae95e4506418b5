import type { BootData } from './boot-data.ts';
import type { EntryFiles } from './host-manifest.ts';
import { scriptJson } from './inline-script.ts';
import { page, type Page } from './page.ts';
import { themeScript } from './theme-script.ts';

/** The document that starts the host: boot data first, because `@grafana/runtime` reads it as it loads. */
export function appPage(bootData: BootData, files: EntryFiles, icon: string): Page {
  return page({
    title: 'Grafana',
    language: bootData.user.language,
    icon,
    inlineScript: `
window.__grafana_public_path__ = '/public/';
window.grafanaBootData = ${scriptJson(bootData)};
${themeScript('window.grafanaBootData.user.theme = theme;')}
`,
    inlineStyle: UNTIL_LOADED,
    files,
    body: '<div id="reactRoot"><div class="starting" role="status">Loading Strongroom…</div></div>',
  });
}

/** The canvas of Grafana's two themes, until its own styles are there. */
const UNTIL_LOADED = `
html { background: rgb(17, 18, 23); color: rgb(204, 204, 220); }
html[data-theme=light] { background: rgb(244, 245, 245); color: rgb(36, 41, 46); }
body { margin: 0; }
.starting { display: grid; place-items: center; height: 100vh; font: 1.25rem Inter, Helvetica, Arial, sans-serif; }
`;
