/** The model actor of a remote member: what local ones take and say, through a queue. */
import type { ModelCommand, ModelDrained } from '../actors/model-protocol.ts';
import { tell, type ActorRef } from '../actors/ref.ts';
import type { ActorDefinition } from '../actors/system.ts';
import { PacoreError, toFailure } from '../errors.ts';
import { Answer } from './answer.ts';
import type { MemberLink } from './member-link.ts';

/** Private: no machine hosts the member any more. */
type Message = ModelCommand | { readonly type: 'gone' };

interface State {
  readonly answers: Map<string, Answer>;
  draining: ActorRef<ModelDrained> | null;
  /** Lets go of the link. */
  release: () => void;
}

/** The behaviour; it is up while a machine hosts the member, and crashes when the last one is gone. */
export function remoteMember(link: MemberLink): ActorDefinition<Message, State> {
  return {
    start({ self }) {
      const state: State = { answers: new Map(), draining: null, release: () => undefined };
      state.release = link.onGone(() => tell(self, { type: 'gone' }));
      return state;
    },
    whenStarted: (_, started) => link.whenHosted(started),
    receive(state, message) {
      switch (message.type) {
        case 'generate':
          generate(state, message, link);
          return state;
        case 'cancel':
          link.cancel(message.requestId);
          state.answers.get(message.requestId)?.cancel();
          return state;
        case 'drain':
          state.draining = message.replyTo;
          replyIfDrained(state);
          return state;
        case 'gone':
          // Given up at once, so that nobody waits for it; the coordinator starts it anew when a machine is there.
          throw new PacoreError('PACORE_MEMBER_AWAY', 'No machine that hosts it is heard of any more.', {
            retryable: false,
          });
      }
    },
    stop(state) {
      state.release();
      for (const [id, answer] of state.answers) {
        answer.silence();
        link.cancel(id);
      }
    },
    refuse(message, error) {
      if (message.type === 'drain') tell(message.replyTo, { type: 'model-drained' });
      if (message.type !== 'generate') return;
      tell(message.replyTo, { type: 'generation-failed', requestId: message.requestId, error: toFailure(error) });
    },
  };
}

function generate(state: State, command: Extract<Message, { type: 'generate' }>, link: MemberLink): void {
  const { requestId, replyTo } = command;
  const answer = new Answer(requestId, replyTo, () => {
    state.answers.delete(requestId);
    replyIfDrained(state);
  });
  state.answers.set(requestId, answer);
  link.submit(command, answer);
}

function replyIfDrained({ draining, answers }: State): void {
  if (draining !== null && answers.size === 0) tell(draining, { type: 'model-drained' });
}
