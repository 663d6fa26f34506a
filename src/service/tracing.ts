/** Questions that come with a `traceparent` belong to the trace of who sent it. */
import { context, propagation } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

/** Runs what comes after the request's body below the span that its headers name. */
export function continueTraces(app: Pick<FastifyInstance, 'addHook'>): void {
  app.addHook('preHandler', ({ headers }, _, next) => {
    context.with(propagation.extract(context.active(), headers), next);
  });
}
