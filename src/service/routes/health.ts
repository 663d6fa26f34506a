/** `/livez` and `/readyz`, for whoever starts, stops and balances servers. */
import { z } from 'zod';
import { majorityOf } from '../../consensus/election.ts';
import type { Pacore } from '../../pacore/pacore.ts';
import type { App, Service } from '../service.ts';

const Alive = z.object({ status: z.literal('ok') });
const Readiness = z.object({
  status: z.enum(['ready', 'not_ready']),
  members: z.object({ ready: z.int(), needed: z.int(), configured: z.int() }),
});

/** Adds the routes. */
export function healthRoutes(app: App, { pacore, lifetime }: Service): void {
  app.get(
    '/livez',
    {
      config: { access: 'open' },
      schema: { tags: ['health'], summary: 'Whether the process answers', response: { 200: Alive } },
    },
    () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'open' },
      schema: {
        tags: ['health'],
        summary: 'Whether questions can be answered: a quorum is ready, and the service is not shutting down',
        response: { 200: Readiness, 503: Readiness },
      },
    },
    async (_, reply) => {
      const members = await readinessOf(pacore);
      const isReady = members.ready >= members.needed && !lifetime.draining.aborted;
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not_ready', members });
    },
  );
}

async function readinessOf(pacore: Pacore): Promise<z.infer<typeof Readiness>['members']> {
  const members = await pacore.members();
  const ready = members.filter(({ status }) => status === 'ready').length;
  return { ready, needed: pacore.config.consensus.quorum ?? majorityOf(members.length), configured: members.length };
}
