import type { FastifyRequest } from 'fastify';
import type { Costume } from '../setting-table.ts';
import type { StandalonePage } from '../http/app.ts';
import { appPage } from './app-page.ts';
import { registerAssets } from './assets.ts';
import { bootData } from './boot-data.ts';
import { readManifest } from './host-manifest.ts';
import { HOST_BUILD, PLUGIN_DIST } from './paths.ts';
import { pluginBaseUrl } from './plugin-addresses.ts';
import { readPluginManifest, type PluginManifest } from './plugin-manifest.ts';
import { addBackendBehindPage } from './plugin-proxy/backend-behind-page.ts';
import { registerPluginSettings } from './plugin-settings-routes.ts';
import { PluginSettings } from './plugin-settings.ts';
import { signInDocument } from './sign-in-page.ts';

export interface StandaloneOptions {
  /** The Grafana that the page plays. */
  readonly costume: Costume;
  /** Directory of the built plugin. */
  readonly pluginDist?: string;
  /** Directory of the built host. */
  readonly hostBuild?: string;
}

/** Addresses that the host draws. */
const PAGES = ['/', '/a/*', '/plugins/:pluginId'];

/** The page that hosts the plugin without a Grafana. Both builds have to be there before it is registered. */
export function standalonePage({
  costume,
  pluginDist = PLUGIN_DIST,
  hostBuild = HOST_BUILD,
}: StandaloneOptions): StandalonePage {
  // Read anew each time, so that a reload shows what was built meanwhile.
  const readBuilds = () => Promise.all([readPluginManifest(pluginDist), readManifest(hostBuild)]);
  return {
    register: async (app, options) => {
      const [{ id: pluginId }] = await readBuilds();
      await app.register(registerAssets, { pluginId, pluginDist, hostBuild });
      const settings = new PluginSettings();
      await app.register(registerPluginSettings, { pluginDist, settings });
      if (costume === 'oss') {
        await addBackendBehindPage(app, options, { pluginDist, settings });
      }
      for (const path of PAGES) {
        app.get(path, { config: { anonymous: true } }, async (request, reply) => {
          if (request.caller === undefined) {
            return reply.redirect(signInAddress(request), 303);
          }
          const [plugin, { main }] = await readBuilds();
          const visit = {
            caller: request.caller,
            appUrl: `${request.protocol}://${request.host}/`,
            acceptLanguage: request.headers['accept-language'],
          };
          const data = bootData(visit, plugin, costume);
          const { html, headers } = appPage(data, main, iconOf(plugin));
          return reply.headers(headers).send(html);
        });
      }
    },
    signInPage: async (notice) => {
      const [plugin, { signIn }] = await readBuilds();
      return signInDocument(signIn, iconOf(plugin), notice);
    },
  };
}

function signInAddress({ url }: FastifyRequest): string {
  return url === '/' ? '/login' : `/login?redirectTo=${encodeURIComponent(url)}`;
}

function iconOf({ id, logos }: PluginManifest): string {
  return `${pluginBaseUrl(id)}/${logos.small}`;
}
