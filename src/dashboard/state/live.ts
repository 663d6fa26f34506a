/** What happens now: the event stream, made into signals a few times a second. */
import { signal } from '@preact/signals';
import { listen } from '../api/event-source.ts';
import { ApiFailure, request } from '../api/http.ts';
import type { Machine, Member } from '../api/types.ts';
import type { PacoreEvent } from '../../events.ts';
import { LiveQuestions } from './live-questions.ts';
import { Rates } from './rates.ts';
import { session } from './session.ts';

/** Whether events come; `lost` says why not, where the service told. */
export type Connection =
  { readonly state: 'connecting' | 'live' } | { readonly state: 'lost'; readonly reason: string | null };

/** The connection to the service. */
export const connection = signal<Connection>({ state: 'connecting' });
/** The members as the service last told; null before it did. */
export const members = signal<readonly Member[] | null>(null);
/** The machines of the cluster, if there is one. */
export const machines = signal<readonly Machine[]>([]);
/** Why the members are not known. */
export const membersFailure = signal<Error | null>(null);
/** Grows whenever {@link questions} or {@link rates} have changed: read it to follow them. */
export const tick = signal(0);
/** Questions, by events. */
export const questions = new LiveQuestions();
/** Tokens and latencies, by events. */
export const rates = new Rates();

/** Events may come by the hundred; the page follows so often, in milliseconds. */
const FRAME_MS = 250;
const MEMBERS_MS = 2000;

/** Follows the service until the returned function is called. */
export function follow(): () => void {
  const waiting: PacoreEvent[] = [];
  const stop = listen('v1/events', {
    onOpen() {
      connection.value = { state: 'live' };
      void refreshMembers();
    },
    onMessage: (event) => void waiting.push(event as PacoreEvent),
    onLost(reason) {
      questions.forgetOpen();
      rates.forgetOpen();
      connection.value = { state: 'lost', reason: reason ?? lostBefore() };
      void refreshMembers();
    },
  });
  const frame = window.setInterval(() => {
    const now = Date.now();
    for (const event of waiting.splice(0)) {
      questions.apply(event);
      rates.add(event, now);
    }
    tick.value += 1;
  }, FRAME_MS);
  const poll = window.setInterval(() => {
    if (connection.value.state === 'live' && document.visibilityState === 'visible') void refreshMembers();
  }, MEMBERS_MS);
  return () => {
    stop();
    window.clearInterval(frame);
    window.clearInterval(poll);
  };
}

/** Asks how the members are, and their machines. */
export async function refreshMembers(): Promise<void> {
  try {
    const [told, cluster] = await Promise.all([
      request<{ members: readonly Member[] }>('GET', 'v1/members'),
      request<{ machines: readonly Machine[] }>('GET', 'v1/machines'),
    ]);
    members.value = told.members;
    machines.value = cluster.machines;
    membersFailure.value = null;
  } catch (error) {
    membersFailure.value = error as Error;
    // Sessions end with the process that began them.
    if (error instanceof ApiFailure && error.status === 401) session.value = 'signed-out';
  }
}

/** A farewell is followed by the loss itself, which knows no reason. */
function lostBefore(): string | null {
  return connection.value.state === 'lost' ? connection.value.reason : null;
}
