/** The model actor: owns one backend, runs prompts on it, and crashes when the backend does or falls silent. */
import type { Cancel, Clock } from '../clock.ts';
import { asPacoreError, PacoreError, toFailure } from '../errors.ts';
import type { Backend, ModelInfo } from '../models/backend.ts';
import { startWatchdog, type Watchdog } from '../models/watchdog.ts';
import type { ModelCommand, ModelDrained, ModelReply } from './model-protocol.ts';
import { probeWhileIdle, type Vigilance } from './probing.ts';
import { tell, type ActorRef } from './ref.ts';
import type { ActorDefinition } from './system.ts';

type Generate = Extract<ModelCommand, { type: 'generate' }>;
/** Private: the ends of work that runs outside the actor's turns. */
type Message =
  | ModelCommand
  | { readonly type: 'loaded'; readonly info: ModelInfo }
  | { readonly type: 'backend-failed'; readonly error: PacoreError }
  | { readonly type: 'ended'; readonly requestId: string };

/** A prompt that runs. */
interface Running {
  readonly abort: Cancel;
  readonly watchdog: Watchdog;
}

interface State {
  readonly backend: Backend;
  /** Aborted when the actor stops: whatever ends after that tells nobody. */
  readonly lifetime: AbortController;
  readonly running: Map<string, Running>;
  info: ModelInfo | null;
  stopProbing: Cancel;
  /** Whom to tell when nothing runs any more; set by `drain`, after which nothing new is taken. */
  draining: ActorRef<ModelDrained> | null;
}

/** What a model actor works with. */
export interface ModelActorOptions extends Vigilance {
  /** Makes the backend of this incarnation. */
  readonly create: () => Backend;
  /** Called once when the model is loaded. */
  readonly onReady: (info: ModelInfo) => void;
  readonly clock: Clock;
}

/** The behaviour of a model actor around a backend. */
export function modelActor(options: ModelActorOptions): ActorDefinition<Message, State> {
  return {
    start({ self }) {
      const state: State = {
        backend: options.create(),
        lifetime: new AbortController(),
        running: new Map(),
        info: null,
        stopProbing: () => undefined,
        draining: null,
      };
      load(state, self);
      return state;
    },
    receive(state, message, { self }) {
      switch (message.type) {
        case 'loaded':
          state.info = message.info;
          options.onReady(message.info);
          probe(state, options, self);
          return state;
        case 'generate':
          generate(state, message, options, self);
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
      state.stopProbing();
      for (const { abort, watchdog } of state.running.values()) {
        watchdog.stop();
        abort();
      }
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

function probe(state: State, { clock, ...vigilance }: ModelActorOptions, self: ActorRef<Message>): void {
  const isIdle = () => state.running.size === 0;
  const onFailure = (error: PacoreError) => report(state, self, { type: 'backend-failed', error });
  state.stopProbing = probeWhileIdle(state.backend, vigilance, clock, isIdle, onFailure);
}

function generate(state: State, command: Generate, options: ModelActorOptions, self: ActorRef<Message>): void {
  const refusal = whyNot(state, command);
  if (refusal !== null) {
    tell(command.replyTo, { type: 'generation-failed', requestId: command.requestId, error: toFailure(refusal) });
    return;
  }
  const controller = new AbortController();
  const { clock, silence } = options;
  const watchdog = startWatchdog(clock, silence, () => {
    report(state, self, { type: 'backend-failed', error: silent(silence) });
  });
  state.running.set(command.requestId, { abort: () => controller.abort(), watchdog });
  void stream(state, command, controller.signal, watchdog.feed).then(() => {
    watchdog.stop();
    report(state, self, { type: 'ended', requestId: command.requestId });
  });
}

/**
 * Sends the backend's words to `replyTo`, `heard` at each; never rejects. What comes of it when the actor stops is no
 * answer: the router hears of its end, and sees to the prompt.
 */
async function stream(
  { backend, lifetime }: State,
  { requestId, request, replyTo }: Generate,
  signal: AbortSignal,
  heard: () => void,
): Promise<void> {
  const reply = (message: ModelReply) => {
    if (!lifetime.signal.aborted) tell(replyTo, message);
  };
  try {
    for await (const event of backend.generate(request, signal)) {
      heard();
      reply({ ...event, requestId });
    }
  } catch (error) {
    reply({ type: 'generation-failed', requestId, error: toFailure(error, 'PACORE_GENERATION') });
  }
}

function silent(ms: number): PacoreError {
  return new PacoreError('PACORE_MEMBER_CRASHED', `It had a prompt and said nothing for ${ms} ms.`);
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
