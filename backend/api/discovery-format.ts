import { JSON_TYPE, mediaRangesOf, qualityOf, YAML_TYPE, type MediaRange } from '../http/negotiation.ts';
import { AGGREGATED_GROUP, AGGREGATED_KIND, AGGREGATED_VERSIONS, type AggregatedVersion } from './discovery.ts';

/** Types in which there is a plain form. */
const PLAIN_TYPES: readonly string[] = [JSON_TYPE, YAML_TYPE, 'application/*', '*/*'];

/**
 * The version of aggregated discovery that an `Accept` header likes better than the plain form, if any. Between ranges of
 * the same quality the first wins, as in Kubernetes.
 */
export function aggregatedVersion(accept: string | undefined): AggregatedVersion | undefined {
  const wanted = mediaRangesOf(accept ?? '')
    .filter((range) => qualityOf(range) > 0)
    .filter((range) => isPlain(range) || versionOf(range) !== undefined)
    // The sort keeps the order of what is equal.
    .sort((one, other) => qualityOf(other) - qualityOf(one));
  const [best] = wanted;
  return best === undefined ? undefined : versionOf(best);
}

/** The `Content-Type` of aggregated discovery: by it clients know what they were given. */
export function aggregatedType(version: AggregatedVersion): string {
  return `${JSON_TYPE};g=${AGGREGATED_GROUP};v=${version};as=${AGGREGATED_KIND}`;
}

function isPlain({ type, parameters }: MediaRange): boolean {
  return PLAIN_TYPES.includes(type) && !parameters.has('as');
}

function versionOf({ type, parameters }: MediaRange): AggregatedVersion | undefined {
  const isAggregated =
    type === JSON_TYPE && parameters.get('as') === AGGREGATED_KIND && parameters.get('g') === AGGREGATED_GROUP;
  return isAggregated ? AGGREGATED_VERSIONS.find((version) => version === parameters.get('v')) : undefined;
}
