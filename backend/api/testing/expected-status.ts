/** A failure of Kubernetes with its keys in their order. */
export function failure(code: number, reason: string | undefined, message: string, details?: object): string {
  const envelope = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message };
  return JSON.stringify({ ...envelope, ...(reason && { reason }), ...(details && { details }), code });
}

/** The 422 of a secure value. */
export function invalid(name: string, ...causes: Array<{ reason: string; message: string; field: string }>): string {
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const joined = texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
  const message = `SecureValue.secret.grafana.app "${name}" is invalid: ${joined}`;
  return failure(422, 'Invalid', message, { name, group: 'secret.grafana.app', kind: 'SecureValue', causes });
}

/** The 404 of a secure value. */
export function notFound(name: string): string {
  const details = { name, group: 'secret.grafana.app', kind: 'securevalue' };
  return failure(404, 'NotFound', `securevalue.secret.grafana.app "${name}" not found`, details);
}
