import type { FastifyInstance } from 'fastify';
import type { AppOptions } from '../../http/app.ts';
import type { PluginSettings } from '../plugin-settings.ts';
import { startOwnBackend } from './own-backend.ts';
import { registerPluginProxy } from './register.ts';

/** The organisation that a page without a Grafana has. */
const ONLY_ORG = 1;

export interface BehindPage {
  readonly pluginDist: string;
  readonly settings: PluginSettings;
}

/**
 * Makes a page the one of an open-source Grafana, which reaches a backend by the plugin's proxy routes: starts that
 * backend, which stops with the page, and sets its address and token, as provisioning would. Both can be changed there.
 */
export async function addBackendBehindPage(
  app: FastifyInstance,
  options: AppOptions,
  { pluginDist, settings }: BehindPage
): Promise<void> {
  const { url, token, close } = await startOwnBackend(options);
  app.addHook('onClose', close);
  settings.change(ONLY_ORG, {
    enabled: true,
    pinned: true,
    jsonData: { backendUrl: url },
    secureJsonData: { backendToken: token },
  });
  await app.register(registerPluginProxy, { pluginDist, settingsOf: (orgId: number) => settings.valuesOf(orgId) });
}
