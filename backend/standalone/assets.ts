import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pluginBaseUrl } from './plugin-addresses.ts';

const { resolve } = createRequire(import.meta.url);
const packageDirectory = (name: string) => dirname(resolve(`${name}/package.json`));

const GRAFANA_ICONS = join(packageDirectory('@grafana/ui'), 'dist', 'public', 'img', 'icons');
const OWN_ICONS = join(import.meta.dirname, 'icons');

/** Shown for an icon that Grafana has and its npm package lacks: seen, so that nobody takes it for a blank. */
const PLACEHOLDER_ICON = 'placeholder.svg';

/** The files that the global styles of `@grafana/ui` ask for, and the published fonts that stand in for them. */
const FONTS: Readonly<Record<string, string>> = {
  'inter/Inter-Regular.woff2': '@fontsource/inter/files/inter-latin-400-normal.woff2',
  'inter/Inter-Medium.woff2': '@fontsource/inter/files/inter-latin-500-normal.woff2',
  'inter/Inter-Italic.woff2': '@fontsource/inter/files/inter-latin-400-italic.woff2',
  'inter/Inter-MediumItalic.woff2': '@fontsource/inter/files/inter-latin-500-italic.woff2',
  'roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};

/** For files whose name changes with their content. A year is the longest that RFC 9111 has a use for. */
const KEEP = 'public, max-age=31536000, immutable';
/** Kept, but asked about every time. */
const ASK = 'no-cache';

/** esbuild's hash at the end of a name. */
const HASHED_NAME = /-[A-Z0-9]{8}\.[a-z0-9]+(?:\.gz)?$/;

const COMMON = { decorateReply: false, cacheControl: false, dotfiles: 'ignore', index: false } as const;

export interface AssetOptions {
  readonly pluginId: string;
  readonly pluginDist: string;
  readonly hostBuild: string;
}

/** Files that anyone may load, signed in or not: the host, the plugin as built, icons and fonts. */
export async function registerAssets(app: FastifyInstance, options: AssetOptions): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, anonymous: true };
  });
  await app.register(fastifyStatic, {
    ...COMMON,
    root: options.hostBuild,
    prefix: '/public/build/',
    preCompressed: true,
    setHeaders: (reply, path) => allowCaching(reply, HASHED_NAME.test(path) ? KEEP : ASK),
  });
  // Byte for byte: chunks are loaded with subresource integrity. Their addresses carry a hash as `_cache`.
  await app.register(fastifyStatic, {
    ...COMMON,
    root: options.pluginDist,
    prefix: `/${pluginBaseUrl(options.pluginId)}/`,
    setHeaders: (reply) => allowCaching(reply, hasCacheKey(reply.request.query) ? KEEP : ASK),
  });
  await app.register(registerIcons, { prefix: '/public/build/img/icons' });
  await app.register(registerFonts, { prefix: '/public/fonts' });
}

async function registerIcons(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    ...COMMON,
    decorateReply: true,
    root: [GRAFANA_ICONS, OWN_ICONS],
    prefix: '/',
    setHeaders: (reply) => allowCaching(reply, ASK),
  });
  app.setNotFoundHandler((_request, reply) => reply.code(200).sendFile(PLACEHOLDER_ICON, OWN_ICONS));
}

async function registerFonts(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    ...COMMON,
    decorateReply: true,
    serve: false,
    setHeaders: (reply) => allowCaching(reply, ASK),
  });
  for (const [path, published] of Object.entries(FONTS)) {
    const file = resolve(published);
    app.get(`/${path}`, (_request, reply) => reply.sendFile(basename(file), dirname(file)));
  }
}

function allowCaching(reply: FastifyReply, cacheControl: string): void {
  reply.header('Cache-Control', cacheControl);
}

function hasCacheKey(query: unknown): boolean {
  return typeof query === 'object' && query !== null && '_cache' in query;
}
