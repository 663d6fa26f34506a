/** The groups `tasks` and `storage` of the configuration. */
import type convict from 'convict';

/** The group `tasks`. */
export interface TaskSettings {
  concurrency: number;
  maxQueue: number;
}

/** The group `storage`; the age in milliseconds, the size in bytes. */
export interface StorageSettings {
  path: string;
  maxSize: number | null;
  retention: { age: number | null; count: number | null };
}

/** How many tasks there may be at a time. */
export const tasksSchema: convict.Schema<TaskSettings> = {
  concurrency: {
    default: 4,
    format: 'count-from-one',
    env: 'PACORE_TASKS_CONCURRENCY',
    doc: 'Tasks that run at the same time.',
  },
  maxQueue: {
    default: 1000,
    format: 'count-from-one',
    env: 'PACORE_TASKS_MAX_QUEUE',
    doc: 'Tasks that may wait; more are refused.',
  },
};

/** Where tasks are kept, and for how long. */
export const storageSchema: convict.Schema<StorageSettings> = {
  path: {
    default: './data/pacore.db',
    format: 'text',
    env: 'PACORE_STORAGE_PATH',
    doc: 'The database of tasks.',
  },
  maxSize: {
    default: null,
    format: 'count-from-one',
    nullable: true,
    env: 'PACORE_STORAGE_MAX_SIZE',
    doc: 'The most bytes that the database may take; null: what the disk has.',
  },
  retention: {
    age: {
      default: 604_800_000,
      format: 'some-duration',
      nullable: true,
      env: 'PACORE_STORAGE_RETENTION_AGE',
      doc: 'Tasks that ended longer ago are deleted; null: none.',
    },
    count: {
      default: 10_000,
      format: 'count',
      nullable: true,
      env: 'PACORE_STORAGE_RETENTION_COUNT',
      doc: 'So many ended tasks are kept, the latest ones; null: all.',
    },
  },
};
