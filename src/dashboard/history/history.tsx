/** What was asked, a page at a time; one of them, whole. */
import type { Session } from '../api/types.ts';
import { Empty } from '../parts/states.tsx';
import { TaskList } from './task-list.tsx';
import { TaskPage } from './task-page.tsx';

/** The view. */
export function History({ session, id }: { readonly session: Session; readonly id: string | null }) {
  if (!session.keepsTasks) return <Empty>This service keeps no tasks, so there is no history.</Empty>;
  return id === null ? <TaskList session={session} /> : <TaskPage key={id} id={id} session={session} />;
}
