/** `/v1/tasks`: questions that are kept until they have ended, whoever is still there to wait for them. */
import { z } from 'zod';
import type { TaskInput } from '../../tasks/task.ts';
import type { TaskQueue } from '../../tasks/task-queue.ts';
import { ApiError } from '../api-error.ts';
import type { App, Service } from '../service.ts';
import { ownTask, seesAll, visibleTask } from '../task-access.ts';
import { TaskPageShape, TaskQuery, TaskShape, TaskSubmission } from '../task-shapes.ts';

const Id = z.object({ id: z.string() });

/** Adds the routes. */
export function taskRoutes(app: App, service: Service, tasks: TaskQueue): void {
  submission(app, service, tasks);
  app.get(
    '/v1/tasks',
    {
      config: { access: ['ask', 'read'] },
      schema: {
        tags: ['tasks'],
        summary: 'Tasks, newest first, a page at a time',
        querystring: TaskQuery,
        response: { 200: TaskPageShape },
      },
    },
    (request) => tasks.list({ ...request.query, ...(!seesAll(request) && { owner: request.caller }) }),
  );
  app.get(
    '/v1/tasks/:id',
    {
      config: { access: ['ask', 'read'] },
      schema: { tags: ['tasks'], summary: 'A task, with its decision', params: Id, response: { 200: TaskShape } },
    },
    (request) => visibleTask(tasks, request.params.id, request),
  );
  app.delete(
    '/v1/tasks/:id',
    {
      config: { access: ['ask'] },
      schema: {
        tags: ['tasks'],
        summary: 'Cancel a task that has not ended; one that has stays as it is',
        params: Id,
        response: { 200: TaskShape },
      },
    },
    (request) => tasks.cancel(ownTask(tasks, request.params.id, request).id),
  );
}

function submission(app: App, { lifetime, settings, logger }: Service, tasks: TaskQueue): void {
  app.post(
    '/v1/tasks',
    {
      config: { access: ['ask'] },
      schema: {
        tags: ['tasks'],
        summary: 'Submit a task: it is on the disk when this is answered, and will end',
        headers: z.object({ 'idempotency-key': z.string().optional() }),
        body: TaskSubmission,
        response: {
          200: TaskShape.meta({ description: 'Submitted before under the same Idempotency-Key' }),
          202: TaskShape,
        },
      },
    },
    async (request, reply) => {
      lifetime.refuseWhileDraining();
      const input = inputOf(request.body, settings.maxPrompt);
      if (settings.logPrompts) logger.log('info', 'submitted', { requestId: request.id, question: input.question });
      const idempotencyKey = request.headers['idempotency-key'];
      const owner = request.caller;
      const { task, created } = tasks.submit(input, { owner, ...(idempotencyKey !== undefined && { idempotencyKey }) });
      const { url = '' } = request.routeOptions;
      return reply
        .code(created ? 202 : 200)
        .header('location', `${url}/${task.id}`)
        .send(task);
    },
  );
}

/** @throws ApiError PACORE_PROMPT_TOO_LONG */
function inputOf({ messages, ...rest }: z.infer<typeof TaskSubmission>, maxPrompt: number): TaskInput {
  const question = rest.question ?? messages ?? '';
  const length =
    typeof question === 'string' ? question.length : question.reduce((sum, { content }) => sum + content.length, 0);
  if (length <= maxPrompt) return { ...rest, question };
  const message = `The question has ${length} characters; at most ${maxPrompt} are taken (service.maxPrompt).`;
  throw new ApiError('PACORE_PROMPT_TOO_LONG', message, { param: 'question', retryable: false });
}
