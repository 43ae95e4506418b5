import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { isLookupName } from '../../src/domain/lookup-name.ts';
import { GrafanaError } from '../http/grafana-error.ts';
import { HandlerTimeoutError } from '../http/handler-timeout.ts';
import { bearerTokenIn } from '../identity/bearer.ts';
import type { DecrypterToken } from '../identity/token-record.ts';
import type { TokenRegister } from '../identity/token-register.ts';
import { KeeperFailedError } from '../vault/remote-store.ts';
import { VaultError, type Vault } from '../vault/vault.ts';
import { Decrypter, type Released } from './decrypt.ts';
import { decryptedSecretMetadata } from './decrypted-secret.ts';
import { recordOrRefuse, type DecryptionAttempt, type DecryptionLog, type RefusalReason } from './decryption-log.ts';
import { LookupError, type LookupErrorCode } from './lookup-error.ts';
import { lookupRates, type LookupLimits } from './lookup-limits.ts';
import { plaintextJson } from './plaintext-json.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks for a value; undefined everywhere but below `/api/v1/secrets`. */
    decrypter: DecrypterToken | undefined;
  }
}

export interface ConsumerOptions {
  readonly vault: Vault;
  readonly tokens: TokenRegister;
  readonly log: DecryptionLog;
  readonly limits: LookupLimits;
}

const PATH = '/api/v1/secrets';
const ITEM = `${PATH}/:name`;

const READING: readonly HTTPMethods[] = ['GET', 'HEAD'];
const OTHER_METHODS: readonly HTTPMethods[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const ALL_METHODS: readonly HTTPMethods[] = [...READING, ...OTHER_METHODS];

const JSON_TYPE = 'application/json; charset=utf-8';
const TEXT_TYPE = 'text/plain; charset=utf-8';

/** The routes prove their callers by decrypter tokens alone: no session, no Grafana, no management token. */
const config = { provesCallers: true };

type Operation = 'decrypt' | 'raw';

/**
 * One value for the bearer of a decrypter token, for k6, Synthetic Monitoring and whoever speaks as they do:
 *
 * - `GET /api/v1/secrets/{name}/decrypt` answers `{"plaintext": "…", …}` ({@link decryptedSecretMetadata}), or with
 *   `?fields=plaintext` that field alone;
 * - `GET /api/v1/secrets/{name}/raw` answers the bytes of the value and nothing else;
 * - `HEAD` tells whether there would be an answer, and decrypts nothing.
 *
 * Errors are `{"code": "…"}` ({@link LookupErrorCode}). What is absent and what the bearer may not have look the same:
 * 404. Nothing may be stored on the way. Needs `@fastify/rate-limit`.
 */
export function addConsumers(scope: FastifyInstance, { vault, tokens, log, limits }: ConsumerOptions): void {
  const decrypter = new Decrypter({ vault, log, concurrencyMax: limits.concurrent });
  scope.decorateRequest('decrypter', undefined);
  addLookupErrors(scope);
  const rates = lookupRates(scope, limits, {
    token: (request) => bearerOf(request).id,
    namespace: (request) => bearerOf(request).namespace,
  });

  const refuse = async (
    request: FastifyRequest,
    reason: RefusalReason,
    code: LookupErrorCode,
    retryAfterSeconds?: number
  ): Promise<never> => {
    await recordOrRefuse(log, { ...attemptOf(request), outcome: { kind: 'refused', reason } });
    throw new LookupError(code, retryAfterSeconds);
  };

  scope.addHook('onRequest', async (request) => {
    const presented = bearerTokenIn(request.headers.authorization);
    const check = presented && (await tokens.check(presented, 'decrypter'));
    if (check?.ok) {
      request.decrypter = check.token;
      const excess = await rates.excess(request);
      if (excess !== undefined) {
        const reason = excess.of === 'token' ? 'rate-limited' : 'rate-limited-namespace';
        await refuse(request, reason, 'rate_limited', excess.retryAfterSeconds);
      }
      return;
    }
    const retryAfterSeconds = await rates.failure(request);
    const code = retryAfterSeconds === undefined ? 'unauthorized' : 'rate_limited';
    await refuse(request, check === undefined ? 'no-token' : `token-${check.fault}`, code, retryAfterSeconds);
  });

  const release = async (request: FastifyRequest, operation: Operation): Promise<Released> => {
    const name = nameOf(request);
    return name === undefined
      ? refuse(request, 'invalid-name', 'invalid_name')
      : decrypter.release({
          token: bearerOf(request),
          name,
          source: request.ip,
          requestId: request.id,
          operation: request.method === 'HEAD' ? 'check' : operation,
        });
  };

  scope.route({
    method: [...READING],
    url: `${ITEM}/decrypt`,
    config,
    handler: async (request, reply) => {
      const fields = fieldsOf(request);
      if (fields === undefined) {
        return refuse(request, 'invalid-fields', 'invalid_fields');
      }
      const { stored, value } = await release(request, 'decrypt');
      const beside = fields === 'all' ? { ...decryptedSecretMetadata(stored) } : {};
      return answer(
        reply.type(JSON_TYPE),
        value?.use((bytes) => plaintextJson(bytes, beside))
      );
    },
  });
  scope.route({
    method: [...READING],
    url: `${ITEM}/raw`,
    config,
    handler: async (request, reply) => {
      const { value } = await release(request, 'raw');
      return answer(reply.type(TEXT_TYPE), value?.use(copyOf));
    },
  });

  for (const url of [`${ITEM}/decrypt`, `${ITEM}/raw`]) {
    scope.route({
      method: [...OTHER_METHODS],
      url,
      config,
      onRequest: async (request, reply) => {
        reply.header('allow', READING.join(', '));
        await refuse(request, 'wrong-method', 'method_not_allowed');
      },
      handler: nothing,
    });
  }
  // A name with a slash in it is no name, and leads to no other secret.
  for (const url of [PATH, `${PATH}/*`]) {
    scope.route({
      method: [...ALL_METHODS],
      url,
      config,
      onRequest: (request) => refuse(request, 'unknown-path', 'not_found'),
      handler: nothing,
    });
  }
}

/** For routes that a hook has answered already. */
async function nothing(): Promise<void> {}

/** Sends a plaintext, and wipes it once it is on its way, or cannot be. */
function answer(reply: FastifyReply, plaintext: Buffer | undefined): FastifyReply {
  if (reply.raw.destroyed) {
    plaintext?.fill(0);
  } else if (plaintext !== undefined) {
    reply.raw.once('close', () => plaintext.fill(0));
  }
  return reply.send(plaintext);
}

/** Of its own allocation: Node's pool would keep the bytes beside others. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength);
  bytes.copy(copy);
  return copy;
}

function bearerOf({ decrypter }: FastifyRequest): DecrypterToken {
  if (decrypter === undefined) {
    throw new LookupError('unauthorized');
  }
  return decrypter;
}

/** The name that is asked for, decoded once; undefined where it is none. */
function nameOf({ params }: FastifyRequest): string | undefined {
  const name = typeof params === 'object' && params !== null && 'name' in params ? params.name : undefined;
  return typeof name === 'string' && isLookupName(name) ? name : undefined;
}

/** Undefined for anything but the fields that can be asked for. */
function fieldsOf({ url }: FastifyRequest): 'all' | 'plaintext' | undefined {
  const start = url.indexOf('?');
  if (start < 0) {
    return 'all';
  }
  const [fields, ...more] = new URLSearchParams(url.slice(start)).getAll('fields');
  if (more.length > 0) {
    return undefined;
  }
  return fields === undefined ? 'all' : fields === 'plaintext' ? fields : undefined;
}

/** What the log is to know of a request that got nowhere near a secret. */
function attemptOf(request: FastifyRequest): Omit<DecryptionAttempt, 'outcome'> {
  const { decrypter, method, routeOptions, ip, id } = request;
  const operation = routeOptions.url === `${ITEM}/raw` ? 'raw' : 'decrypt';
  return {
    requestId: id,
    operation: method === 'HEAD' ? 'check' : operation,
    source: ip,
    actor: decrypter && { tokenId: decrypter.id, decrypter: decrypter.decrypter, namespace: decrypter.namespace },
    name: nameOf(request),
    version: undefined,
  };
}

/** Answers errors as {@link LookupErrorCode}, but those that come before a lookup: a wrong host, say. */
function addLookupErrors(scope: FastifyInstance): void {
  scope.setErrorHandler(async (error: FastifyError | LookupError, request, reply) => {
    if (error instanceof GrafanaError) {
      throw error;
    }
    if (isFault(error)) {
      request.log.error({ err: error });
    }
    const { code, statusCode, retryAfterSeconds } =
      error instanceof LookupError ? error : new LookupError(codeFor(error));
    if (code === 'unauthorized') {
      reply.header('www-authenticate', 'Bearer');
    }
    if (retryAfterSeconds !== undefined) {
      reply.header('retry-after', retryAfterSeconds);
    }
    return reply.code(statusCode).type(JSON_TYPE).send({ code });
  });
}

/** Somebody has to look into it. */
function isFault(error: Error): boolean {
  return !(error instanceof LookupError) && !(error instanceof VaultError && error.code === 'sealed');
}

function codeFor(error: FastifyError): LookupErrorCode {
  if (error instanceof VaultError) {
    return error.code === 'sealed' || error.code === 'unavailable' ? error.code : 'internal';
  }
  const isPassing = error instanceof KeeperFailedError || error instanceof HandlerTimeoutError;
  return isPassing ? 'unavailable' : 'internal';
}
