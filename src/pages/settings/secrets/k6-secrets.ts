import type { SecretsVariant } from '../../../components/secrets/SecretsVariant';
import { K6Introduction } from './K6Introduction';
import { K6_VARIANT } from './k6-variant';

/**
 * The secrets of Grafana Cloud k6, in its own words.
 *
 * @see https://grafana.com/docs/grafana-cloud/testing/k6/author-run/manage-secrets/
 */
export const K6_SECRETS: SecretsVariant = { ...K6_VARIANT, Introduction: K6Introduction };
