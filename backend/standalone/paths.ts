import { join } from 'node:path';

/** The repository, which `npm` scripts run in and the built files are served from. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The plugin as it ships, made by `npm run build`. */
export const PLUGIN_DIST = join(ROOT, 'dist');

export const HOST_SOURCE = join(import.meta.dirname, 'host');

/** The page around the plugin, made by `build-host.ts`. */
export const HOST_BUILD = join(import.meta.dirname, '.build');
