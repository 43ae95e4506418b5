/** The one format that the API group reads and writes. */
export const JSON_TYPE = 'application/json';

const JSON_RANGES: ReadonlySet<string> = new Set(['*/*', 'application/*', JSON_TYPE]);
const REFUSED_QUALITY = /^0(\.0{1,3})?$/;

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Whether an `Accept` header (RFC 9110, section 12.5.1) has room for plain JSON. Ranges with `as`, by which clients of
 * Kubernetes ask for a table first, do not count: they name JSON as their next choice.
 */
export function acceptsJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') {
    return true;
  }
  return accept
    .split(',')
    .map(parseMediaRange)
    .some(({ type, parameters }) => {
      const isRefused = REFUSED_QUALITY.test(parameters.get('q') ?? '1');
      return JSON_RANGES.has(type) && !parameters.has('as') && !isRefused;
    });
}

/** Whether a `Content-Type` header says JSON. Kubernetes takes a body without one for JSON, too. */
export function isJsonContent(contentType: string | undefined): boolean {
  return contentType === undefined || parseMediaRange(contentType).type === JSON_TYPE;
}

function parseMediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  return {
    type: type.toLowerCase(),
    parameters: new Map(
      parameters.map((parameter) => {
        const [name = '', value = ''] = parameter.split('=');
        return [name.trim().toLowerCase(), value.trim()];
      })
    ),
  };
}
