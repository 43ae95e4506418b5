import pluginJson from '../plugin.json';

export const APP_URL = `/a/${pluginJson.id}`;
export const SECRETS_URL = `${APP_URL}/secrets`;
export const SETTINGS_URL = `${APP_URL}/settings`;
export const SETTINGS_SECRETS_URL = `${SETTINGS_URL}/secrets`;
export const KEEPERS_URL = `${SETTINGS_URL}/keepers`;
export const ACCESS_TOKENS_URL = `${SETTINGS_URL}/access-tokens`;
export const CONNECTION_URL = `${SETTINGS_URL}/connection`;

/** The list of all secrets that a keeper has, those that other resources own included. */
export function secretsOfKeeperUrl(keeper: string): string {
  return `${SECRETS_URL}?keeper=${encodeURIComponent(keeper)}&owned=true`;
}
