/** `GET /v1/models` and `GET /v1/models/{id}`, as OpenAI's API has them. */
import { z } from 'zod';
import { addresseeOf, modelIds } from '../openai/model.ts';
import type { App, Service } from '../service.ts';

const Model = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: z.int().meta({ description: 'Seconds since the epoch: when the service started' }),
  owned_by: z.string(),
});
const Models = z.object({ object: z.literal('list'), data: z.array(Model) });

/** Adds the routes. Ids may hold "/". */
export function modelRoutes(app: App, { pacore, clock }: Service): void {
  const created = Math.floor(clock.now() / 1000);
  const model = (id: string): z.infer<typeof Model> => ({ id, object: 'model', created, owned_by: 'pacore' });
  app.get(
    '/v1/models',
    {
      config: { access: ['ask', 'read'] },
      schema: { tags: ['openai'], summary: 'What may be asked for as `model`', response: { 200: Models } },
    },
    async () => {
      const ids = modelIds(pacore.strategies, await pacore.members());
      return { object: 'list' as const, data: ids.map(model) };
    },
  );
  app.get(
    '/v1/models/*',
    {
      config: { access: ['ask', 'read'] },
      schema: {
        tags: ['openai'],
        summary: 'One of the models; its id may hold "/"',
        params: z.object({ '*': z.string() }),
        response: { 200: Model },
      },
    },
    async ({ params: { '*': id } }) => {
      addresseeOf(id, pacore.strategies, await pacore.members());
      return model(id);
    },
  );
}
