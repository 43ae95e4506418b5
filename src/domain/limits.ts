/**
 * Every limit of a secure value, each with its public source. Lengths are in characters unless the name says bytes.
 */

/** UTF-8 bytes. Grafana's HTTP API documentation: "Up to 24576 bytes long". */
export const VALUE_MAX_BYTES = 24_576;

/** Column width of Grafana's own store; the forms of Grafana and k6 promise it too. */
export const DESCRIPTION_MAX = 253;

/** What the API documentation and the Terraform provider allow. Kept as a warning, enforced only in strict mode. */
export const DESCRIPTION_DOCUMENTED_MAX = 25;

/** DNS-1123 subdomain (RFC 1123, Kubernetes object names). */
export const NAME_MAX = 253;

/** Grafana's HTTP API documentation: "Up to 64 items". */
export const DECRYPTERS_MAX = 64;

/** A Kubernetes label value. */
export const DECRYPTER_MAX = 63;

/** Grafana's API schema. */
export const REF_MAX = 1024;

/** Grafana's documentation on labels: 10 per secret, 63 characters for a key and for a value. */
export const LABELS_MAX = 10;
export const LABEL_KEY_MAX = 63;
export const LABEL_VALUE_MAX = 63;
