import type { ObjectMetadata } from './secure-value.ts';

/** A keeper as it is read: where the values of secrets can be kept other than in the server itself. */
export interface Keeper {
  /** Absent on the items of a list. */
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMetadata;
  readonly spec: KeeperSpec;
  readonly status?: KeeperStatus;
}

/** A description, and one provider. AWS is the only one there is. */
export interface KeeperSpec {
  readonly description: string;
  readonly aws?: AwsKeeper;
}

/** A place in AWS Secrets Manager. */
export interface AwsKeeper {
  readonly region: string;
  readonly assumeRole?: AwsAssumeRole;
  /** The key that AWS encrypts with, where it is not the account's default. */
  readonly kmsKeyId?: string;
}

/** The role by which the server enters somebody's account. */
export interface AwsAssumeRole {
  readonly assumeRoleArn: string;
  readonly externalID: string;
}

export interface KeeperStatus {
  /** Whether new values of the namespace go to this keeper. At most one is active; without any, the server keeps them. */
  readonly active?: boolean;
}

export interface KeeperList {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly items: readonly Keeper[] | null;
}

/** What a client sends. */
export interface KeeperWrite {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Omit<ObjectMetadata, 'name'> & { readonly name?: string; readonly generateName?: string };
  readonly spec: KeeperSpec;
}
