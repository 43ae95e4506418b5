import fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import { addRequestLog } from '../http/request-log.ts';
import type { CommandHandler } from './command-answer.ts';
import { argumentsOf, COMMAND_MAX_BYTES, COMMANDS_PATH, STATUS_OF_ANSWER } from './command-protocol.ts';

export interface ControlOptions {
  /** By name. */
  readonly commands: Readonly<Record<string, CommandHandler>>;
  readonly logger: FastifyBaseLogger;
}

const PLAIN_TEXT = 'text/plain; charset=utf-8';

/** What the control socket serves. It asks nobody who they are: whoever reaches it may do everything. */
export function buildControlApp({ commands, logger }: ControlOptions): FastifyInstance {
  const app: FastifyInstance = fastify({
    loggerInstance: logger.child({ server: 'control' }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: COMMAND_MAX_BYTES,
  });
  addRequestLog(app);
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ err: error });
    }
    return reply.code(status).type(PLAIN_TEXT).send('the request could not be handled');
  });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).type(PLAIN_TEXT).send('there is no such command'));

  for (const [name, handle] of Object.entries(commands)) {
    app.post(`${COMMANDS_PATH}/${name}`, async (request, reply) => {
      const args = argumentsOf(request.body);
      if (args === undefined) {
        return reply.code(415).type(PLAIN_TEXT).send('the body must be {"arguments": [...]} with texts in it');
      }
      const answer = await handle(args);
      reply.code(STATUS_OF_ANSWER[answer.kind]).type(PLAIN_TEXT);
      return answer.kind === 'done' ? answer.output : answer.message;
    });
  }
  return app;
}
