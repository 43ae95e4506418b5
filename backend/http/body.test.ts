import fastify from 'fastify';
import { addByteBodies, bytesOf } from './body.ts';

describe('addByteBodies', () => {
  it('wipes a body that nobody has read, once it is answered', async () => {
    const app = fastify();
    const bodies: Buffer[] = [];
    addByteBodies(app, 100);
    app.post('/', async (request) => {
      bodies.push(bytesOf(request));
      throw new Error('refused');
    });
    const answer = await app.inject({ method: 'POST', url: '/', payload: 'secret' });
    await app.close();
    expect(answer.statusCode).toBe(500);
    expect(bodies).toEqual([Buffer.alloc(6)]);
  });
});
