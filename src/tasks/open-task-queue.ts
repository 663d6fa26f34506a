import { MIGRATIONS } from '../storage/migrations.ts';
import { openDatabase } from '../storage/open-database.ts';
import { TaskStore } from '../storage/task-store.ts';
import { TaskQueue, type TaskCommittee, type TaskQueueOptions } from './task-queue.ts';

/**
 * Opens the database of the committee's configuration and goes on with the tasks in it. Close the queue before the committee.
 * @throws PacoreError PACORE_STORAGE: it cannot be opened
 */
export async function openTaskQueue(committee: TaskCommittee, options: TaskQueueOptions = {}): Promise<TaskQueue> {
  const { path, maxSize } = committee.config.storage;
  const store = new TaskStore(await openDatabase({ path, maxSize, migrations: MIGRATIONS }));
  try {
    return new TaskQueue(committee, store, options);
  } catch (error) {
    store.close();
    throw error;
  }
}
