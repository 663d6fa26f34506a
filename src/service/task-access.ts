/** Whose tasks a request may see, and change. */
import type { FastifyRequest } from 'fastify';
import { PacoreError } from '../errors.ts';
import type { Task } from '../tasks/task.ts';
import type { TaskQueue } from '../tasks/task-queue.ts';

type Caller = Pick<FastifyRequest, 'caller' | 'scopes'>;

/** Whoever reads the events of everybody's questions reads their tasks, too. Where there are no keys there is one user. */
export function seesAll({ caller, scopes }: Caller): boolean {
  return caller === null || scopes?.includes('read') === true || isAdmin({ scopes });
}

/** A task that the caller may see. @throws PacoreError PACORE_NOT_FOUND: there is none, or it is somebody else's */
export function visibleTask(tasks: TaskQueue, id: string, caller: Caller): Task {
  const task = tasks.get(id);
  if (seesAll(caller) || task.owner === caller.caller) return task;
  throw new PacoreError('PACORE_NOT_FOUND', `There is no task ${id.slice(0, 100)}.`, { retryable: false });
}

/** A task that the caller may change: its own, or with the scope admin any. @throws PacoreError PACORE_NOT_FOUND, PACORE_FORBIDDEN */
export function ownTask(tasks: TaskQueue, id: string, caller: Caller): Task {
  const task = visibleTask(tasks, id, caller);
  if (caller.caller === null || isAdmin(caller) || task.owner === caller.caller) return task;
  const message = `Task ${task.id} was submitted under another key; that one, or one with the scope admin, may change it.`;
  throw new PacoreError('PACORE_FORBIDDEN', message, { retryable: false });
}

function isAdmin({ scopes }: Pick<Caller, 'scopes'>): boolean {
  return scopes?.includes('admin') === true;
}
