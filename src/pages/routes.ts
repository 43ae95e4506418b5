import pluginJson from '../plugin.json';

export const APP_URL = `/a/${pluginJson.id}`;
export const SECRETS_URL = `${APP_URL}/secrets`;
export const SETTINGS_URL = `${APP_URL}/settings`;
export const SETTINGS_SECRETS_URL = `${SETTINGS_URL}/secrets`;
export const ACCESS_TOKENS_URL = `${SETTINGS_URL}/access-tokens`;
export const CONNECTION_URL = `${SETTINGS_URL}/connection`;
