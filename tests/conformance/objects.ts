import { GROUP, VERSION_PATH } from '../../src/domain/api-group.ts';
import type { Answer } from '../in-process-service.ts';

export type Plural = 'securevalues' | 'keepers';

/** An object of the API group as it is answered; what it may lack is for the tests to say. */
export interface ApiObject {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly object[];
  };
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: Readonly<Record<string, unknown>>;
}

export type Causes = ReadonlyArray<{ readonly reason: string; readonly message: string; readonly field: string }>;

export interface ApiStatus {
  readonly kind: string;
  readonly status: string;
  readonly message: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly causes?: Causes;
  };
  readonly code: number;
}

/** The longest value, as Grafana's documentation has it. */
export const VALUE_MAX_BYTES = 24_576;

export const SECURE_VALUES_PATH = collection('securevalues');
export const KEEPERS_PATH = collection('keepers');

export function collection(plural: Plural, namespace = 'default'): string {
  return `${VERSION_PATH}/namespaces/${namespace}/${plural}`;
}

/** The object of an answer, which has to have this status. */
export function objectOf(answer: Answer, status = 200): ApiObject {
  if (answer.status !== status) {
    throw new Error(`${status} was expected, and not ${answer.status}: ${answer.text}`);
  }
  return answer.json as ApiObject;
}

/** The failure of an answer. */
export function statusOf(answer: Answer): ApiStatus {
  const status = answer.json as ApiStatus;
  expect([status.kind, status.status, status.code]).toEqual(['Status', 'Failure', answer.status]);
  return status;
}

/** The causes of a 422 of a secure value, or of an object of another kind, which has to have this name. */
export function causesOf(answer: Answer, name: string, kind = 'SecureValue'): Causes {
  const { code, reason, details } = statusOf(answer);
  expect([code, reason, details]).toEqual([422, 'Invalid', { name, group: GROUP, kind, causes: expect.any(Array) }]);
  return details?.causes ?? [];
}

export interface BodyChanges {
  readonly metadata?: object;
  readonly spec?: object;
  readonly [member: string]: unknown;
}

/** An AWS-shaped keeper that can be created where such keepers can be used, with changes. */
export function keeper(name: string, { metadata, spec, ...others }: BodyChanges = {}): object {
  const assumeRole = { assumeRoleArn: 'arn:aws:iam::000000000000:role/grafana', externalID: 'ext-1' };
  return {
    metadata: { name, ...metadata },
    spec: { description: 'Production AWS account', aws: { region: 'eu-west-1', assumeRole }, ...spec },
    ...others,
  };
}

/** A secure value that can be created, with changes. */
export function secureValue(name: string, { metadata, spec, ...others }: BodyChanges = {}): object {
  return {
    metadata: { name, ...metadata },
    spec: { description: 'Token of billing API', value: `value of ${name}`, ...spec },
    ...others,
  };
}
