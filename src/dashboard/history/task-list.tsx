/** The list, with its filters. */
import { Table } from '../parts/table.tsx';
import { useState } from 'preact/hooks';
import type { Session } from '../api/types.ts';
import { Badge } from '../parts/badge.tsx';
import { duration, moment, percent, words } from '../parts/format.ts';
import { Empty, Failed, Loading } from '../parts/states.tsx';
import { members } from '../state/live.ts';
import type { TaskPage, TaskSummary } from '../../tasks/task.ts';
import { useLoaded } from './load.ts';

const STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'];
const NO_FILTER = { status: '', strategy: '', member: '' };

/** A page of tasks. */
export function TaskList({ session }: { readonly session: Session }) {
  const [filter, setFilter] = useState(NO_FILTER);
  /** The cursors of the pages up to this one. */
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const chosen = Object.entries({ ...filter, cursor: cursor ?? '' }).filter(([, value]) => value !== '');
  const { loaded, reload } = useLoaded<TaskPage>(`v1/tasks?${new URLSearchParams(chosen).toString()}`);
  const choose = (name: keyof typeof NO_FILTER, value: string): void => {
    setCursors([]);
    setFilter({ ...filter, [name]: value });
  };
  const choices = { status: STATUSES, strategy: session.strategies, member: (members.value ?? []).map(({ id }) => id) };
  return (
    <>
      <h1>History</h1>
      <div class="filters">
        {(['status', 'strategy', 'member'] as const).map((name) => (
          <label key={name}>
            {words(name)}
            <select value={filter[name]} onChange={({ currentTarget }) => choose(name, currentTarget.value)}>
              <option value="">any</option>
              {choices[name].map((choice) => (
                <option key={choice} value={choice}>
                  {words(choice)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button onClick={reload}>Refresh</button>
      </div>
      {loaded === undefined && <Loading what="tasks" />}
      {loaded instanceof Error && <Failed error={loaded} onRetry={reload} />}
      {loaded !== undefined && !(loaded instanceof Error) && (
        <>
          <Tasks tasks={loaded.tasks} />
          <div class="pages">
            <button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
              Newer
            </button>
            <button
              disabled={loaded.nextCursor === null}
              onClick={() => loaded.nextCursor !== null && setCursors([...cursors, loaded.nextCursor])}
            >
              Older
            </button>
          </div>
        </>
      )}
    </>
  );
}

function Tasks({ tasks }: { readonly tasks: readonly TaskSummary[] }) {
  if (tasks.length === 0) return <Empty>No tasks here. What chat completions decide is not kept.</Empty>;
  const now = new Date();
  return (
    <Table name="Tasks" headings={['When', 'Asked', 'Decided', 'Status', 'Confidence', 'Took']} class="tasks">
      {tasks.map(({ id, createdAt, startedAt, endedAt, input, outcome, status }) => (
        <tr key={id}>
          <td class="when">{moment(createdAt, now)}</td>
          <th scope="row">
            <a href={`#/history/${id}`}>{textOf(input.question)}</a>
          </th>
          <td>
            <b>{outcome?.answer ?? '–'}</b>
          </td>
          <td>
            <Badge state={outcome?.status ?? status} />
          </td>
          <td>{outcome ? percent(outcome.confidence) : ''}</td>
          <td>{startedAt && endedAt ? duration(Date.parse(endedAt) - Date.parse(startedAt)) : ''}</td>
        </tr>
      ))}
    </Table>
  );
}

/** Of a conversation the last message. */
export function textOf(question: TaskSummary['input']['question']): string {
  return typeof question === 'string' ? question : (question.at(-1)?.content ?? '');
}
