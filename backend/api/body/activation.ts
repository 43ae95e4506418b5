import { badRequest } from '../../../src/domain/status.ts';
import { isJsonObject } from '../../http/json-reader.ts';
import { isDocumentSyntaxError, readDocument, type SentBody } from '../../http/sent-body.ts';
import { StatusError } from '../../http/status-error.ts';

const NO_SECRETS = { isSecret: () => false, onSecret: () => undefined };

/**
 * Checks the body of an activation, which says nothing: clients send `{}`, or none at all.
 *
 * @throws StatusError 400 for what is no object.
 */
export function requireActivation(body: SentBody): void {
  if (body.bytes.length === 0) {
    return;
  }
  try {
    if (!isJsonObject(readDocument(body, NO_SECRETS).value)) {
      throw refusal('not an object');
    }
  } catch (error) {
    throw isDocumentSyntaxError(error) ? refusal(error.message) : error;
  }
}

function refusal(problem: string): StatusError {
  return new StatusError(badRequest(`the body of an activation must be empty or {}: ${problem}`));
}
