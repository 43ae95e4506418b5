import { acceptsJson, JSON_TYPE, mediaRangesOf, type MediaRange } from '../http/negotiation.ts';
import { AGGREGATED_GROUP, AGGREGATED_KIND, AGGREGATED_VERSIONS, type AggregatedVersion } from './discovery.ts';

/** How a root of discovery is to be answered. */
export type DiscoveryFormat = 'plain' | AggregatedVersion;

/**
 * The form of discovery that an `Accept` header likes best; undefined where it has room for none. Between ranges of the
 * same quality the first wins, as in Kubernetes.
 */
export function discoveryFormat(accept: string | undefined): DiscoveryFormat | undefined {
  let best: { readonly format: DiscoveryFormat; readonly quality: number } | undefined;
  for (const range of mediaRangesOf(accept ?? '')) {
    const format = formatOf(range);
    const quality = qualityOf(range);
    if (format !== undefined && quality > (best?.quality ?? 0)) {
      best = { format, quality };
    }
  }
  return best?.format ?? (acceptsJson(accept) ? 'plain' : undefined);
}

/** The `Content-Type` of a form: by it clients know which one they were given. */
export function contentTypeOf(format: DiscoveryFormat): string {
  return format === 'plain' ? JSON_TYPE : `${JSON_TYPE};g=${AGGREGATED_GROUP};v=${format};as=${AGGREGATED_KIND}`;
}

function formatOf({ type, parameters }: MediaRange): DiscoveryFormat | undefined {
  if (!parameters.has('as')) {
    return type === JSON_TYPE || type === 'application/*' || type === '*/*' ? 'plain' : undefined;
  }
  const isAggregated =
    type === JSON_TYPE && parameters.get('as') === AGGREGATED_KIND && parameters.get('g') === AGGREGATED_GROUP;
  return isAggregated ? AGGREGATED_VERSIONS.find((version) => version === parameters.get('v')) : undefined;
}

function qualityOf({ parameters }: MediaRange): number {
  const quality = Number(parameters.get('q') ?? '1');
  return Number.isNaN(quality) ? 0 : quality;
}
