import type { FieldErrors, Resolver } from 'react-hook-form';
import type { KeeperDraft, SecretKeeper } from '../../../api/keeper';
import { keeperFindings } from '../../../domain/keeper-rules';
import { keeperFindingText } from './keeper-finding-text';

/** A new keeper, or a change of one as it was read. */
export type KeeperMode = { readonly kind: 'create' } | { readonly kind: 'edit'; readonly keeper: SecretKeeper };

/** What stands in the form. */
export interface KeeperFormValues {
  name: string;
  description: string;
  region: string;
  assumeRoleArn: string;
  externalID: string;
  /** Empty for the key that AWS has for the account. */
  kmsKeyId: string;
}

export const NEW_KEEPER: KeeperFormValues = {
  name: '',
  description: '',
  region: '',
  assumeRoleArn: '',
  externalID: '',
  kmsKeyId: '',
};

export function keeperFormValuesOf(mode: KeeperMode): KeeperFormValues {
  if (mode.kind === 'create') {
    return NEW_KEEPER;
  }
  const { name, description, place } = mode.keeper;
  const { region = '', assumeRole, kmsKeyId = '' } = place.kind === 'aws' ? place.aws : {};
  const { assumeRoleArn = '', externalID = '' } = assumeRole ?? {};
  return { name, description, region, assumeRoleArn, externalID, kmsKeyId };
}

export function keeperDraftOf({ name, description, ...aws }: KeeperFormValues): KeeperDraft {
  const { region, assumeRoleArn, externalID, kmsKeyId } = aws;
  return {
    name,
    spec: {
      description,
      aws: { region, assumeRole: { assumeRoleArn, externalID }, ...(kmsKeyId === '' ? {} : { kmsKeyId }) },
    },
  };
}

/** Lets the rules of the domain judge the form. Whether the server can use AWS is for the server to say. */
export function keeperFormResolver(namespace: string): Resolver<KeeperFormValues> {
  return (values) => {
    const errors: FieldErrors<KeeperFormValues> = {};
    for (const finding of keeperFindings({ ...keeperDraftOf(values), namespace }, 'available')) {
      // Something must keep the form from being sent.
      errors[keeperFieldOf(finding.field) ?? 'name'] ??= { type: 'rule', message: keeperFindingText(finding) };
    }
    return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
  };
}

const FIELDS: ReadonlyMap<string, keyof KeeperFormValues> = new Map([
  ['metadata.name', 'name'],
  // Where the API blames a reserved name.
  ['name', 'name'],
  ['spec.description', 'description'],
  ['spec.aws.region', 'region'],
  ['spec.aws.assumeRole.assumeRoleArn', 'assumeRoleArn'],
  ['spec.aws.assumeRole.externalID', 'externalID'],
  ['spec.aws.kmsKeyId', 'kmsKeyId'],
]);

/** The place on the form of a Kubernetes field path; undefined for one that the form does not show. */
export function keeperFieldOf(path: string): keyof KeeperFormValues | undefined {
  return FIELDS.get(path);
}
