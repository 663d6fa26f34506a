/** One question from this page: submitted as a task, followed to its end. */
import { signal } from '@preact/signals';
import { listen } from '../api/event-source.ts';
import { request } from '../api/http.ts';
import { LiveAnswers } from '../state/live-answers.ts';
import type { Task, TaskEvent, TaskInput } from '../../tasks/task.ts';

/** Where the question of this page is. */
export type Asking =
  | { readonly phase: 'idle' | 'submitting' }
  | { readonly phase: 'running'; readonly id: string; readonly answers: LiveAnswers }
  | { readonly phase: 'ended'; readonly task: Task }
  | { readonly phase: 'failed'; readonly error: Error };

/** It outlives a change of views. */
export const asking = signal<Asking>({ phase: 'idle' });

let stop = (): void => undefined;

/** Submits a question, in place of the one before. */
export async function ask(input: TaskInput): Promise<void> {
  stop();
  asking.value = { phase: 'submitting' };
  try {
    const { id } = await request<Task>('POST', 'v1/tasks', input);
    followTask(id);
  } catch (error) {
    asking.value = { phase: 'failed', error: error as Error };
  }
}

/** Calls the question off. */
export async function callOff(id: string): Promise<void> {
  await request('DELETE', `v1/tasks/${id}`);
}

function followTask(id: string): void {
  const answers = new LiveAnswers();
  const update = (): void => {
    asking.value = { phase: 'running', id, answers };
  };
  update();
  stop = listen(`v1/tasks/${id}/events`, {
    onMessage(data) {
      const event = data as TaskEvent;
      if (event.type === 'started') answers.clear();
      if (event.type === 'text-delta') answers.write(event, event.text, event.completionTokens);
      if (event.type === 'answer-restarted') answers.restart(event);
      if (event.type === 'ballot-cast') answers.cast(event.ballot);
      if (event.type === 'ended') void finish(id);
      else update();
    },
  });
}

async function finish(id: string): Promise<void> {
  stop();
  try {
    asking.value = { phase: 'ended', task: await request<Task>('GET', `v1/tasks/${id}`) };
  } catch (error) {
    asking.value = { phase: 'failed', error: error as Error };
  }
}
