/** Counts what happens to questions and members. */
import type { Clock } from '../../clock.ts';
import { isValid, type Ballot } from '../../consensus/ballot.ts';
import type { DecisionRecord } from '../../decision-record.ts';
import type { PacoreEvent } from '../../events.ts';
import type { Instruments } from './instruments.ts';

const OPERATION = { gen_ai_operation_name: 'chat' };

/** Takes every event of a committee, and counts. */
export function eventCounter(instruments: Instruments, clock: Clock): (event: PacoreEvent) => void {
  const firstChunks = new FirstChunks(clock);
  return (event) => {
    switch (event.type) {
      case 'question-opened':
        return firstChunks.open(event.questionId);
      case 'text-delta': {
        const seconds = firstChunks.seen(event);
        const labels = { ...OPERATION, gen_ai_request_model: event.member };
        return seconds === null ? undefined : instruments.firstChunk.observe(labels, seconds);
      }
      case 'question-decided':
        firstChunks.close(event.questionId);
        return countDecision(instruments, event.record);
      case 'question-escalated':
        firstChunks.close(event.questionId);
        for (const ballot of event.record.ballots) countBallot(instruments, ballot);
        return instruments.escalations.inc();
      case 'question-failed':
        firstChunks.close(event.questionId);
        return instruments.failures.inc({ code: event.error.code });
      case 'model-restarting':
        return instruments.restarts.inc({ gen_ai_request_model: event.member });
      case 'machine-left':
        return event.reason === 'silent' ? instruments.lostMachines.inc() : undefined;
      case 'cluster-lost':
        return instruments.clusterLosses.inc();
      default:
    }
  };
}

function countDecision(instruments: Instruments, record: DecisionRecord): void {
  const { status, strategy, agreement, confidence, timing, ballots } = record;
  instruments.questions.inc({ status, strategy });
  instruments.duration.observe({ strategy }, timing.durationMs / 1000);
  if (status !== 'no_quorum') {
    instruments.agreement.observe({ strategy }, agreement);
    instruments.confidence.observe({ strategy }, confidence);
  }
  for (const ballot of ballots) countBallot(instruments, ballot);
  instruments.savedTokens.inc(savedTokens(ballots));
}

function countBallot(instruments: Instruments, { member, finish, error, latencyMs, ...tokens }: Ballot): void {
  const model = { gen_ai_request_model: member };
  instruments.ballots.inc({ ...model, finish });
  if (finish === 'cancelled') return;
  const labels = { ...OPERATION, ...model };
  instruments.operations.observe({ ...labels, ...(error && { error_type: error.code }) }, latencyMs / 1000);
  if (error !== undefined) return;
  instruments.tokens.observe({ ...labels, gen_ai_token_type: 'input' }, tokens.promptTokens);
  instruments.tokens.observe({ ...labels, gen_ai_token_type: 'output' }, tokens.completionTokens);
}

function savedTokens(ballots: readonly Ballot[]): number {
  const finished = ballots.filter(isValid);
  const mean = finished.reduce((sum, ballot) => sum + ballot.completionTokens, 0) / Math.max(1, finished.length);
  const cancelled = ballots.filter(({ finish }) => finish === 'cancelled');
  return cancelled.reduce((sum, ballot) => sum + Math.max(0, mean - ballot.completionTokens), 0);
}

/** When each member said its first word to a question; later rounds do not begin when the question does. */
class FirstChunks {
  readonly #clock: Clock;
  readonly #open = new Map<string, { readonly openedAt: number; readonly members: Set<string> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(questionId: string): void {
    this.#open.set(questionId, { openedAt: this.#clock.monotonic(), members: new Set() });
  }

  close(questionId: string): void {
    this.#open.delete(questionId);
  }

  /** Seconds until the first text; null for any later one. */
  seen({ questionId, member, round }: Extract<PacoreEvent, { type: 'text-delta' }>): number | null {
    const question = this.#open.get(questionId);
    if (question === undefined || round > 0 || question.members.has(member)) return null;
    question.members.add(member);
    return (this.#clock.monotonic() - question.openedAt) / 1000;
  }
}
