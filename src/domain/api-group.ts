/** The API group this product speaks and serves: `secret.grafana.app/v1beta1`. */
export const GROUP = 'secret.grafana.app';
export const VERSION = 'v1beta1';
export const API_VERSION = `${GROUP}/${VERSION}`;

export const GROUP_PATH = `/apis/${GROUP}`;
export const VERSION_PATH = `${GROUP_PATH}/${VERSION}`;

/** A kind of the group under each of the names that messages use. */
export interface ResourceKind {
  readonly kind: 'SecureValue' | 'Keeper';
  readonly listKind: 'SecureValueList' | 'KeeperList';
  readonly plural: 'securevalues' | 'keepers';
  readonly singular: 'securevalue' | 'keeper';
}

export const SECURE_VALUES: ResourceKind = {
  kind: 'SecureValue',
  listKind: 'SecureValueList',
  plural: 'securevalues',
  singular: 'securevalue',
};

export const KEEPERS: ResourceKind = { kind: 'Keeper', listKind: 'KeeperList', plural: 'keepers', singular: 'keeper' };

/** The keeper that is always there: it is no object, cannot be created and is named in `status.keeper`. */
export const SYSTEM_KEEPER = 'system';
