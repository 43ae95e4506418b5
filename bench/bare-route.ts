/** A route of Fastify's that answers the bytes of `BODY` (base64) on `PORT`, and does nothing else. */
import fastify from 'fastify';

const body = Buffer.from(process.env.BODY ?? '', 'base64');
const app = fastify();
app.get('/healthz', async () => 'ok');
app.get('/api/v1/secrets/:name/decrypt', async (_request, reply) =>
  reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(body)
);
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
