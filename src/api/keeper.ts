import type { AwsKeeper, Keeper, KeeperSpec, KeeperWrite } from '../domain/keeper';
import { SERVER_ANNOTATIONS, type OwnerReference } from '../domain/secure-value';

/** What kind of store a keeper stands for. */
export type KeeperPlace =
  | { readonly kind: 'aws'; readonly aws: AwsKeeper }
  /** None that this version knows: as its settings are called in the object, or nothing where there are none. */
  | { readonly kind: 'other'; readonly type: string | undefined };

/** A keeper as the pages see it. The built-in one is none: it is no object. */
export interface SecretKeeper {
  readonly name: string;
  readonly description: string;
  /** Whether the values of new secrets go to it. */
  readonly active: boolean;
  readonly place: KeeperPlace;
  /** RFC 3339. */
  readonly modified?: string;
  /** Identity such as `user:u000001`. */
  readonly modifiedBy?: string;
  readonly resourceVersion?: string;
  /** What an update has to send back untouched, because what it leaves out is cleared. */
  readonly kept: {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly ownerReferences: readonly OwnerReference[];
  };
}

/** What a person decides about a keeper: AWS is the only kind that can be set up. */
export interface KeeperDraft {
  readonly name: string;
  readonly spec: KeeperSpec & { readonly aws: AwsKeeper };
}

const serverKeys: ReadonlySet<string> = new Set(Object.values(SERVER_ANNOTATIONS));

export function toKeeper({ metadata, spec, status }: Keeper): SecretKeeper {
  const annotations = metadata.annotations ?? {};
  return {
    name: metadata.name,
    description: spec.description,
    active: status?.active === true,
    place: placeOf(spec),
    modified: annotations[SERVER_ANNOTATIONS.updatedTimestamp],
    modifiedBy: annotations[SERVER_ANNOTATIONS.updatedBy],
    resourceVersion: metadata.resourceVersion,
    kept: {
      labels: { ...metadata.labels },
      annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !serverKeys.has(key))),
      ownerReferences: [...(metadata.ownerReferences ?? [])],
    },
  };
}

export function toKeeperCreateBody({ name, spec }: KeeperDraft): KeeperWrite {
  return { metadata: { name }, spec };
}

/** PUT replaces the object, so the draft goes on top of all that was read before, settings included that have no field. */
export function toKeeperUpdateBody(current: SecretKeeper, { spec }: KeeperDraft): KeeperWrite {
  const { labels, annotations, ownerReferences } = current.kept;
  const { kmsKeyId: _replaced, ...keptAws } = current.place.kind === 'aws' ? current.place.aws : {};
  return {
    metadata: {
      name: current.name,
      ...(current.resourceVersion === undefined ? {} : { resourceVersion: current.resourceVersion }),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      ...(ownerReferences.length > 0 ? { ownerReferences } : {}),
    },
    spec: { ...spec, aws: { ...keptAws, ...spec.aws } },
  };
}

function placeOf(spec: KeeperSpec): KeeperPlace {
  if (spec.aws) {
    return { kind: 'aws', aws: spec.aws };
  }
  return { kind: 'other', type: Object.keys(spec).find((key) => key !== 'description' && key !== 'aws') };
}
