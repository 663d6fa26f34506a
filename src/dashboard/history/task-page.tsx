/** One task. */
import type { Session } from '../api/types.ts';
import { Decided } from '../decision/decided.tsx';
import { Badge } from '../parts/badge.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import type { Task } from '../../tasks/task.ts';
import { useLoaded } from './load.ts';
import { textOf } from './task-list.tsx';

/** The task, whole. */
export function TaskPage({ id, session }: { readonly id: string; readonly session: Session }) {
  const { loaded: task, reload } = useLoaded<Task>(`v1/tasks/${encodeURIComponent(id)}`);
  if (task === undefined) return <Loading what="the decision" />;
  if (task instanceof Error) return <Failed error={task} onRetry={reload} />;
  const isOver = task.endedAt !== undefined;
  return (
    <>
      <p>
        <a href="#/history">← History</a>
      </p>
      <h1 class="asked">{textOf(task.input.question)}</h1>
      {isOver ? (
        <Decided task={task} session={session} />
      ) : (
        <p role="status">
          <Badge state={task.status} /> It has not ended. <button onClick={reload}>Refresh</button>
        </p>
      )}
    </>
  );
}
