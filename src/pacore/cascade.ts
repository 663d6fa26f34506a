/** A cascade: a question is put to more, or to bigger, members only where the first answer is not sure enough. */
import { concat, defer, mergeMap, of, type Observable } from 'rxjs';
import type { Clock } from '../clock.ts';
import type { CascadeConfig, CascadeStep } from '../config/cascade.ts';
import type { CascadeReport, DecisionRecord } from '../decision-record.ts';
import type { QuestionEvent } from '../events.ts';
import type { AskOptions } from './question.ts';

/** What a cascade works with. */
export interface CascadePorts {
  /** Puts the question once. */
  readonly run: (options: AskOptions) => Observable<QuestionEvent>;
  readonly clock: Clock;
  /** Milliseconds for all steps together. */
  readonly deadline: number;
}

/**
 * Puts the question as `options` say, then, as long as no answer is accepted, once for each of `steps`, with what the step
 * changes (FrugalGPT, Chen et al. 2023, arXiv 2305.05176, with a committee in each place). An answer is accepted when it is
 * decided and its agreement, and its calibrated probability where there is one, are high enough. The last answer that had
 * a quorum stands. Each step is a question of its own, with events of its own; the deadline is that of all together. Of the
 * decisions only the last one is passed on; those before are `question-escalated`.
 */
export function runCascade(policy: CascadeConfig, options: AskOptions, ports: CascadePorts): Observable<QuestionEvent> {
  const { run, clock, deadline } = ports;
  const endsAt = clock.now() + deadline;
  const records: DecisionRecord[] = [];
  const stepsFrom = (changes: CascadeStep, [next, ...others]: readonly CascadeStep[]): Observable<QuestionEvent> =>
    defer(() => run({ ...changed(options, changes), timeout: Math.max(1, endsAt - clock.now()) })).pipe(
      mergeMap((event): Observable<QuestionEvent> => {
        if (event.type !== 'question-decided') return of(event);
        const { record, questionId } = event;
        records.push(record);
        const isLast = next === undefined || isAccepted(record, policy) || clock.now() >= endsAt;
        if (isLast) return of({ type: 'question-decided', questionId, record: withReport(records, policy) });
        return concat(of({ type: 'question-escalated' as const, questionId, record }), stepsFrom(next, others));
      }),
    );
  return stepsFrom({}, policy.steps);
}

/** Rounds and samples do not go together, so the step's way of asking replaces the caller's. */
function changed(options: AskOptions, changes: CascadeStep): AskOptions {
  const { samples, rounds, stopAt, ...others } = options;
  if (changes.rounds !== undefined) return { ...others, ...changes };
  if (changes.samples !== undefined) return { ...others, ...(stopAt !== undefined && { stopAt }), ...changes };
  return { ...options, ...changes };
}

function isAccepted({ status, agreement, calibrated }: DecisionRecord, policy: CascadeConfig): boolean {
  if (status !== 'decided' || agreement < policy.agreement) return false;
  return policy.calibrated === null || calibrated === null || calibrated >= policy.calibrated;
}

/** The record that stands, with what every step came to. */
function withReport(records: readonly DecisionRecord[], policy: CascadeConfig): DecisionRecord {
  const quorate = records.findLastIndex(({ status }) => status !== 'no_quorum');
  const kept = quorate === -1 ? records.length - 1 : quorate;
  const record = records[kept];
  if (record === undefined) throw new Error('A cascade has at least one step.');
  const steps = records.map(
    ({ id, status, answer, agreement, calibrated, usage, timing }): CascadeReport['steps'][number] => {
      return { id, status, answer, agreement, calibrated, usage, durationMs: timing.durationMs };
    },
  );
  return { ...record, cascade: { steps, kept, accepted: isAccepted(record, policy) } };
}
