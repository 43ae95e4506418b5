import { badRequest } from '../../../src/domain/status.ts';
import { StatusError } from '../../http/status-error.ts';
import { FieldReader, FieldTypeError } from './field-reader.ts';
import { isJsonObject, type JsonValue } from '../../http/json-reader.ts';
import { isDocumentSyntaxError, readDocument, type SentBody } from '../../http/sent-body.ts';

const KIND = 'DeleteOptions';
const NO_SECRETS = { isSecret: () => false, onSecret: () => undefined };

/**
 * The `dryRun` of a DELETE's body (Kubernetes' `DeleteOptions`), which may be empty. Preconditions and propagation have
 * no effect here, as in Grafana.
 *
 * @throws StatusError 400 for anything else.
 */
export function decodeDeleteOptions(body: SentBody): readonly string[] {
  if (body.bytes.length === 0) {
    return [];
  }
  try {
    const { value } = readDocument(body, NO_SECRETS);
    return dryRunOf(value);
  } catch (error) {
    if (isDocumentSyntaxError(error) || error instanceof FieldTypeError) {
      throw new StatusError(badRequest(`the body of a delete must be empty or ${KIND}: ${error.message}`));
    }
    throw error;
  }
}

function dryRunOf(value: JsonValue): readonly string[] {
  if (!isJsonObject(value)) {
    throw new FieldTypeError('not an object');
  }
  const options = new FieldReader(value, KIND);
  const kind = options.text('kind');
  if (kind !== '' && kind !== KIND) {
    throw new FieldTypeError('another kind');
  }
  return options.texts('dryRun');
}
