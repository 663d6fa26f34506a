/** The service as a fastify plugin, for a server of your own. */
import type { FastifyPluginCallback } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { systemClock, type Clock } from '../clock.ts';
import { silentLogger, type Logger } from '../logger.ts';
import type { Pacore } from '../pacore/pacore.ts';
import { Admission } from './admission.ts';
import { errorHandler } from './error-handler.ts';
import { Lifetime } from './lifetime.ts';
import { chatRoutes } from './routes/chat.ts';
import { healthRoutes } from './routes/health.ts';
import { modelRoutes } from './routes/models.ts';
import type { App, Service } from './service.ts';

/** What the service is made of; its settings are those of `service` in the committee's configuration. */
export interface PacoreServiceOptions {
  /** Stays yours: the service does not close it. */
  readonly pacore: Pacore;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the machine's own time. */
  readonly clock?: Clock;
}

/** Mounts every route of the service into `app`; a `prefix` goes before their paths. */
export const pacoreService: FastifyPluginCallback<PacoreServiceOptions> = (host, options, done) => {
  const { pacore, logger = silentLogger, clock = systemClock } = options;
  const settings = pacore.config.service;
  const lifetime = new Lifetime(clock);
  const service: Service = { pacore, settings, logger, clock, lifetime, admission: new Admission(settings, clock) };
  const app = host.withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler(logger));
  app.addHook('onRequest', (request, reply, next) => {
    lifetime.follow(reply);
    void reply.header('x-request-id', request.id);
    next();
  });
  app.addHook('preClose', () => lifetime.drain(settings.drainTimeout));
  addRoutes(app, service);
  done();
};

function addRoutes(app: App, service: Service): void {
  healthRoutes(app, service);
  modelRoutes(app, service);
  chatRoutes(app, service);
}
