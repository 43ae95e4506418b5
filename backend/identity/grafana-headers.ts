import type { IncomingHttpHeaders } from 'node:http';

/** The secret that a Grafana shares with the service: only with it is anything else that Grafana sends believed. */
export const GRAFANA_TOKEN_HEADER = 'X-Strongroom-Grafana-Token';

/** The action that Grafana checked before it forwarded a request, fixed in the route; `none` for an open route. */
export const CHECKED_ACTION_HEADER = 'X-Strongroom-Checked-Action';

/** The signed-in user as JSON. Grafana's plugin proxy writes it over whatever a browser sent. */
export const GRAFANA_CONTEXT_HEADER = 'X-Grafana-Context';

/** What a request says that came through the proxy routes of the plugin. None of it is proven. */
export interface GrafanaCredentials {
  readonly token: string;
  readonly context: string | undefined;
  readonly checkedAction: string | undefined;
}

/** Undefined without a token: the other headers mean nothing then. */
export function grafanaCredentialsOf(headers: IncomingHttpHeaders): GrafanaCredentials | undefined {
  const token = valueOf(headers, GRAFANA_TOKEN_HEADER);
  return token === undefined
    ? undefined
    : {
        token,
        context: valueOf(headers, GRAFANA_CONTEXT_HEADER),
        checkedAction: valueOf(headers, CHECKED_ACTION_HEADER),
      };
}

/** Node joins the values of a repeated header: two tokens make none that is right. */
function valueOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : undefined;
}
