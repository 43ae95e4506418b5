import { posix } from 'node:path';

/** The address below which a plugin's routes are, as Grafana has it. */
const PREFIX = /^\/api\/plugin-proxy\/[A-Za-z0-9_-]+\/?/;

/** A request line in the parts that matter to the proxy, both still encoded. */
export interface ProxiedAddress {
  /** What follows the plugin's id: cleaned of `.`, `..` and empty segments, without a slash at its end. */
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

/** Takes the address of a request apart. Only segments that are written plainly count as `..`: encoded ones stay. */
export function proxiedAddress(url: string): ProxiedAddress {
  const at = url.indexOf('?');
  const path = at === -1 ? url : url.slice(0, at);
  const cleaned = posix.join('/', path.replace(PREFIX, ''));
  return { path: cleaned.replace(/(?<=.)\/$/, ''), query: at === -1 ? '' : url.slice(at) };
}
