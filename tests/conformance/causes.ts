/** The causes of refused secure values, word for word as the reference has them (`E1` to `E10`, `E29`). */
import type { Causes } from './objects.ts';

type Cause = Causes[number];

export const DESCRIPTION_REQUIRED: Cause = {
  reason: 'FieldValueRequired',
  message: 'Required value: a `description` is required',
  field: 'spec.description',
};

export const VALUE_OR_REF_REQUIRED: Cause = {
  reason: 'FieldValueRequired',
  message: 'Required value: either a `value` or `ref` is required',
  field: 'spec',
};

export const VALUE_AND_REF: Cause = {
  reason: 'FieldValueForbidden',
  message: 'Forbidden: only one of `value` or `ref` can be set',
  field: 'spec',
};

export const VALUE_TOO_LONG: Cause = {
  reason: 'FieldValueTooLong',
  message: 'Too long: may not be more than 24576 bytes',
  field: 'spec.value',
};

export const REF_AFTER_VALUE: Cause = {
  reason: 'FieldValueForbidden',
  message: 'Forbidden: cannot set `ref` when `value` was already previously set',
  field: 'spec',
};

const NAME_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const LABEL_VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

export function nameInvalid(name: string, rule = NAME_RULE): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: "${name}": ${rule}`, field: 'metadata.name' };
}

export function decrypterInvalid(index: number, shown: string, rule = LABEL_VALUE_RULE): Cause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: "${shown}": ${rule}`,
    field: `spec.decrypters.[${index}]`,
  };
}

export const DECRYPTERS_TOO_MANY: Cause = {
  reason: 'FieldValueTooMany',
  message: 'Too many: 65: must have at most 64 items',
  field: 'spec.decrypters',
};
