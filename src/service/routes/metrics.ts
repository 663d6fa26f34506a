/** `GET /metrics`, for Prometheus. */
import type { Registry } from 'prom-client';
import { eventCounter } from '../metrics/count-events.ts';
import { addGauges } from '../metrics/gauges.ts';
import { createInstruments } from '../metrics/instruments.ts';
import type { App, Service } from '../service.ts';

/** Adds the route, and measures from now on until the server closes. */
export function metricsRoute(app: App, service: Service, registry: Registry): void {
  const instruments = createInstruments(registry);
  addGauges(registry, service);
  const subscription = service.pacore.events$.subscribe(eventCounter(instruments, service.clock));
  app.addHook('onClose', () => subscription.unsubscribe());
  app.addHook('onResponse', ({ method, routeOptions }, reply, next) => {
    const labels = { http_request_method: method, http_route: routeOptions.url ?? 'none' };
    instruments.requests.observe({ ...labels, http_response_status_code: reply.statusCode }, reply.elapsedTime / 1000);
    next();
  });
  app.get(
    '/metrics',
    { config: { access: ['read'] }, schema: { tags: ['health'], summary: 'Metrics, as Prometheus reads them' } },
    async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
}
