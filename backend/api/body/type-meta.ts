import { API_VERSION, GROUP, type ResourceKind } from '../../../src/domain/api-group.ts';
import { quoted } from '../../../src/domain/quoted.ts';
import { apiVersionMismatch, badRequest } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import { unsuitable } from './unsuitable.ts';

const KINDS: ReadonlySet<string> = new Set(['SecureValue', 'SecureValueList', 'Keeper', 'KeeperList']);

const KIND_SHAPE = /^[A-Z][A-Za-z]{0,39}$/;
const API_VERSION_SHAPE = /^([a-z][a-z.-]{0,99}\/)?v[1-9][0-9]?((alpha|beta)[1-9][0-9]?)?$/;
const HIDDEN = '*';

/**
 * Checks a body's `apiVersion` and `kind`: each is optional, and must be the expected one where it is given (Kubernetes,
 * "API Concepts"). What does not look like a kind or a version is not repeated.
 *
 * @throws StatusError 400
 */
export function requireTypeMeta(expected: ResourceKind, apiVersion: string, kind: string): void {
  const version = apiVersion === '' ? API_VERSION : apiVersion;
  const kindName = kind === '' ? expected.kind : kind;
  const shownVersion = API_VERSION_SHAPE.test(version) ? version : HIDDEN;
  const shownKind = KIND_SHAPE.test(kindName) ? kindName : HIDDEN;
  if (!version.startsWith(`${GROUP}/`)) {
    throw new StatusError(apiVersionMismatch(shownVersion));
  }
  if (version !== API_VERSION || !KINDS.has(kindName)) {
    throw new StatusError(
      badRequest(
        `${shownKind} in version ${quoted(shownVersion.replace(`${GROUP}/`, ''))} cannot be handled as a ` +
          `${expected.kind}: no kind ${quoted(shownKind)} is registered for version ${quoted(shownVersion)} ` +
          `in scheme ${quoted(GROUP)}`
      )
    );
  }
  if (kindName !== expected.kind) {
    throw unsuitable(expected, `the object is a ${shownKind}`);
  }
}
