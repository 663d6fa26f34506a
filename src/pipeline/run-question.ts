/** One question through the committee: fan out, merge what comes, hand each ballot over, stop when it is decided. */
import { concat, defer, filter, from, fromEvent, merge, mergeMap, Observable, Subscription, tap } from 'rxjs';
import type { Ballot } from '../consensus/ballot.ts';
import type { Decision } from '../consensus/decision.ts';
import { PacoreError } from '../errors.ts';
import { collectBallot, type CollectOptions, type Dispatch, type PromptEvent } from './collect-ballot.ts';
import { closeRounds } from './closing.ts';
import { judge } from './judging/judge.ts';
import type { QuestionPlan } from './plan.ts';
import { runPaced } from './paced.ts';
import type { Lane, PlannedPrompt, Wave } from './prompt.ts';
import { conclude, type DecideAgain, type SynthesisEvent } from './synthesis.ts';

/** The other parts of the house, as the pipeline sees them. */
export interface Ports {
  readonly dispatch: Dispatch;
  readonly consensus: {
    /** Resolves with the decision, as soon as no ballot still out can change the outcome. */
    open(plan: QuestionPlan): Promise<Decision>;
    readonly decideAgain: DecideAgain;
    cast(id: string, ballot: Ballot): void;
    /** Whether the ballots cast until now leave the question undecided. */
    isOpen(id: string): Promise<boolean>;
    /** Decide with what is there. For a question that is not open it does nothing. */
    close(id: string, reason: 'deadline' | 'cancelled'): void;
  };
}

/** What limits a question. */
export interface Limits extends Omit<CollectOptions, 'profile' | 'labels' | 'question' | 'endsAt'> {
  /** Milliseconds until the question is decided with what is there. */
  readonly deadline: number;
  /** Aborting it errors the question with its reason. */
  readonly signal: AbortSignal;
}

/** How long the decision may take once the question is closed; it takes well under a millisecond. */
const DECISION_GRACE_MS = 5000;

/** A question's events; the last one before completion is `decided`. */
export type PipelineEvent = PromptEvent | SynthesisEvent;

/**
 * Runs a question. When the decision is there, the prompts that still run are cancelled. Errors with PACORE_ABORTED
 * (or the PacoreError that is the signal's reason) and with what the consensus rejects with.
 */
export function runQuestion(plan: QuestionPlan, ports: Ports, limits: Limits): Observable<PipelineEvent> {
  const { deadline, signal, clock } = limits;
  const { dispatch, consensus } = ports;
  const decideAgain: DecideAgain = (election) => consensus.decideAgain({ ...election, question: plan.question });
  const { profile, labels } = plan.rules;
  const { question } = plan;
  const options = { ...limits, profile, labels, question };
  return new Observable((subscriber) => {
    const endsAt = clock.monotonic() + deadline;
    const error = (thrown: unknown) => subscriber.error(thrown);
    if (signal.aborted) return error(abortionOf(signal));
    subscriber.add(fromEvent(signal, 'abort').subscribe(() => error(abortionOf(signal))));
    subscriber.add(() => consensus.close(plan.id, 'cancelled'));
    /** All that ends with the decision: the prompts that still run, and the deadline. */
    const voting = new Subscription();
    subscriber.add(voting);

    const lastWord = (decision: Decision) => {
      const inTime = { ...options, endsAt };
      if (plan.closing !== null)
        return closeRounds(plan.closing(decision.ballots), decision, dispatch, decideAgain, inTime);
      if (plan.judging !== null)
        return judge(judgesOf(plan.judging, decision), decision, dispatch, decideAgain, inTime);
      return conclude(plan, decision, dispatch, decideAgain, inTime);
    };
    const concluded = consensus.open(plan).then((decision) => {
      voting.unsubscribe();
      if (subscriber.closed) return;
      subscriber.add(lastWord(decision).subscribe(subscriber));
    });
    // What making the last word's prompts throws ends the question too, instead of going unheard.
    concluded.catch(error);

    voting.add(
      clock.schedule(deadline, () => {
        consensus.close(plan.id, 'deadline');
        voting.add(clock.schedule(DECISION_GRACE_MS, () => error(undecided())));
      }),
    );
    voting.add(
      runWaves(plan, ports, options).subscribe({
        next(event) {
          if (event.type === 'ballot-cast') consensus.cast(plan.id, event.ballot);
          subscriber.next(event);
        },
        error,
      }),
    );
  });
}

/** A wave starts when the one before has left the question open: otherwise its prompts would start only to be cancelled. */
function runWaves({ id, waves, paced }: QuestionPlan, { dispatch, consensus }: Ports, options: CollectOptions) {
  const cast: Ballot[] = [];
  const isOpen = () => consensus.isOpen(id);
  const runPrompt = (prompt: PlannedPrompt) => collectBallot(prompt, dispatch, options);
  const prompts = (wave: Wave) =>
    paced ? runPaced(wave, runPrompt, isOpen) : merge(...wave.map((lane) => runLane(lane, runPrompt)));
  const run = (wave: Wave) =>
    prompts(wave).pipe(
      tap((event) => {
        if (event.type === 'ballot-cast') cast.push(event.ballot);
      }),
    );
  const ifOpen = () => defer(isOpen).pipe(filter(Boolean));
  return concat(
    ...waves.map((wave, index) => (index === 0 ? run(wave(cast)) : ifOpen().pipe(mergeMap(() => run(wave(cast)))))),
  );
}

/** Nobody, where nothing is to be ranked: too few have answered, or all say the same. */
function judgesOf(judging: NonNullable<QuestionPlan['judging']>, { status, ballots, tally }: Decision) {
  return status === 'no_quorum' || tally.length < 2 ? [] : judging(ballots);
}

function runLane({ prompts, slots }: Lane, run: (prompt: PlannedPrompt) => Observable<PromptEvent>) {
  return from(prompts).pipe(mergeMap(run, slots));
}

function undecided(): PacoreError {
  return new PacoreError('PACORE_INTERNAL', 'The question was closed at its deadline, but no decision came.');
}

/** The error of an aborted question: the signal's reason, if that is one of ours. */
export function abortionOf({ reason }: AbortSignal): PacoreError {
  if (reason instanceof PacoreError) return reason;
  return new PacoreError('PACORE_ABORTED', 'The question was aborted by its caller.', { cause: reason });
}
