/**
 * The facade over nact, and its only importer. nact gives mailboxes and dispatch; the tree, stopping, crash reports,
 * dead letters and typed references are ours, because nact's own supervision has traps (docs/decisions/0002-nact.md).
 */
// nact's Ref is structurally empty, which is why references of our own stand around it.
/* eslint-disable @typescript-eslint/no-generated-empty-object-type */
import { dispatch, spawn as nactSpawn, start as nactStart, stop as nactStop, type Ref } from 'nact';
import { systemClock, type Clock } from '../clock.ts';
import { asPacoreError, messageOf, PacoreError } from '../errors.ts';
import { inTime } from './in-time.ts';
import { rejectQuery } from './query.ts';
import { deliver, type ActorRef } from './ref.ts';

/** An actor's behaviour. One message at a time, never two at once; work that takes time ends as a message. */
export interface ActorDefinition<Message, State> {
  /** The first state. */
  start(context: ActorContext<Message>): State;
  /**
   * Calls `started` once the actor is up, where that is later than `start`'s return: a supervisor starts the next child
   * only then, as OTP's `init_ack` has it.
   */
  whenStarted?(state: State, started: () => void): void;
  /** The next state. Throwing is a crash: the actor stops and its parent hears of it. */
  receive(state: State, message: Message, context: ActorContext<Message>): State;
  /** Releases what the state holds; awaited before the actor counts as gone. `error` says why it crashed, if it did. */
  stop?(state: State, error: PacoreError | undefined): void | Promise<void>;
  /** Answers a command that comes when the actor has stopped, so that none stays without a reply. */
  refuse?(message: Message, error: PacoreError): void;
}

/** What an actor may do besides answering. */
export interface ActorContext<in Message> {
  readonly self: ActorRef<Message>;
  readonly spawn: Spawn;
  /** Stops a child of this actor; resolves when it has released everything, at once if it is gone. */
  readonly stop: (ref: ActorRef<never>) => Promise<void>;
  /** Ends this actor once the present message is done: in good order, or with an error as a crash. */
  readonly exit: (error?: PacoreError) => void;
  /** The time of the system. */
  readonly clock: Clock;
}

/** Starts an actor below this one. */
export type Spawn = <Message, State>(
  definition: ActorDefinition<Message, State>,
  options: SpawnOptions,
) => ActorRef<Message>;

/** How an actor is named and watched. The watchers are called outside any actor's turn: tell an actor from them. */
export interface SpawnOptions {
  /** Unique among its living siblings: a restarted actor gets a new one, so that old references cannot reach it. */
  readonly name: string;
  /**
   * For actors that others depend on: a message that throws fails alone. It is refused and reported here, and the actor
   * goes on in the state before it.
   */
  readonly onFault?: (error: PacoreError) => void;
  /**
   * Milliseconds that `stop` may take, 10,000 unless given; its children have times of their own. An actor that takes
   * longer is left behind: it counts as gone, whatever it still holds, and a process warning says so.
   */
  readonly shutdownMs?: number;
  /** The actor was left behind. */
  readonly onLeftBehind?: () => void;
  /** Siblings stop from the highest place to the lowest, of equal ones the last started first. 0 unless given. */
  readonly place?: number;
  /** The actor threw; it takes no more messages. */
  readonly onCrash?: (error: PacoreError) => void;
  /** The actor is gone and has released everything; `error` if it crashed. Not called when the parent itself stops. */
  readonly onExit?: (error: PacoreError | undefined) => void;
}

/** A tree of actors. Stopping goes from the leaves to the root, of siblings the last started first. */
export interface ActorSystem {
  readonly spawn: Spawn;
  /** Stops every actor; resolves when all have released everything. */
  close(): Promise<void>;
}

/** Told of each message that reached no living actor. */
export type DeadLetterHandler = (actor: string, message: unknown) => void;

let systems = 0;

/** A new, empty tree. `clock` measures how long its actors take to stop, and the backoff of supervisors in it. */
export function createActorSystem(onDeadLetter: DeadLetterHandler, clock: Clock = systemClock): ActorSystem {
  systems += 1;
  const nact = nactStart(`pacore-${systems}`);
  const surroundings: Surroundings = { nact, onDeadLetter, clock };
  const root: Branch = { children: new Map() };
  return {
    spawn: (definition, options) => spawnBelow(root, surroundings, definition, options),
    async close() {
      await stopChildren(root);
      nactStop(nact);
    },
  };
}

/** What the actors of one system share. */
interface Surroundings {
  readonly nact: Ref<never>;
  readonly onDeadLetter: DeadLetterHandler;
  readonly clock: Clock;
}

/** An inner node of the tree; children in the order of their start. */
interface Branch {
  readonly children: Map<ActorRef<never>, ChildHandle>;
}

/** An actor, as its parent sees it. */
interface ChildHandle {
  readonly place: number;
  readonly stop: (reason: StopReason) => Promise<void>;
}

/** A crash, a request, or that the parent stops (and wants no report). */
type StopReason = PacoreError | 'asked' | 'parent-stops';

/** What a mailbox of nact is told; the messages themselves wait in a list of ours. */
type Signal = 'start' | 'mail' | 'end';

function spawnBelow<Message, State>(
  parent: Branch,
  surroundings: Surroundings,
  definition: ActorDefinition<Message, State>,
  options: SpawnOptions,
): ActorRef<Message> {
  const { nact, onDeadLetter, clock } = surroundings;
  const branch: Branch = { children: new Map() };
  let cell: { readonly state: State } | undefined;
  let stopping: Promise<void> | undefined;
  /** While the whole tree stops, late messages are no news: they are refused, but not reported. */
  let quiet = false;
  let onEmpty: () => void = () => undefined;
  /** What waits for the next turn. nact takes a turn of the event loop for each message, so a turn takes all there are. */
  let mail: Message[] = [];

  const ref: ActorRef<Message> = {
    name: options.name,
    [deliver]: (message) => (stopping === undefined ? post(message) : refuse(message)),
  };
  const context: ActorContext<Message> = {
    self: ref,
    spawn: (child, childOptions) => spawnBelow(branch, surroundings, child, childOptions),
    stop: (child) => branch.children.get(child)?.stop('asked') ?? Promise.resolve(),
    exit: (error) => (error === undefined ? void stop('asked') : crash(error)),
    clock,
  };

  const mailbox: Ref<Signal> = nactSpawn(nact, (_: unknown, signal: Signal) => turn(signal), undefined, {});
  parent.children.set(ref, { place: options.place ?? 0, stop });
  dispatch(mailbox, 'start');
  return ref;

  function post(message: Message): void {
    if (mail.push(message) === 1) dispatch(mailbox, 'mail');
  }

  function turn(signal: Signal): void {
    switch (signal) {
      case 'start':
        return guard(() => (cell = { state: definition.start(context) }));
      case 'mail': {
        const delivered = mail;
        mail = [];
        return delivered.forEach(handle);
      }
      case 'end':
        nactStop(mailbox);
        return onEmpty();
    }
  }

  function handle(message: Message): void {
    if (stopping !== undefined || cell === undefined) return refuse(message);
    const { state } = cell;
    guard(() => (cell = { state: definition.receive(state, message, context) }), message);
  }

  /** Runs a turn; what it throws is the actor's crash. */
  function guard(run: () => unknown, message?: Message): void {
    if (stopping !== undefined) return;
    try {
      run();
    } catch (thrown) {
      const error = asPacoreError(thrown);
      if (message !== undefined && options.onFault !== undefined) {
        answerRefusal(message, error);
        return options.onFault(error);
      }
      crash(error);
    }
  }

  function crash(error: PacoreError): void {
    options.onCrash?.(error);
    void stop(error);
  }

  function stop(reason: StopReason): Promise<void> {
    quiet ||= reason === 'parent-stops';
    stopping ??= release(reason);
    return stopping;
  }

  async function release(reason: StopReason): Promise<void> {
    // What already waits in the mailbox is refused message by message; `end` comes behind it and closes the mailbox.
    const empty = new Promise<void>((resolve) => (onEmpty = resolve));
    dispatch(mailbox, 'end');
    await stopChildren(branch);
    let error = typeof reason === 'string' ? undefined : reason;
    try {
      if (cell !== undefined) await inTime(definition.stop?.(cell.state, error), options, clock);
    } catch (thrown) {
      error ??= asPacoreError(thrown);
    }
    await empty;
    parent.children.delete(ref);
    if (!quiet) options.onExit?.(error);
  }

  function refuse(message: Message): void {
    const error = new PacoreError('PACORE_DEAD_LETTER', `The actor ${options.name} has stopped; it takes no messages.`);
    answerRefusal(message, error);
    if (!quiet) onDeadLetter(options.name, message);
  }

  /** Runs in the sender's turn, which must not suffer from it. */
  function answerRefusal(message: Message, error: PacoreError): void {
    try {
      definition.refuse?.(message, error);
    } catch (thrown) {
      process.emitWarning(`${options.name} could not refuse a message: ${messageOf(thrown)}`, 'PacoreWarning');
    }
    rejectQuery(message, error);
  }
}

async function stopChildren({ children }: Branch): Promise<void> {
  const inOrder = [...children.values()].sort((one, other) => one.place - other.place);
  for (const { stop } of inOrder.reverse()) await stop('parent-stops');
}
