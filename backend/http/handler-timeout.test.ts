import fastify, { type FastifyInstance } from 'fastify';
import { addErrorHandler } from './error-handler.ts';
import { addHandlerTimeout } from './handler-timeout.ts';

const BODY_LIMIT = 1_024;
const LIMIT_MS = 30;

let app: FastifyInstance;
let url: string;
beforeEach(async () => {
  app = fastify({ forceCloseConnections: true });
  addErrorHandler(app, BODY_LIMIT);
  addHandlerTimeout(app, LIMIT_MS);
  app.all('/apis/slow', () => new Promise(() => undefined));
  app.all('/apis/late', async () => new Promise((resolve) => setTimeout(() => resolve({ late: true }), 2 * LIMIT_MS)));
  app.all('/apis/quick', async () => ({ quick: true }));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(() => app.close());

const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };

it.each([
  ['GET', {}],
  ['POST with a body', post],
])('answers a %s that takes too long with 504', async (_what, init) => {
  const answer = await fetch(`${url}/apis/slow`, init);
  expect(answer.status).toBe(504);
  expect(await answer.json()).toMatchObject({ kind: 'Status', reason: 'Timeout', code: 504 });
});

it('answers once, also where the handler comes to an end later', async () => {
  const late = await fetch(`${url}/apis/late`, post);
  expect(late.status).toBe(504);
  const quick = await Promise.all(Array.from({ length: 5 }, () => fetch(`${url}/apis/quick`, post)));
  expect(quick.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
