import { isJsonObject, readJson, type JsonObject } from '../http/json-reader.ts';
import { JsonSyntaxError } from '../http/json-syntax-error.ts';
import { badRequest } from '../http/grafana-error.ts';
import { SecretValue } from '../vault/secret-value.ts';
import type { Role } from './caller.ts';
import { roleNamed, ROLES } from './roles.ts';
import { presentedToken, type PresentedToken } from './token-text.ts';

/** What a sign-in form sends: the role to act in, and of the token only what checks it. */
export interface SignInForm {
  readonly role: Role;
  readonly token: PresentedToken;
}

/**
 * Reads `{"user": "<role>", "password": "<management token>"}` and wipes it.
 *
 * @throws GrafanaError 400 that names the field and the rule.
 */
export function decodeSignIn(bytes: Buffer): SignInForm {
  const secrets: SecretValue[] = [];
  try {
    const form = readObject(bytes, secrets);
    const user = form.get('user');
    const role = typeof user === 'string' ? roleNamed(user) : undefined;
    if (role === undefined) {
      throw badRequest(`user must be the role to sign in with: one of ${ROLES.join(', ')}`);
    }
    const password = form.get('password');
    if (!(password instanceof SecretValue) || password.byteLength === 0) {
      throw badRequest('password must be a management token');
    }
    return { role, token: password.use((token) => presentedToken(token)) };
  } finally {
    bytes.fill(0);
    secrets.forEach((secret) => secret.wipe());
  }
}

/**
 * Reads `{"role": "<role>"}`.
 *
 * @throws GrafanaError 400 that names the field and the rule.
 */
export function decodeRole(bytes: Buffer): Role {
  const role = readObject(bytes, []).get('role');
  const known = ROLES.find((candidate) => candidate === role);
  if (known === undefined) {
    throw badRequest(`role must be one of ${ROLES.join(', ')}`);
  }
  return known;
}

function readObject(bytes: Buffer, secrets: SecretValue[]): JsonObject {
  try {
    const isSecret = (path: readonly unknown[]): boolean => path.length === 1 && path[0] === 'password';
    const { value } = readJson(bytes, { isSecret, onSecret: (secret) => secrets.push(secret) });
    if (isJsonObject(value)) {
      return value;
    }
  } catch (error) {
    throw error instanceof JsonSyntaxError ? badRequest(`the body must be a JSON object: ${error.message}`) : error;
  }
  throw badRequest('the body must be a JSON object');
}
