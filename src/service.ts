/** `pacore/service`: the HTTP service, on its own or within a fastify application of yours. */
export { buildServer } from './service/server.ts';
export { pacoreService, type PacoreServiceOptions } from './service/plugin.ts';
export { processRegistry } from './service/metrics/registry.ts';
export { openTaskQueue } from './tasks/open-task-queue.ts';
export type { TaskCommittee, TaskQueue, TaskQueueOptions } from './tasks/task-queue.ts';
export type {
  EventOptions,
  Feedback,
  KeptTaskEvent,
  ListOptions,
  SubmitOptions,
  Task,
  TaskEvent,
  TaskInput,
  TaskPage,
  TaskStatus,
  TaskSummary,
} from './tasks/task.ts';
