import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { StatusError } from '../http/status-error.ts';
import { UpstreamConnections, type Patience } from './exchange.ts';
import { groupQuery } from './group-query.ts';
import { passedAnswerHeaders, passedRequestHeaders } from './passed-headers.ts';
import { UpstreamError, upstreamStatus } from './upstream-error.ts';
import type { Upstream } from './upstream.ts';
import { Via } from './via.ts';

const NO_ANSWER = 'the Grafana that is forwarded to gives no answer';

/** Sends requests on to one Grafana, as the service that it knows by its token, and answers with what comes back. */
export class Forwarder {
  readonly #upstream: Upstream;
  readonly #bodyLimitBytes: number;
  readonly #connections: UpstreamConnections;
  readonly #via = new Via();

  constructor(upstream: Upstream, bodyLimitBytes: number, patience?: Patience) {
    this.#upstream = upstream;
    this.#bodyLimitBytes = bodyLimitBytes;
    this.#connections = new UpstreamConnections(upstream.url, patience);
  }

  /**
   * Forwards a request that has been let in. Bodies pass as they come, both ways.
   *
   * @param path below the address of the Grafana, without a query.
   * @throws StatusError 413, 502, 503 or 504
   */
  async forward(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    try {
      const answer = await this.#exchange(request, path, gone.signal);
      const { statusCode = 0, headers, headersDistinct } = answer;
      reply.code(statusCode).headers(passedAnswerHeaders(headers, headersDistinct));
      if (statusCode === 401) {
        // Our own callers have proven who they are.
        request.log.warn('the Grafana that is forwarded to refuses SECRETS_UPSTREAM_TOKEN');
        reply.header('www-authenticate', 'Bearer');
      }
      return reply.send(answer);
    } catch (error) {
      if (gone.signal.aborted) {
        return reply.hijack();
      }
      if (!(error instanceof UpstreamError)) {
        throw error;
      }
      request.log.warn({ fault: error.code, cause: error.causeCode }, NO_ANSWER);
      throw new StatusError(upstreamStatus(error));
    }
  }

  close(): void {
    this.#connections.close();
  }

  #exchange({ method, url, headers, body }: FastifyRequest, path: string, signal: AbortSignal) {
    if (this.#via.isIn(headers.via)) {
      throw new UpstreamError('loop');
    }
    const payload = body instanceof Readable ? body : undefined;
    const { url: root, token } = this.#upstream;
    return this.#connections.exchange({
      method,
      path: `${root.pathname.replace(/\/$/, '')}${path}${groupQuery(url)}`,
      headers: {
        ...passedRequestHeaders(headers, payload !== undefined),
        authorization: token.authorization,
        via: this.#via.header,
      },
      body: payload,
      bodyLimitBytes: this.#bodyLimitBytes,
      signal,
    });
  }
}
