import type { UpstreamToken } from './upstream-token.ts';

/** The Grafana that the API group is forwarded to. */
export interface Upstream {
  /** Its address, with the path under which it is served. */
  readonly url: URL;
  /** Of a service account there, in the one organisation whose secrets are managed. */
  readonly token: UpstreamToken;
}
