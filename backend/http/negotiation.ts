/** The formats in which the API group writes its answers and reads its bodies. */
export type Syntax = 'json' | 'yaml';

export const JSON_TYPE = 'application/json';
export const YAML_TYPE = 'application/yaml';

export const MEDIA_TYPES: Readonly<Record<Syntax, string>> = { json: JSON_TYPE, yaml: YAML_TYPE };

/** One form of an answer. */
export interface Offer {
  readonly syntax: Syntax;
  /** The version of Kubernetes' `Table`, where the answer is one and not the object itself. */
  readonly table?: 'v1';
}

export const JSON_OFFER: Offer = { syntax: 'json' };
export const YAML_OFFER: Offer = { syntax: 'yaml' };
/** Programs that show people tables read JSON. */
export const TABLE_OFFER: Offer = { syntax: 'json', table: 'v1' };
const TABLE_GROUP = 'meta.k8s.io';
/** The closer one first. */
const WILDCARDS: readonly string[] = ['application/*', '*/*'];

export interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * The offer that an `Accept` header (RFC 9110, section 12.5.1) likes best. Between ranges of one quality the earlier
 * wins, as in Kubernetes, whose clients ask for a table first and name JSON as their next choice; between offers of one
 * range the earlier offer.
 *
 * @returns undefined where the header has room for none.
 */
export function preferredOffer(accept: string | undefined, offers: readonly Offer[]): Offer | undefined {
  if (accept === undefined || accept.trim() === '') {
    return offers[0];
  }
  const ranges = mediaRangesOf(accept);
  const candidates = offers.flatMap((offer) => {
    const range = closestOf(ranges, offer);
    return range === undefined || qualityOf(range) === 0 ? [] : [{ offer, range }];
  });
  // The sort keeps the order of what is equal.
  const [best] = candidates.sort(
    (one, other) =>
      qualityOf(other.range) - qualityOf(one.range) || ranges.indexOf(one.range) - ranges.indexOf(other.range)
  );
  return best?.offer;
}

/** Whether an `Accept` header has room for plain JSON. */
export function acceptsJson(accept: string | undefined): boolean {
  return preferredOffer(accept, [JSON_OFFER]) !== undefined;
}

/** The media ranges of an `Accept` header, in its order; parameter names in lower case. */
export function mediaRangesOf(accept: string): readonly MediaRange[] {
  return accept.split(',').map(parseMediaRange);
}

/** The media type of a `Content-Type` header, in lower case and without parameters. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType === undefined ? undefined : parseMediaRange(contentType).type;
}

/** The format of a body by its `Content-Type`; undefined for one that is not read. Kubernetes takes a body without one for JSON. */
export function syntaxOf(contentType: string | undefined): Syntax | undefined {
  switch (mediaTypeOf(contentType)) {
    case undefined:
    case JSON_TYPE:
      return 'json';
    case YAML_TYPE:
      return 'yaml';
    default:
      return undefined;
  }
}

/** The range that says most about an offer; of several that say as much, the first. */
function closestOf(ranges: readonly MediaRange[], offer: Offer): MediaRange | undefined {
  const fitting = ranges.filter((range) => fits(range, offer));
  const [closest] = fitting.sort((one, other) => WILDCARDS.indexOf(one.type) - WILDCARDS.indexOf(other.type));
  return closest;
}

function fits({ type, parameters }: MediaRange, { syntax, table }: Offer): boolean {
  const isOfType = type === MEDIA_TYPES[syntax] || WILDCARDS.includes(type);
  const isOfForm =
    table === undefined
      ? !parameters.has('as')
      : parameters.get('as') === 'Table' && parameters.get('g') === TABLE_GROUP && parameters.get('v') === table;
  return isOfType && isOfForm;
}

/** From 0, which is a refusal, to 1. What is no number counts as if it were not there. */
export function qualityOf({ parameters }: MediaRange): number {
  const quality = Number(parameters.get('q') || '1');
  return Number.isNaN(quality) ? 1 : Math.min(Math.max(quality, 0), 1);
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
