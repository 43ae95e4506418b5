import type { FastifyInstance } from 'fastify';

export function addOpenApi(_scope: FastifyInstance): void {}
