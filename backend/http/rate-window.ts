/**
 * Rates are counted by the minute. In milliseconds. `@fastify/rate-limit` keeps 5 000 counts at once, and forgets the one
 * not asked for longest first.
 */
export const WINDOW_MS = 60_000;
