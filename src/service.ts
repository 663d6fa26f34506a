/** `pacore/service`: the HTTP service, on its own or within a fastify application of yours. */
export { buildServer } from './service/server.ts';
export { pacoreService, type PacoreServiceOptions } from './service/plugin.ts';
export { processRegistry } from './service/metrics/registry.ts';
