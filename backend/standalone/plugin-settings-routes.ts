import type { FastifyInstance, FastifyRequest } from 'fastify';
import { callerOf } from '../http/authentication.ts';
import { addByteBodies, bytesOf } from '../http/body.ts';
import { badRequest, forbidden, notFound } from '../http/grafana-error.ts';
import { readPluginManifest, type PluginManifest } from './plugin-manifest.ts';
import { parseSettingsChange } from './plugin-settings-change.ts';
import type { PluginSettings } from './plugin-settings.ts';

/** Bytes. A page of settings is far below it. */
const BODY_MAX_BYTES = 65_536;

const PATH = '/api/plugins/:pluginId/settings';

interface PluginRoute {
  Params: { pluginId: string };
}

/**
 * Grafana's plugin settings (`/api/plugins/<id>/settings`) for the one plugin that is here: everyone signed in reads
 * them, administrators write them. 404 for every other plugin, 403 before the body is read.
 */
export async function registerPluginSettings(
  app: FastifyInstance,
  { pluginDist, settings }: { pluginDist: string; settings: PluginSettings }
): Promise<void> {
  addByteBodies(app, BODY_MAX_BYTES);

  app.get<PluginRoute>(PATH, async (request) => {
    const plugin = await pluginNamed(request.params.pluginId, pluginDist);
    return settings.describe(callerOf(request).orgId, plugin);
  });

  app.post<PluginRoute>(PATH, { onRequest: requireAdmin }, async (request) => {
    await pluginNamed(request.params.pluginId, pluginDist);
    const parsed = parseSettingsChange(parsedOrUndefined(bytesOf(request)));
    if (!parsed.ok) {
      throw badRequest(`Plugin settings: ${parsed.problem}`);
    }
    settings.change(callerOf(request).orgId, parsed.change);
    return { message: 'Plugin settings updated' };
  });
}

async function requireAdmin(request: FastifyRequest): Promise<void> {
  if (callerOf(request).role !== 'Admin') {
    throw forbidden('Only administrators change the settings of a plugin');
  }
}

async function pluginNamed(id: string, pluginDist: string): Promise<PluginManifest> {
  const plugin = await readPluginManifest(pluginDist);
  if (plugin.id !== id) {
    throw notFound();
  }
  return plugin;
}

/** The parser's own message would repeat the body, secrets and all. */
function parsedOrUndefined(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
