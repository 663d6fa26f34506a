/**
 * The schema, as the steps that lead to it: a database of version n has been through the first n. A step that has been
 * released never changes; what should be different becomes a further step.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE tasks (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    owner TEXT,
    idempotency_key TEXT,
    status TEXT NOT NULL,
    strategy TEXT NOT NULL,
    input TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    deadline INTEGER,
    started_at INTEGER,
    ended_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    record TEXT,
    error TEXT,
    feedback TEXT
  ) STRICT;
  CREATE INDEX tasks_by_status ON tasks (status, number);
  CREATE INDEX tasks_by_strategy ON tasks (strategy, number);
  CREATE INDEX tasks_by_owner ON tasks (owner, number);
  CREATE INDEX tasks_by_end ON tasks (ended_at) WHERE ended_at IS NOT NULL;
  CREATE INDEX tasks_with_feedback ON tasks (number) WHERE feedback IS NOT NULL;
  CREATE UNIQUE INDEX tasks_by_key ON tasks (ifnull(owner, ''), idempotency_key) WHERE idempotency_key IS NOT NULL;

  CREATE TABLE task_members (
    member TEXT NOT NULL,
    task INTEGER NOT NULL REFERENCES tasks (number) ON DELETE CASCADE,
    PRIMARY KEY (member, task)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX task_members_by_task ON task_members (task);

  CREATE TABLE task_events (
    task INTEGER NOT NULL REFERENCES tasks (number) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (task, seq)
  ) STRICT, WITHOUT ROWID;
  `,
];
