/** A cascade: a question is put to more, or to bigger, members only where the first answer is not sure enough. */
import { randomInt } from 'node:crypto';
import { catchError, concat, defer, mergeMap, of, throwError, type Observable } from 'rxjs';
import type { Clock } from '../clock.ts';
import { mostAsked, type CascadeConfig, type CascadeStep } from '../config/cascade.ts';
import type { CascadeReport, DecisionRecord } from '../decision-record.ts';
import { PacoreError, type Failure } from '../errors.ts';
import type { QuestionEvent } from '../events.ts';
import type { AskOptions } from './question.ts';

/** What a cascade works with. */
export interface CascadePorts {
  /** Puts the question once. */
  readonly run: (options: AskOptions) => Observable<QuestionEvent>;
  readonly clock: Clock;
  /** Milliseconds for all steps together. */
  readonly deadline: number;
  /** What holds where a step does not say otherwise. */
  readonly defaults: { readonly minAgreement: number; readonly stopAt: number | null };
}

/**
 * Puts the question as `options` say, then, as long as no answer is accepted, once for each of `steps`, with what the step
 * changes (FrugalGPT, Chen et al. 2023, arXiv 2305.05176, with a committee in each place). An answer is accepted when it is
 * decided and its agreement, and its calibrated probability where there is one, are high enough. Where none is, the
 * surest stands: decided before low_confidence before no_quorum, of equals the last. Each step is a question of its own,
 * with events of its own; the deadline is that of all together, from the subscription on, and so is the seed. Of the
 * decisions only the last one is passed on; those before are `question-escalated`. A further step for which there is no room (PACORE_OVERLOADED) ends the cascade, not the question.
 */
export function runCascade(policy: CascadeConfig, options: AskOptions, ports: CascadePorts): Observable<QuestionEvent> {
  const { seed = randomInt(2 ** 32) } = options;
  return defer(() => runSteps(policy, { ...options, seed }, ports));
}

function runSteps(policy: CascadeConfig, options: AskOptions, ports: CascadePorts): Observable<QuestionEvent> {
  const { run, clock, deadline, defaults } = ports;
  const endsAt = clock.monotonic() + deadline;
  const records: DecisionRecord[] = [];
  const stepsFrom = (changes: CascadeStep, [next, ...others]: readonly CascadeStep[]): Observable<QuestionEvent> =>
    defer(() => {
      const step = changed(options, changes);
      const waiting = next !== undefined && mustWait(step, policy, defaults) ? { earlyDecision: false } : {};
      return run({ ...step, ...waiting, timeout: Math.max(1, endsAt - clock.monotonic()) });
    }).pipe(
      mergeMap((event): Observable<QuestionEvent> => {
        if (event.type !== 'question-decided') return of(event);
        const { record, questionId } = event;
        records.push(record);
        const isLast = next === undefined || isAccepted(record, policy) || clock.monotonic() >= endsAt;
        if (isLast) return of({ type: 'question-decided', questionId, record: withReport(records, policy) });
        return concat(of({ type: 'question-escalated' as const, questionId, record }), stepsFrom(next, others));
      }),
      catchError((error: unknown): Observable<QuestionEvent> => {
        const isRefused = error instanceof PacoreError && error.code === 'PACORE_OVERLOADED';
        const last = records.at(-1);
        if (!isRefused || last === undefined) return throwError(() => error);
        return of({ type: 'question-decided', questionId: last.id, record: withReport(records, policy, error) });
      }),
    );
  return stepsFrom({}, policy.steps);
}

/**
 * Rounds and samples do not go together, so the step's way of asking replaces the caller's. A step with members of its own
 * asks all of them, and a quorum of the caller's that it cannot meet is lowered to all that it asks.
 */
function changed(given: AskOptions, changes: CascadeStep): AskOptions {
  const most = mostAsked(changes);
  const options: { -readonly [Name in keyof AskOptions]: AskOptions[Name] } = { ...given, ...changes };
  if (changes.members !== undefined) delete options.ask;
  if (changes.samples !== undefined) delete options.rounds;
  if (changes.rounds !== undefined) {
    delete options.samples;
    delete options.stopAt;
  }
  if (options.quorum !== undefined && options.quorum > most) options.quorum = most;
  return options;
}

/**
 * Whether a step has to wait for all its ballots: those left away by an early decision count against the agreement, so that
 * a unanimous committee would seem not to be sure. A threshold that early decision itself heeds, and stopping on request,
 * stay as they are.
 */
function mustWait(step: AskOptions, policy: CascadeConfig, defaults: CascadePorts['defaults']): boolean {
  const { minAgreement = defaults.minAgreement, earlyDecision } = step;
  const { stopAt = step.rounds === undefined ? defaults.stopAt : null } = step;
  if (earlyDecision !== undefined || stopAt !== null) return false;
  return policy.agreement > minAgreement || policy.calibrated !== null;
}

function isAccepted({ status, agreement, calibrated }: DecisionRecord, policy: CascadeConfig): boolean {
  if (status !== 'decided' || agreement < policy.agreement) return false;
  return policy.calibrated === null || calibrated === null || calibrated >= policy.calibrated;
}

/** How good an outcome is, to choose the one that stands: the surer status, then having an answer at all. */
function standingOf({ status, answer }: DecisionRecord): number {
  return { decided: 3, low_confidence: answer === null ? 1 : 2, no_quorum: 0 }[status];
}

/** The record that stands, the best one and of equals the latest, with what every step came to. */
function withReport(
  records: readonly DecisionRecord[],
  policy: CascadeConfig,
  refusal?: Pick<Failure, 'code' | 'message'>,
): DecisionRecord {
  const best = Math.max(...records.map(standingOf));
  const kept = records.findLastIndex((candidate) => standingOf(candidate) === best);
  const record = records[kept];
  if (record === undefined) throw new Error('A cascade has at least one step.');
  const steps = records.map(
    ({ id, status, answer, agreement, calibrated, usage, timing }): CascadeReport['steps'][number] => {
      return { id, status, answer, agreement, calibrated, usage, durationMs: timing.durationMs };
    },
  );
  const refused = refusal && { code: refusal.code, message: refusal.message };
  return { ...record, cascade: { steps, kept, accepted: isAccepted(record, policy), ...(refused && { refused }) } };
}
