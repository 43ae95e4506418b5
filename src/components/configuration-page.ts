import pluginJson from '../plugin.json';

/** The plugin's own page in Grafana's plugin catalogue, as it is named in the address. */
export const CONFIGURATION_PAGE_ID = 'configuration';

export const CONFIGURATION_URL = `/plugins/${pluginJson.id}?page=${CONFIGURATION_PAGE_ID}`;
