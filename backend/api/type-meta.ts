import { API_VERSION, GROUP, SECURE_VALUES, VERSION } from '../../src/domain/api-group.ts';
import { quoted } from '../../src/domain/quoted.ts';
import { apiVersionMismatch, badRequest, type StatusFailure } from '../../src/domain/status.ts';

/** Kinds of the group that are registered and are no secure value. */
const OTHER_KINDS: ReadonlySet<string> = new Set(['SecureValueList', 'Keeper', 'KeeperList']);

const KIND_SHAPE = /^[A-Z][A-Za-z]{0,39}$/;
const API_VERSION_SHAPE = /^([a-z][a-z.-]{0,99}\/)?v[1-9][0-9]?((alpha|beta)[1-9][0-9]?)?$/;
const HIDDEN = '*';

/**
 * What is wrong with a body's `apiVersion` and `kind`, if anything: each is optional, and must be this one where it is
 * given (Kubernetes, "API Concepts"). What does not look like a kind or a version is not repeated.
 */
export function typeMetaProblem(apiVersion: string, kind: string): StatusFailure | undefined {
  const version = apiVersion === '' ? API_VERSION : apiVersion;
  const kindName = kind === '' ? SECURE_VALUES.kind : kind;
  const shownVersion = API_VERSION_SHAPE.test(version) ? version : HIDDEN;
  const shownKind = KIND_SHAPE.test(kindName) ? kindName : HIDDEN;
  if (!version.startsWith(`${GROUP}/`)) {
    return apiVersionMismatch(shownVersion);
  }
  if (version !== API_VERSION || !(kindName === SECURE_VALUES.kind || OTHER_KINDS.has(kindName))) {
    return badRequest(
      `${shownKind} in version ${quoted(shownVersion.replace(`${GROUP}/`, ''))} cannot be handled as a ` +
        `${SECURE_VALUES.kind}: no kind ${quoted(shownKind)} is registered for version ${quoted(shownVersion)} ` +
        `in scheme ${quoted(GROUP)}`
    );
  }
  return kindName === SECURE_VALUES.kind ? undefined : unsuitable(`the object is a ${shownKind}`);
}

/** 400: the body is understood and cannot be used as a secure value. */
export function unsuitable(problem: string): StatusFailure {
  return badRequest(
    `${SECURE_VALUES.kind} in version ${quoted(VERSION)} cannot be handled as a ${SECURE_VALUES.kind}: ${problem}`
  );
}
