import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logger.ts';

/** Writes a line about a request that was answered: who, what, how it ended; never its texts. */
export function logAccess(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const { id, method, caller, routeOptions } = request;
  // Whoever watches the service asks every few seconds.
  const level = routeOptions.config.access === 'open' ? 'debug' : 'info';
  logger.log(level, 'answered', {
    requestId: id,
    method,
    // The route and not the path, which may hold anything.
    route: routeOptions.url ?? null,
    status: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime),
    ...(caller !== null && { key: caller }),
  });
}
