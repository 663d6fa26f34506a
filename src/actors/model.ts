/** The model actor: owns one backend, runs prompts on it, and crashes when the backend does. */
import { asPacoreError, PacoreError, toFailure } from '../errors.ts';
import type { Backend, ModelInfo } from '../models/backend.ts';
import type { ModelCommand, ModelDrained, ModelReply } from './model-protocol.ts';
import { tell, type ActorRef } from './ref.ts';
import type { ActorDefinition } from './system.ts';

type Generate = Extract<ModelCommand, { type: 'generate' }>;
/** Private: the ends of work that runs outside the actor's turns. */
type Message =
  | ModelCommand
  | { readonly type: 'loaded'; readonly info: ModelInfo }
  | { readonly type: 'backend-failed'; readonly error: PacoreError }
  | { readonly type: 'ended'; readonly requestId: string };

interface State {
  readonly backend: Backend;
  /** Aborted when the actor stops: whatever ends after that tells nobody. */
  readonly lifetime: AbortController;
  readonly running: Map<string, AbortController>;
  info: ModelInfo | null;
  /** Whom to tell when nothing runs any more; set by `drain`, after which nothing new is taken. */
  draining: ActorRef<ModelDrained> | null;
}

/**
 * The behaviour of a model actor around a backend.
 * @param create makes the backend of this incarnation
 * @param onReady called once when the model is loaded
 */
export function modelActor(create: () => Backend, onReady: (info: ModelInfo) => void): ActorDefinition<Message, State> {
  return {
    start({ self }) {
      const state: State = {
        backend: create(),
        lifetime: new AbortController(),
        running: new Map(),
        info: null,
        draining: null,
      };
      load(state, self);
      return state;
    },
    receive(state, message, { self }) {
      switch (message.type) {
        case 'loaded':
          state.info = message.info;
          onReady(message.info);
          return state;
        case 'generate':
          generate(state, message, self);
          return state;
        case 'cancel':
          state.running.get(message.requestId)?.abort();
          return state;
        case 'drain':
          state.draining = message.replyTo;
          return replyIfDrained(state);
        case 'ended':
          state.running.delete(message.requestId);
          return replyIfDrained(state);
        case 'backend-failed':
          throw message.error;
      }
    },
    async stop(state) {
      state.lifetime.abort();
      for (const controller of state.running.values()) controller.abort();
      await state.backend.dispose();
    },
    refuse(message, error) {
      if (message.type === 'drain') tell(message.replyTo, { type: 'model-drained' });
      if (message.type !== 'generate') return;
      tell(message.replyTo, { type: 'generation-failed', requestId: message.requestId, error: toFailure(error) });
    },
  };
}

function load(state: State, self: ActorRef<Message>): void {
  const { backend, lifetime } = state;
  backend.load(lifetime.signal).then(
    (info) => report(state, self, { type: 'loaded', info }),
    (error: unknown) =>
      report(state, self, { type: 'backend-failed', error: asPacoreError(error, 'PACORE_MODEL_LOAD') }),
  );
  void backend.died.then((error) => report(state, self, { type: 'backend-failed', error }));
}

/** Tells the actor of work that has ended, unless it has stopped meanwhile. */
function report({ lifetime }: State, self: ActorRef<Message>, message: Message): void {
  if (!lifetime.signal.aborted) tell(self, message);
}

function generate(state: State, command: Generate, self: ActorRef<Message>): void {
  const refusal = whyNot(state, command);
  if (refusal !== null) {
    tell(command.replyTo, { type: 'generation-failed', requestId: command.requestId, error: toFailure(refusal) });
    return;
  }
  const controller = new AbortController();
  state.running.set(command.requestId, controller);
  void stream(state.backend, command, controller.signal).then(() =>
    report(state, self, { type: 'ended', requestId: command.requestId }),
  );
}

/** Sends the backend's words to `replyTo`; never rejects. */
async function stream(backend: Backend, { requestId, request, replyTo }: Generate, signal: AbortSignal): Promise<void> {
  const reply = (message: ModelReply) => tell(replyTo, message);
  try {
    for await (const event of backend.generate(request, signal)) reply({ ...event, requestId });
  } catch (error) {
    reply({ type: 'generation-failed', requestId, error: toFailure(error, 'PACORE_GENERATION') });
  }
}

function whyNot(state: State, { requestId }: Generate): PacoreError | null {
  if (state.info === null) return new PacoreError('PACORE_MEMBER_AWAY', 'The model is still loading.');
  if (state.draining !== null)
    return new PacoreError('PACORE_MEMBER_AWAY', 'The model is draining and takes nothing new.');
  if (state.running.has(requestId))
    return new PacoreError('PACORE_USAGE', `The request "${requestId}" is already running.`);
  if (state.running.size >= state.info.slots) {
    return new PacoreError('PACORE_OVERLOADED', `All ${state.info.slots} slots of ${state.info.model} are taken.`);
  }
  return null;
}

function replyIfDrained(state: State): State {
  if (state.draining !== null && state.running.size === 0) tell(state.draining, { type: 'model-drained' });
  return state;
}
