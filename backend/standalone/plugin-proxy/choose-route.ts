import { matchPath } from './path-pattern.ts';
import type { ProxyRoute } from './proxy-route.ts';

/** What of a user the routes ask for. */
export interface RouteUser {
  readonly hasAction: (action: string) => boolean;
  readonly hasRole: (role: string) => boolean;
}

export type RouteChoice =
  | { readonly kind: 'forward'; readonly route: ProxyRoute; readonly rest: string }
  | { readonly kind: 'denied' }
  | { readonly kind: 'none' };

/**
 * Finds the route of a request as Grafana does: the first whose method and path fit decides. If the user may not use
 * it, no later one is asked.
 *
 * @param path what follows the plugin's id, still encoded.
 */
export function chooseRoute(routes: readonly ProxyRoute[], method: string, path: string, user: RouteUser): RouteChoice {
  for (const route of routes) {
    const match = route.method === undefined || route.method === method ? matchPath(route.pattern, path) : undefined;
    if (match !== undefined) {
      return mayUse(route, user) ? { kind: 'forward', route, rest: match.rest } : { kind: 'denied' };
    }
  }
  return { kind: 'none' };
}

function mayUse({ reqAction, reqRole }: ProxyRoute, { hasAction, hasRole }: RouteUser): boolean {
  return reqAction === undefined ? reqRole === undefined || hasRole(reqRole) : hasAction(reqAction);
}
