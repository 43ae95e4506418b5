/** Kubernetes object metadata, as far as the group keeps it. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  /** Random and not stable: the store may give every version its own. Identify by namespace and name. */
  readonly uid?: string;
  /** Time of the last change in unix seconds, as a decimal string. */
  readonly resourceVersion?: string;
  /** RFC 3339, to the second. */
  readonly creationTimestamp?: string | null;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
}

export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Annotations that the server sets and takes from nobody. */
export const SERVER_ANNOTATIONS = {
  createdBy: 'grafana.app/createdBy',
  updatedBy: 'grafana.app/updatedBy',
  updatedTimestamp: 'grafana.app/updatedTimestamp',
} as const;

/** A secure value as it is read: there is no key for the value, and never will be. */
export interface SecureValue {
  /** Absent on the items of a list. */
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMetadata;
  readonly spec: SecureValueSpec;
  readonly status?: SecureValueStatus;
}

export interface SecureValueSpec {
  readonly description: string;
  /** The name of an entry in an external store. */
  readonly ref?: string;
  /** The service identities that may read the value. Absent or empty: nobody may. */
  readonly decrypters?: readonly string[];
}

export interface SecureValueStatus {
  /** 1 for the first write of a name, one more for every change. */
  readonly version?: number;
  readonly externalID?: string;
  readonly keeper?: string;
}

export interface SecureValueList {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly items: readonly SecureValue[] | null;
}

/** What a client sends. A `value` that is absent from an update keeps the stored one. */
export interface SecureValueWrite {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Omit<ObjectMetadata, 'name'> & { readonly name?: string; readonly generateName?: string };
  readonly spec: SecureValueSpec & { readonly value?: string | null };
}
