import { failure } from './expected-status.ts';

interface FieldCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** The 422 of a keeper. */
export function invalid(name: string, ...causes: readonly FieldCause[]): string {
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const joined = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
  const message = `Keeper.secret.grafana.app "${name}" is invalid: ${joined}`;
  return failure(422, 'Invalid', message, { name, group: 'secret.grafana.app', kind: 'Keeper', causes });
}

export const required = (field: string, detail: string): FieldCause => ({
  reason: 'FieldValueRequired',
  message: `Required value: ${detail}`,
  field,
});

export const forbidden = (field: string, detail: string): FieldCause => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${detail}`,
  field,
});
