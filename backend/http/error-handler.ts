import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  badRequest,
  internal,
  payloadTooLarge,
  serviceUnavailable,
  unsupportedMediaType,
  type StatusFailure,
} from '../../src/domain/status.ts';
import { KeeperFailedError } from '../vault/remote-store.ts';
import { VaultError } from '../vault/vault.ts';
import { GrafanaError } from './grafana-error.ts';
import { isKubernetesPath } from './paths.ts';
import { JSON_OFFER, JSON_TYPE, preferredOffer, YAML_OFFER } from './negotiation.ts';
import { StatusError } from './status-error.ts';
import { sendObject } from './written-object.ts';

/** Answers every error in the shape its path speaks. Only faults of the service are logged, by class and code. */
export function addErrorHandler(app: FastifyInstance, bodyLimitBytes: number): void {
  app.setErrorHandler(async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof GrafanaError) {
      return sendGrafanaError(reply, error);
    }
    const status = statusOf(error, bodyLimitBytes);
    if (status.code >= 500) {
      request.log.error({ err: error });
    }
    if (status.details?.retryAfterSeconds !== undefined) {
      reply.header('retry-after', status.details.retryAfterSeconds);
    }
    reply.code(status.code);
    return isKubernetesPath(request.url)
      ? sendStatus(request, reply, status)
      : { message: status.message, statusCode: status.code, traceID: '' };
  });
}

/** Who accepts neither format gets JSON all the same: a failure is always told. */
function sendStatus(request: FastifyRequest, reply: FastifyReply, status: StatusFailure): FastifyReply {
  const { syntax } = preferredOffer(request.headers.accept, [JSON_OFFER, YAML_OFFER]) ?? JSON_OFFER;
  return sendObject(request, reply, status, syntax);
}

function sendGrafanaError(reply: FastifyReply, { statusCode, body, retryAfterSeconds }: GrafanaError): unknown {
  reply.code(statusCode);
  if (statusCode === 401) {
    reply.header('www-authenticate', 'Bearer');
  }
  if (retryAfterSeconds !== undefined) {
    reply.header('retry-after', retryAfterSeconds);
  }
  return body;
}

/** The failure that an error stands for. Messages of errors from elsewhere are never shown: they may repeat input. */
function statusOf(error: FastifyError, bodyLimitBytes: number): StatusFailure {
  if (error instanceof StatusError) {
    return error.status;
  }
  if (error instanceof VaultError && error.code === 'sealed') {
    return serviceUnavailable('the store is sealed: its key is not available');
  }
  if (error instanceof KeeperFailedError) {
    // Grafana has no type for it. What its store said is for the log.
    return internal('the keeper of the secure value failed, and nothing has changed; try again later');
  }
  if (error instanceof VaultError && error.code === 'unavailable') {
    return serviceUnavailable('the database does not answer; try again');
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return payloadTooLarge(bodyLimitBytes);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unsupportedMediaType([JSON_TYPE]);
  }
  const isClientError = error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;
  return isClientError
    ? { ...badRequest('the request is malformed'), code: 400 }
    : internal('the server could not complete the request');
}
