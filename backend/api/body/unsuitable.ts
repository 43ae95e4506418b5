import { VERSION, type ResourceKind } from '../../../src/domain/api-group.ts';
import { quoted } from '../../../src/domain/quoted.ts';
import { badRequest } from '../../../src/domain/status.ts';
import type { Syntax } from '../../http/negotiation.ts';
import { StatusError } from '../../http/status-error.ts';

/** 400: the body is no object that could be looked at. */
export function unrecognised({ kind }: ResourceKind, syntax: Syntax, problem: string): StatusError {
  return new StatusError(
    badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; ` +
        `${syntax} parse error: ${problem}`
    )
  );
}

/** 400: the body is understood and cannot be used as an object of this kind. */
export function unsuitable({ kind }: ResourceKind, problem: string): StatusError {
  return new StatusError(
    badRequest(`${kind} in version ${quoted(VERSION)} cannot be handled as a ${kind}: ${problem}`)
  );
}
