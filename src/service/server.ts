/** The service as a server of its own. */
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { silentLogger } from '../logger.ts';
import type { Pacore } from '../pacore/pacore.ts';
import { addDocs, collectSchemas } from './docs.ts';
import { errorHandler, notFound } from './error-handler.ts';
import { pacoreService, type PacoreServiceOptions } from './plugin.ts';
import { requestIdOf } from './request-id.ts';

/** Longest time that a request may take to arrive, in milliseconds: who sends a byte now and then is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Answers are data, to which a browser shall do nothing; `/docs` has a policy of its own. Who adds TLS adds its header, too. */
const HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  strictTransportSecurity: false,
};

/**
 * Builds the server around a committee, and does not listen: `await server.listen({ port })`, or `server.inject(…)` in
 * tests. Closing it lets questions under way end; the committee stays yours to close.
 */
export function buildServer(pacore: Pacore, options: Omit<PacoreServiceOptions, 'pacore'> = {}): FastifyInstance {
  const onError = errorHandler(options.logger ?? silentLogger);
  const server = fastify({
    logger: false,
    bodyLimit: pacore.config.service.bodyLimit,
    requestTimeout: REQUEST_TIMEOUT_MS,
    requestIdHeader: false,
    genReqId: requestIdOf,
    // While it closes, the service answers by itself, in its own form.
    return503OnClosing: false,
    forceCloseConnections: true,
    // It counts for what is done at the end, too, which service.drainTimeout bounds.
    pluginTimeout: 0,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request: FastifyRequest, reply: FastifyReply) => void onError(error, request, reply),
  });
  server.removeContentTypeParser('text/plain');
  server.setNotFoundHandler(notFound);
  void server.register(helmet, HEADERS);
  void server.register(fp(collectSchemas));
  // Not encapsulated: what guards the routes guards the answers to unknown paths, too. (fp marks the function it is given.)
  const unenclosed: typeof pacoreService = (app, given) => pacoreService(app, given);
  void server.register(fp(unenclosed), { ...options, pacore });
  void server.register(addDocs);
  return server;
}
