/** A running committee: ask it, watch it, close it. */
import { defer, lastValueFrom, map, Observable, type Subscriber } from 'rxjs';
import type { ConsensusCommand, MemberState, RouterCommand, SupervisorCommand } from '../actors/protocol.ts';
import type { ActorRef } from '../actors/ref.ts';
import type { Clock } from '../clock.ts';
import type { MachineState } from '../cluster/machines.ts';
import type { Config } from '../config/load.ts';
import type { ConsensusEngine } from '../consensus/engine.ts';
import { parseRecordedDecision } from '../consensus/recorded-decision.ts';
import { recordAgain, replay, type DecidedAgain, type ReplayChanges } from '../consensus/replay.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { asPacoreError, PacoreError, toFailure } from '../errors.ts';
import type { PacoreEvent, QuestionEvent } from '../events.ts';
import { onAbort } from '../models/interruption.ts';
import { abortionOf, runQuestion } from '../pipeline/run-question.ts';
import { toAsyncIterable } from './async-iterable.ts';
import { questionEvent, type Draft } from './draft.ts';
import { runCascade } from './cascade.ts';
import type { EventBus } from './event-bus.ts';
import { actorPorts } from './ports.ts';
import { prepareQuestion } from './prepare.ts';
import { listMembers } from './queries.ts';
import { durationOf, type AskOptions, type Question } from './question.ts';
import { createLine, type Turn } from './turns.ts';

/** The parts a committee is made of; see createPacore. */
export interface PacoreParts {
  readonly config: Config;
  readonly engine: ConsensusEngine;
  readonly clock: Clock;
  readonly bus: EventBus;
  readonly actors: PacoreActors;
  /** A question's span; see QuestionTracer. */
  readonly traceOf: (questionId: string) => string | undefined;
  /** The machines of the cluster; none without one. */
  readonly machines: () => readonly MachineState[];
  /** Stops every actor and releases its models. */
  readonly stop: () => Promise<void>;
}

/** The actors you may talk to; what they take and reply stands in docs/actors.md. */
export interface PacoreActors {
  readonly supervisor: ActorRef<SupervisorCommand>;
  readonly router: ActorRef<RouterCommand>;
  readonly consensus: ActorRef<ConsensusCommand>;
}

/** A committee of models that answers questions. Made by {@link createPacore}. */
export class Pacore implements AsyncDisposable {
  readonly actors: PacoreActors;
  /** Every event, as it happens; completes on close. */
  readonly events$: Observable<PacoreEvent>;
  /** What it runs with, complete. */
  readonly config: Config;
  readonly #parts: PacoreParts;
  /** One for each question under way. */
  readonly #open = new Set<AbortController>();
  readonly #takeTurn = createLine();
  #closing: Promise<void> | undefined;

  constructor(parts: PacoreParts) {
    this.#parts = parts;
    this.actors = parts.actors;
    this.events$ = parts.bus.events$;
    this.config = parts.config;
  }

  /** The names of the strategies that a question may be decided by. */
  get strategies(): readonly string[] {
    return this.#parts.engine.strategies;
  }

  /** Of each calibrated member its accuracy on the recorded questions, 0..1; empty without a calibration. */
  get accuracies(): ReadonlyMap<string, number> {
    return this.#parts.engine.accuracies;
  }

  /**
   * Asks every member in parallel and merges their answers. Resolves whatever the status of the decision is.
   * @throws PacoreError PACORE_USAGE, PACORE_ABORTED, PACORE_OVERLOADED, PACORE_STRATEGY, PACORE_CLOSED
   */
  async ask(question: Question, options: AskOptions = {}): Promise<DecisionRecord> {
    const last = await lastValueFrom(this.#asked(question, options));
    if (last.type !== 'question-decided') throw new PacoreError('PACORE_INTERNAL', 'The question ended undecided.');
    return last.record;
  }

  /**
   * Asks like `ask`, and yields what happens on the way; the decision comes last. Leaving the loop aborts the question.
   * @throws PacoreError as `ask` does
   */
  stream(question: Question, options: AskOptions = {}): AsyncIterable<QuestionEvent> {
    return toAsyncIterable(this.#asked(question, options));
  }

  /**
   * Decides a record again, without models, under the rules that `changes` names.
   * @throws PacoreError PACORE_USAGE: the changes are wrong; PACORE_INPUT: the record is, or cannot be decided by them
   */
  replay(record: DecisionRecord, changes: ReplayChanges = {}): DecidedAgain<DecisionRecord> {
    const { decision, question } = parseRecordedDecision(record);
    return recordAgain(record, replay(decision, changes, this.#parts.engine, question));
  }

  /** The members as they stand now. */
  async members(): Promise<readonly MemberState[]> {
    if (this.#closing !== undefined) throw closedError();
    return listMembers(this.actors.supervisor);
  }

  /** The machines that host members, those of the cluster; empty without `cluster.redis`. */
  machines(): readonly MachineState[] {
    return this.#parts.machines();
  }

  /** Ends every question (PACORE_CLOSED), stops every actor, releases every model. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    for (const controller of this.#open) controller.abort(closedError());
    await this.#parts.stop();
    this.#parts.bus.complete();
  }

  /** A question as its events, of all its steps where there is a cascade. */
  #asked(question: Question, options: AskOptions): Observable<QuestionEvent> {
    const { config, clock } = this.#parts;
    const { cascade, consensus } = config;
    if (cascade.steps.length === 0 || options.cascade === false) return this.#question(question, options);
    return defer(() => {
      const deadline = durationOf('timeout', options.timeout, consensus.deadline);
      const run = (step: AskOptions) => this.#question(question, step);
      return runCascade(cascade, options, { run, clock, deadline, defaults: consensus });
    });
  }

  /** One question as its events. Wrong use errors before the first event; later errors are events too. */
  #question(question: Question, options: AskOptions): Observable<QuestionEvent> {
    return new Observable((subscriber) => {
      const controller = new AbortController();
      const { signal } = options;
      const turn = this.#takeTurn();
      this.#open.add(controller);
      subscriber.add(() => {
        turn.end();
        this.#open.delete(controller);
      });
      if (signal !== undefined) subscriber.add(onAbort(signal, () => controller.abort(signal.reason)));
      // Whatever fails while it is being aborted fails for that reason.
      const error = (thrown: unknown) =>
        subscriber.error(controller.signal.aborted ? abortionOf(controller.signal) : thrown);
      const run = (draft: Draft) => {
        if (!subscriber.closed) this.#run(draft, controller.signal, subscriber);
        // The first prompts are on their way.
        turn.end();
      };
      this.#prepare(question, options, turn).then(run).catch(error);
    });
  }

  async #prepare(question: Question, options: AskOptions, turn: Turn): Promise<Draft> {
    if (this.#closing !== undefined) throw closedError();
    return prepareQuestion(question, options, { ...this.#parts, turn });
  }

  /** Runs a question for `subscriber`, and tells of it on the bus, where it ends even when nobody listens any more. */
  #run(draft: Draft, signal: AbortSignal, subscriber: Subscriber<QuestionEvent>): void {
    const { clock, actors, bus, config, traceOf } = this.#parts;
    const { plan, deadline, memberTimeout } = draft;
    const questionId = plan.id;
    let isOver = false;
    const emit = (event: QuestionEvent) => {
      isOver = event.type === 'question-decided';
      bus.emit(event);
      subscriber.next(event);
    };
    const fail = (thrown: unknown) => {
      isOver = true;
      bus.emit({ type: 'question-failed', questionId, error: toFailure(thrown) });
    };
    subscriber.add(() => {
      if (!isOver) fail(new PacoreError('PACORE_ABORTED', 'The question was left before its end.'));
    });
    const members = plan.electorate.map((voter) => voter.member);
    emit({ type: 'question-opened', questionId, question: lastWordsOf(draft.question), members });
    if (plan.referenceRoom !== null && config.rounds.budget !== null)
      bus.emit({ type: 'references-capped', questionId, budget: config.rounds.budget, room: plan.referenceRoom });
    if (subscriber.closed) return;
    const ports = actorPorts(actors, traceOf(questionId));
    const events = runQuestion(plan, ports, { deadline, memberTimeout, clock, signal });
    const running = events.pipe(map((event) => questionEvent(event, draft, clock))).subscribe({
      next: emit,
      error(thrown: unknown) {
        fail(thrown);
        subscriber.error(asPacoreError(thrown));
      },
      complete: () => subscriber.complete(),
    });
    subscriber.add(running);
  }
}

/** What was asked last. */
function lastWordsOf(question: Question): string {
  return typeof question === 'string' ? question : (question.at(-1)?.content ?? '');
}

/** What everything ends with that comes after the close. */
export function closedError(): PacoreError {
  return new PacoreError('PACORE_CLOSED', 'This PaCoRe is closed; create another one.');
}
