/** The service as a fastify plugin, for a server of your own. */
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { Registry } from 'prom-client';
import { systemClock, type Clock } from '../clock.ts';
import { silentLogger, type Logger } from '../logger.ts';
import type { Pacore } from '../pacore/pacore.ts';
import { pause } from '../models/interruption.ts';
import type { TaskQueue } from '../tasks/task-queue.ts';
import { guardOf, type Guard } from './access.ts';
import { logAccess } from './access-log.ts';
import { Admission } from './admission.ts';
import { Broadcast } from './broadcast.ts';
import { errorHandler } from './error-handler.ts';
import { Lifetime } from './lifetime.ts';
import { MemberAgreement } from './member-agreement.ts';
import { MemberHistory } from './member-history.ts';
import { rateLimiter, rateLimits } from './rate-limit.ts';
import { chatRoutes } from './routes/chat.ts';
import { dashboardRoutes } from './routes/dashboard.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { machineRoutes } from './routes/machines.ts';
import { memberRoutes } from './routes/members.ts';
import { metricsRoute } from './routes/metrics.ts';
import { modelRoutes } from './routes/models.ts';
import { taskEventsRoute } from './routes/task-events.ts';
import { taskLearningRoutes } from './routes/task-learning.ts';
import { taskRoutes } from './routes/tasks.ts';
import type { App, Service } from './service.ts';
import { Sessions } from './sessions.ts';
import { continueTraces } from './tracing.ts';

/** What the service is made of; its settings are those of `service` in the committee's configuration. */
export interface PacoreServiceOptions {
  /** Stays yours: the service does not close it. */
  readonly pacore: Pacore;
  /** Adds `/v1/tasks`. Stays yours: close it after the server and before the committee. */
  readonly tasks?: TaskQueue;
  /**
   * Who says who may come in: `keys`, the service itself by `service.apiKeys` (without any, this machine alone), or `host`,
   * the application that it is mounted in. Default `keys`.
   */
  readonly access?: 'keys' | 'host';
  /** Where it counts, and what `/metrics` shows; yours, so that your own metrics are there, too. Default: one of its own. */
  readonly registry?: Registry;
  /** Default: says nothing. */
  readonly logger?: Logger;
  /** Default: the machine's own time. */
  readonly clock?: Clock;
}

/**
 * Mounts every route of the service into `app`; a `prefix` goes before their paths. At the end it waits for answers under
 * way, up to `service.drainTimeout`: the application's `pluginTimeout` must be longer, or 0.
 */
export const pacoreService: FastifyPluginAsync<PacoreServiceOptions> = async (host, options) => {
  const { pacore, tasks, access = 'keys', logger = silentLogger, clock = systemClock } = options;
  const settings = pacore.config.service;
  const service: Service = {
    pacore,
    settings,
    logger,
    clock,
    admission: new Admission(settings, clock),
    lifetime: new Lifetime(clock),
    history: new MemberHistory(clock),
    agreement: new MemberAgreement(),
    sessions: new Sessions(clock),
    broadcast: new Broadcast(clock),
    tasks: tasks ?? null,
  };
  const app = host.withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler(logger));
  addHooks(app, service, access === 'keys' ? guardOf(settings.apiKeys, service.sessions) : () => undefined);
  if (settings.rateLimit > 0) await app.register(rateLimiter, rateLimits(settings.rateLimit));
  addRoutes(app, service);
  metricsRoute(app, service, options.registry ?? new Registry());
  listen(app, service);
};

function addHooks(app: Pick<FastifyInstance, 'decorateRequest' | 'addHook'>, service: Service, guard: Guard): void {
  const { lifetime, logger } = service;
  app.decorateRequest('caller', null);
  app.decorateRequest('scopes', null);
  app.addHook('onRequest', (request, reply, next) => {
    lifetime.follow(reply);
    void reply.header('x-request-id', request.id);
    guard(request);
    next();
  });
  continueTraces(app);
  app.addHook('onResponse', (request, reply, next) => {
    logAccess(logger, request, reply);
    next();
  });
}

/** Follows the committee's events until the server closes, which is when streams end and answers are waited for. */
function listen(app: App, service: Service): void {
  const { pacore, tasks, settings, clock, lifetime, history, agreement, broadcast } = service;
  const subscription = pacore.events$.subscribe((event) => {
    history.add(event);
    agreement.add(event);
    broadcast.send(event);
  });
  app.addHook('preClose', async () => {
    broadcast.farewell('The service is shutting down.');
    await Promise.all([lifetime.drain(settings.drainTimeout), tasks && drained(tasks, settings.drainTimeout, clock)]);
    subscription.unsubscribe();
  });
}

/** Waits for the tasks that run, for a while; those left are run again after the next start. */
async function drained(tasks: TaskQueue, timeout: number, clock: Clock): Promise<void> {
  const over = new AbortController();
  await Promise.race([tasks.drain(), pause(timeout, clock, over.signal)]);
  over.abort();
}

function addRoutes(app: App, service: Service): void {
  healthRoutes(app, service);
  modelRoutes(app, service);
  chatRoutes(app, service);
  memberRoutes(app, service);
  machineRoutes(app, service);
  eventRoutes(app, service);
  dashboardRoutes(app, service);
  if (service.tasks === null) return;
  taskRoutes(app, service, service.tasks);
  taskEventsRoute(app, service, service.tasks);
  taskLearningRoutes(app, service.tasks);
}
