import { isJsonObject, type JsonObject } from '../plugin-manifest.ts';
import { parsePathPattern, type PathPattern } from './path-pattern.ts';
import { parseTemplate, type Template } from './template.ts';

/** A route by which Grafana reaches a service of the plugin's own (https://grafana.com/developers/plugin-tools/reference/plugin-json#routes). */
export interface ProxyRoute {
  readonly pattern: PathPattern;
  /** Undefined for any. */
  readonly method: string | undefined;
  readonly url: Template;
  readonly reqAction: string | undefined;
  /** Counts only where there is no `reqAction`. */
  readonly reqRole: string | undefined;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly content: Template }>;
}

/**
 * Reads the `routes` of a `plugin.json`, in their order.
 *
 * @throws Error that names the route and says what is wrong with it.
 */
export function parseProxyRoutes({ routes = [] }: JsonObject): readonly ProxyRoute[] {
  if (!Array.isArray(routes)) {
    throw new Error('plugin.json: "routes" must be a list');
  }
  return routes.map((route: unknown, index) => {
    try {
      return parseRoute(route);
    } catch (error) {
      throw new Error(`plugin.json: routes[${index}]: ${error instanceof Error ? error.message : 'not understood'}`);
    }
  });
}

function parseRoute(route: unknown): ProxyRoute {
  if (!isJsonObject(route)) {
    throw new Error('must be an object');
  }
  const { headers = [] } = route;
  if (!Array.isArray(headers)) {
    throw new Error('"headers" must be a list');
  }
  const method = optionalText(route, 'method');
  return {
    pattern: parsePathPattern(requiredText(route, 'path')),
    method: method === '*' ? undefined : method,
    url: parseTemplate(requiredText(route, 'url')),
    reqAction: optionalText(route, 'reqAction'),
    reqRole: optionalText(route, 'reqRole'),
    headers: headers.filter(isJsonObject).map((header) => ({
      name: requiredText(header, 'name'),
      content: parseTemplate(optionalText(header, 'content') ?? ''),
    })),
  };
}

function requiredText(record: JsonObject, key: string): string {
  const value = optionalText(record, key);
  if (value === undefined) {
    throw new Error(`"${key}" must be a text`);
  }
  return value;
}

/** Grafana takes an empty text for none. */
function optionalText(record: JsonObject, key: string): string | undefined {
  const value = record[key];
  if (value !== undefined && typeof value !== 'string') {
    throw new Error(`"${key}" must be a text`);
  }
  return value === '' ? undefined : value;
}
