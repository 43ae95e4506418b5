import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { callerOf } from '../../http/authentication.ts';
import type { Caller } from '../../identity/caller.ts';
import { isWithin, roleNamed } from '../../identity/roles.ts';
import { readPluginManifest, type JsonObject } from '../plugin-manifest.ts';
import { chooseRoute, type RouteChoice, type RouteUser } from './choose-route.ts';
import { contextHeader } from './context-header.ts';
import { forward } from './forward.ts';
import { forwardedRequest } from './forwarded-request.ts';
import { grantedActions } from './granted-actions.ts';
import { proxiedAddress } from './proxied-path.ts';
import { parseProxyRoutes } from './proxy-route.ts';
import type { TemplateData } from './template.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The route that a request through the plugin proxy takes; null on every other address. */
    proxyChoice: RouteChoice | null;
  }
}

export interface PluginProxyOptions {
  /** Directory of the built plugin. Its routes are read once, as Grafana reads them. */
  readonly pluginDist: string;
  /** The plugin's settings in an organisation; undefined where it was never set up there. */
  readonly settingsOf: (orgId: number) => TemplateData | undefined;
}

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Headers of the one connection, and cookies, which a service of a plugin may not set for Grafana's origin. */
const NOT_PASSED_BACK = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer', 'set-cookie'];

/**
 * Grafana's plugin proxy, `/api/plugin-proxy/<id>/*`, for the one plugin that is here: it reads the `routes` of the
 * plugin as built, checks the action or role that a route asks for, and forwards over HTTP.
 *
 * Errors are Grafana's: 403 `plugin proxy route access denied`, 404 `plugin route match not found`, 500 without
 * settings, 502 where nobody answers.
 */
export async function registerPluginProxy(
  app: FastifyInstance,
  { pluginDist, settingsOf }: PluginProxyOptions
): Promise<void> {
  const { id, document } = await readPluginManifest(pluginDist);
  const routes = parseProxyRoutes(document);

  app.decorateRequest('proxyChoice', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request: FastifyRequest, payload: Readable, done) => done(null, payload));

  app.route<{ Params: { pluginId: string } }>({
    method: [...METHODS],
    url: '/api/plugin-proxy/:pluginId/*',
    // Decided before the body is asked for.
    onRequest: async (request, reply) => {
      if (request.params.pluginId !== id) {
        return reply.code(404).send({ message: 'Plugin not found, no installed plugin with that id' });
      }
      const { path } = proxiedAddress(request.url);
      const choice = chooseRoute(routes, request.method, path, routeUser(callerOf(request), document));
      switch (choice.kind) {
        case 'denied':
          return reply.code(403).send({ message: 'plugin proxy route access denied' });
        case 'none':
          return reply.code(404).send({ message: 'plugin route match not found' });
        case 'forward':
          request.proxyChoice = choice;
      }
    },
    handler: async (request, reply) => {
      const data = settingsOf(callerOf(request).orgId);
      return data === undefined
        ? reply.code(500).send({ message: 'Failed to fetch plugin settings' })
        : proxy(request, reply, data);
    },
  });
}

async function proxy(request: FastifyRequest, reply: FastifyReply, data: TemplateData): Promise<FastifyReply> {
  const { proxyChoice } = request;
  const target =
    proxyChoice?.kind === 'forward'
      ? forwardedRequest({
          ...proxyChoice,
          query: proxiedAddress(request.url).query,
          headers: request.headers,
          context: contextHeader(callerOf(request)),
          data,
        })
      : undefined;
  if (target === undefined) {
    return noAnswer(reply);
  }
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  try {
    const answer = await forward(target, request.method, bodyOf(request), gone.signal);
    const headers = { ...answer.headers };
    NOT_PASSED_BACK.forEach((name) => delete headers[name]);
    // As Grafana: nothing that a plugin's service sends may run as a page.
    return reply
      .code(answer.status)
      .headers({ ...headers, 'content-security-policy': 'sandbox' })
      .send(answer.body);
  } catch (error) {
    request.log.warn({ err: error }, 'the backend does not answer');
    return noAnswer(reply);
  }
}

function noAnswer(reply: FastifyReply): FastifyReply {
  return reply.code(502).send('');
}

function bodyOf({ body }: FastifyRequest): Readable | undefined {
  return body instanceof Readable ? body : undefined;
}

/** Grafana asks whether a user has an action at all, and not on what. */
function routeUser({ permissions, role }: Caller, plugin: JsonObject): RouteUser {
  const actions = new Set<string>([...permissions.map(({ action }) => action), ...grantedActions(plugin, role)]);
  return {
    hasAction: (action) => actions.has(action),
    hasRole: (required) => {
      const known = roleNamed(required);
      return known !== undefined && isWithin(known, role);
    },
  };
}
