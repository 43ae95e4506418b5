import {
  SERVER_ANNOTATIONS,
  type OwnerReference,
  type SecureValue,
  type SecureValueWrite,
} from '../domain/secure-value';

/** A secret as the pages see it. It has no place for a value. */
export interface Secret {
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly decrypters: readonly string[];
  /** The entry of an external store that it points at, where it does. */
  readonly ref?: string;
  readonly version?: number;
  readonly keeper?: string;
  readonly externalID?: string;
  /** RFC 3339. */
  readonly created?: string;
  /** Identity such as `user:u000001`. */
  readonly createdBy?: string;
  readonly modified?: string;
  readonly modifiedBy?: string;
  /** The resource that made this secret for itself. */
  readonly owner?: OwnerReference;
  /** The tool that manages it, such as `terraform`. */
  readonly managedBy?: string;
  /** Which of that tool's workspaces, repositories or the like. */
  readonly managerId?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  /** What an update has to send back untouched, because what it leaves out is cleared. */
  readonly kept: {
    readonly annotations: Readonly<Record<string, string>>;
    readonly ownerReferences: readonly OwnerReference[];
  };
}

/** What a person decides about a secret. */
export interface SecretDraft {
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly decrypters: readonly string[];
  /** Absent: the stored value stays. */
  readonly value?: string;
  /** The entry of an external store, in place of a value. Absent: what it points at stays. */
  readonly ref?: string;
  /** Those of a client, all of them. Absent: they stay as they were read. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Grafana's annotations for resources under the control of a tool. */
const MANAGED_BY = 'grafana.app/managedBy';
const MANAGER_ID = 'grafana.app/managerId';

const serverKeys: ReadonlySet<string> = new Set(Object.values(SERVER_ANNOTATIONS));

/** Takes only what the page needs, so that a field that should not be there goes no further. */
export function toSecret({ metadata, spec, status }: SecureValue): Secret {
  const annotations = metadata.annotations ?? {};
  const ownerReferences = metadata.ownerReferences ?? [];
  return {
    name: metadata.name,
    description: spec.description,
    labels: { ...metadata.labels },
    decrypters: [...(spec.decrypters ?? [])],
    ref: spec.ref,
    version: status?.version,
    keeper: status?.keeper,
    externalID: status?.externalID,
    created: metadata.creationTimestamp ?? undefined,
    createdBy: annotations[SERVER_ANNOTATIONS.createdBy],
    modified: annotations[SERVER_ANNOTATIONS.updatedTimestamp],
    modifiedBy: annotations[SERVER_ANNOTATIONS.updatedBy],
    owner: ownerReferences[0],
    managedBy: annotations[MANAGED_BY],
    managerId: annotations[MANAGER_ID],
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    kept: {
      annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !serverKeys.has(key))),
      ownerReferences: [...ownerReferences],
    },
  };
}

export function toCreateBody(draft: SecretDraft): SecureValueWrite {
  return {
    metadata: { name: draft.name, ...filledLabels(draft) },
    spec: specOf(draft),
  };
}

/** PUT replaces the object, so the draft goes on top of all that was read before. */
export function toUpdateBody(current: Secret, draft: SecretDraft): SecureValueWrite {
  const { ownerReferences } = current.kept;
  const annotations = draft.annotations ?? current.kept.annotations;
  return {
    metadata: {
      name: current.name,
      ...(current.resourceVersion === undefined ? {} : { resourceVersion: current.resourceVersion }),
      ...filledLabels(draft),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ...(ownerReferences.length > 0 ? { ownerReferences } : {}),
    },
    // A reference has to be sent again, where there is one.
    spec: specOf({ ...draft, ref: draft.ref ?? current.ref }),
  };
}

function specOf({ description, decrypters, value, ref }: SecretDraft): SecureValueWrite['spec'] {
  return {
    description,
    decrypters: [...decrypters],
    ...(value === undefined ? {} : { value }),
    ...(ref === undefined ? {} : { ref }),
  };
}

function filledLabels({ labels }: SecretDraft): { labels?: Readonly<Record<string, string>> } {
  return Object.keys(labels).length > 0 ? { labels } : {};
}
