/** A question on its way to a decision record. */
import { elapsed, type Clock, type Start } from '../clock.ts';
import type { Decision } from '../consensus/decision.ts';
import type { DecisionRecord } from '../decision-record.ts';
import { fromFailure } from '../errors.ts';
import type { QuestionEvent } from '../events.ts';
import type { QuestionPlan } from '../pipeline/plan.ts';
import type { PipelineEvent } from '../pipeline/run-question.ts';
import type { Concluded } from '../pipeline/synthesis.ts';
import type { Question } from './question.ts';

/** A question that is fully specified, before its first prompt. */
export interface Draft {
  readonly question: Question;
  readonly seed: number;
  /** Milliseconds. */
  readonly deadline: number;
  /** Milliseconds. */
  readonly memberTimeout: number;
  readonly start: Start;
  readonly plan: QuestionPlan;
}

/**
 * What a pipeline event is to the outside.
 * @throws PacoreError PACORE_OVERLOADED when there is no quorum because members refused for want of room
 */
export function questionEvent(event: PipelineEvent, draft: Draft, clock: Clock): QuestionEvent {
  const questionId = draft.plan.id;
  switch (event.type) {
    case 'text-delta': {
      const { member, sample, round } = event.prompt;
      const { text, completionTokens, logprob } = event.delta;
      const sureness = logprob === undefined ? {} : { logprob };
      return { type: 'text-delta', questionId, member, sample, round, text, completionTokens, ...sureness };
    }
    case 'answer-restarted': {
      const { member, sample, round } = event.prompt;
      return { type: 'answer-restarted', questionId, member, sample, round, error: event.error };
    }
    case 'ballot-cast':
      return { type: 'ballot-cast', questionId, ballot: event.ballot };
    case 'answers-ranked': {
      const { judge, ranking } = event.peerBallot;
      return { type: 'answers-ranked', questionId, judge, ranking };
    }
    case 'decided':
      refuseIfOverloaded(event.decision);
      return { type: 'question-decided', questionId, record: recordOf(event, draft, elapsed(clock, draft.start)) };
  }
}

function recordOf(
  { decision, synthesis, peerBallots = [] }: Concluded,
  { plan, question, seed, start }: Draft,
  durationMs: number,
): DecisionRecord {
  const { strategy, usage, ...rest } = decision;
  const beside = synthesis === undefined ? peerBallots : [synthesis, ...peerBallots];
  return {
    schemaVersion: 1,
    id: plan.id,
    ...(typeof question === 'string' ? { question } : { messages: question }),
    strategy,
    seed,
    ...rest,
    ...(synthesis !== undefined && { synthesis }),
    ...(peerBallots.length > 0 && { peerBallots }),
    usage: {
      promptTokens: beside.reduce((sum, { promptTokens }) => sum + promptTokens, usage.promptTokens),
      completionTokens: beside.reduce((sum, { completionTokens }) => sum + completionTokens, usage.completionTokens),
      cancelledBallots: usage.cancelledBallots,
    },
    timing: { startedAt: new Date(start.at).toISOString(), durationMs },
  };
}

function refuseIfOverloaded({ status, ballots }: Decision): void {
  const refused = ballots.find(({ error }) => error?.code === 'PACORE_OVERLOADED');
  if (status !== 'no_quorum' || refused?.error === undefined) return;
  throw fromFailure({ ...refused.error, retryable: true });
}
