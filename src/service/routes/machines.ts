/** `GET /v1/machines`: the machines of the cluster. */
import { z } from 'zod';
import type { App, Service } from '../service.ts';

const Machine = z.object({
  id: z.string(),
  status: z.enum(['up', 'silent']).meta({ description: 'silent: not heard of for a lease' }),
  members: z.array(z.object({ id: z.string(), slots: z.int() })),
});

/** Adds the route. */
export function machineRoutes(app: App, { pacore }: Service): void {
  app.get(
    '/v1/machines',
    {
      config: { access: ['read'] },
      schema: {
        tags: ['members'],
        summary: 'The machines that host members of the cluster; none without cluster.redis',
        response: { 200: z.object({ machines: z.array(Machine) }) },
      },
    },
    () => ({ machines: pacore.machines().map((machine) => ({ ...machine, members: [...machine.members] })) }),
  );
}
