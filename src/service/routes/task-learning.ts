/** Deciding a task again without models, and what became known of its answer. */
import { Readable } from 'node:stream';
import { z } from 'zod';
import { feedbackSchema } from '../../tasks/present.ts';
import type { TaskQueue } from '../../tasks/task-queue.ts';
import type { App } from '../service.ts';
import { ownTask, seesAll, visibleTask } from '../task-access.ts';
import { ReplayShape, TaskShape } from '../task-shapes.ts';

const Id = z.object({ id: z.string() });

/** Adds the routes. */
export function taskLearningRoutes(app: App, tasks: TaskQueue): void {
  app.post(
    '/v1/tasks/:id/replay',
    {
      config: { access: ['ask', 'read'] },
      schema: {
        tags: ['tasks'],
        summary: "Decide a task's ballots again under other rules, without models; the task stays as it is",
        params: Id,
        body: ReplayShape,
        response: { 200: z.unknown().meta({ description: 'The decision record, with `replayed`' }) },
      },
    },
    (request) => tasks.replay(visibleTask(tasks, request.params.id, request).id, request.body),
  );
  app.post(
    '/v1/tasks/:id/feedback',
    {
      config: { access: ['ask'] },
      schema: {
        tags: ['tasks'],
        summary: 'Say whether the answer was right, or what the right one is',
        params: Id,
        body: feedbackSchema,
        response: { 200: TaskShape },
      },
    },
    (request) => tasks.feedback(ownTask(tasks, request.params.id, request).id, request.body),
  );
  app.get(
    '/v1/feedback',
    {
      config: { access: ['ask', 'read'] },
      schema: {
        tags: ['tasks'],
        summary: 'Every task whose right answer is known, a recorded question a line, as pacore calibrate takes them',
        produces: ['application/x-ndjson'],
      },
    },
    (request, reply) => {
      const recorded = seesAll(request) ? tasks.exportFeedback() : tasks.exportFeedback(request.caller);
      return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(linesOf(recorded)));
    },
  );
}

function* linesOf(values: Iterable<object>): Generator<string, void> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}
