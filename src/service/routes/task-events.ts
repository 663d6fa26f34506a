/** `GET /v1/tasks/{id}/events`: what happens to a task, to whoever listens; who was cut off goes on where it was. */
import { z } from 'zod';
import { linkSignals } from '../../models/interruption.ts';
import type { TaskEvent } from '../../tasks/task.ts';
import type { TaskQueue } from '../../tasks/task-queue.ts';
import type { App, Service } from '../service.ts';
import { withHeartbeat } from '../heartbeat.ts';
import { sendEvents } from '../sse.ts';
import { visibleTask } from '../task-access.ts';

const FAREWELL = `event: farewell\ndata: ${JSON.stringify({ reason: 'The service is shutting down.' })}\n\n`;

/** Adds the route. */
export function taskEventsRoute(app: App, { lifetime, clock }: Service, tasks: TaskQueue): void {
  app.get(
    '/v1/tasks/:id/events',
    {
      config: { access: ['ask', 'read'] },
      schema: {
        tags: ['tasks'],
        summary: 'Server-sent events of a task, up to its end; `Last-Event-ID` goes on after that one',
        params: z.object({ id: z.string() }),
        headers: z.object({ 'last-event-id': z.coerce.number().int().min(0).optional() }),
        produces: ['text/event-stream'],
      },
    },
    (request, reply) => {
      lifetime.refuseWhileDraining();
      const { id } = visibleTask(tasks, request.params.id, request);
      const after = request.headers['last-event-id'] ?? 0;
      async function* pieces(): AsyncGenerator<string, void> {
        const over = linkSignals(lifetime.signalOf(reply), lifetime.draining);
        try {
          yield ': what has happened until now, then what happens\n\n';
          for await (const event of tasks.events(id, { after, signal: over.signal })) {
            yield pieceOf(event);
            if (event.type === 'ended') return;
          }
          yield FAREWELL;
        } finally {
          over.release();
        }
      }
      return sendEvents(reply, withHeartbeat(pieces(), clock), clock);
    },
  );
}

/** Only what is kept has a number to come back to. */
function pieceOf(event: TaskEvent): string {
  const id = 'seq' in event ? `id: ${event.seq}\n` : '';
  return `${id}data: ${JSON.stringify(event)}\n\n`;
}
