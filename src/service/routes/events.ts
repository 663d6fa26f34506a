/** `GET /v1/events`: every event of the committee, as it happens. */
import type { App, Service } from '../service.ts';

/** Adds the route. */
export function eventRoutes(app: App, { broadcast, lifetime }: Service): void {
  app.get(
    '/v1/events',
    {
      config: { access: ['read'] },
      schema: {
        tags: ['members'],
        summary: 'Server-sent events: what happens to questions and members, texts included, from now on',
        produces: ['text/event-stream'],
      },
    },
    (_, reply) => {
      lifetime.refuseWhileDraining();
      return broadcast.answer(reply);
    },
  );
}
