/** A task that has ended: its decision and everything that led to it. */
import type { Session } from '../api/types.ts';
import { Empty } from '../parts/states.tsx';
import { moment } from '../parts/format.ts';
import type { Task } from '../../tasks/task.ts';
import { Compare } from './compare.tsx';
import { Factors } from './factors.tsx';
import { Preferences } from './preferences.tsx';
import { Rounds } from './rounds.tsx';
import { TallyBars } from './tally-bars.tsx';
import { Verdict } from './verdict.tsx';
import { Waterfall } from './waterfall.tsx';

/** The decision, or why there is none. */
export function Decided({ task, session }: { readonly task: Task; readonly session: Session }) {
  const { record, error, status } = task;
  return (
    <article>
      {error && (
        <p class="failed" role="alert">
          {error.code}: {error.message}
        </p>
      )}
      {record === undefined ? (
        <Empty>{status === 'cancelled' ? 'It was called off.' : 'There is no decision.'}</Empty>
      ) : (
        <>
          <Verdict record={record} />
          <TallyBars record={record} />
          <Rounds record={record} />
          <Waterfall record={record} />
          <Factors record={record} />
          <Preferences record={record} />
          <Compare id={task.id} strategies={session.strategies} own={record.strategy} />
        </>
      )}
      <p class="muted">
        Task <a href={`#/history/${task.id}`}>{task.id}</a>, submitted {moment(task.createdAt, new Date())}
        {record?.seed !== null && record?.seed !== undefined && `, seed ${record.seed}`}
      </p>
    </article>
  );
}
