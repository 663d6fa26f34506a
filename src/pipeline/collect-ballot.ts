/** One prompt to one ballot: whatever happens to the prompt, exactly one ballot comes of it. */
import { Observable } from 'rxjs';
import type { Ballot } from '../consensus/ballot.ts';
import { readAnswer, type Asked } from '../consensus/answer.ts';
import type { Profile } from '../consensus/decision.ts';
import type { Clock } from '../clock.ts';
import { PacoreError, toFailure, type Failure } from '../errors.ts';
import type { GenerationEvent, TextDelta, TextEnd } from '../models/backend.ts';
import type { PlannedPrompt } from './prompt.ts';

/**
 * Runs a prompt: deltas, then one end; errors with a PacoreError, at `deadline` (milliseconds since the epoch) at the
 * latest. Unsubscribing cancels it.
 */
export type Dispatch = (prompt: PlannedPrompt, deadline: number) => Observable<GenerationEvent | Restarted>;

/** The model died of `error`; another one begins anew, and the deltas until now are void. */
interface Restarted {
  readonly type: 'generation-restarted';
  readonly error: Failure;
}

/** What comes of a prompt: deltas on the way (void from an `answer-restarted` on), then its ballot. */
export type PromptEvent =
  | { readonly type: 'text-delta'; readonly prompt: PlannedPrompt; readonly delta: TextDelta }
  | { readonly type: 'answer-restarted'; readonly prompt: PlannedPrompt; readonly error: Failure }
  | { readonly type: 'ballot-cast'; readonly ballot: Ballot };

/** What a prompt's ballot depends on besides the prompt. */
export interface CollectOptions extends Asked {
  readonly profile: Profile;
  /** Milliseconds the member has, waiting in the queue included. */
  readonly memberTimeout: number;
  /** By the clock's `monotonic`: the question's deadline, where nobody but the prompt itself heeds it. */
  readonly endsAt?: number;
  readonly clock: Clock;
}

/**
 * The events of one prompt. Never errors: a failure is a ballot with finish `error` and what was written until then. One
 * Observable rather than a pipe of operators, for it is made for every prompt of every question.
 */
export function collectBallot(
  prompt: PlannedPrompt,
  dispatch: Dispatch,
  { memberTimeout, endsAt = Infinity, clock, ...reading }: CollectOptions,
): Observable<PromptEvent> {
  return new Observable((subscriber) => {
    const since = clock.monotonic();
    const timeLeft = Math.min(memberTimeout, endsAt - since);
    const lateness = () => (timeLeft < memberTimeout ? pastDeadline() : late(prompt, memberTimeout));
    let written = NOTHING;
    const cast = (outcome: Outcome): void => {
      const ballot = { ...identityOf(prompt), ...outcome, latencyMs: clock.monotonic() - since };
      subscriber.next({ type: 'ballot-cast', ballot });
      subscriber.complete();
    };
    subscriber.add(clock.schedule(timeLeft, () => cast(failed(lateness(), written))));
    subscriber.add(
      dispatch(prompt, clock.now() + timeLeft).subscribe({
        next(event) {
          switch (event.type) {
            case 'text-delta':
              written = { text: written.text + event.text, completionTokens: event.completionTokens };
              subscriber.next({ type: 'text-delta', prompt, delta: event });
              break;
            case 'generation-restarted':
              written = NOTHING;
              subscriber.next({ type: 'answer-restarted', prompt, error: event.error });
              break;
            case 'text-end':
              cast(outcomeOf(event, reading, written));
          }
        },
        error: (error: unknown) => cast(failed(error, written)),
      }),
    );
  });
}

/** How an answer is read. */
type Reading = Pick<CollectOptions, 'profile' | keyof Asked>;

/** What was written so far. */
type Written = Pick<Ballot, 'text' | 'completionTokens'>;

const NOTHING: Written = { text: '', completionTokens: 0 };

type Outcome = Omit<Ballot, keyof ReturnType<typeof identityOf> | 'latencyMs'>;

function identityOf({ member, model, sample, round, weight }: PlannedPrompt) {
  return { member, model, sample, round, weight };
}

/** A text that cannot even be read is a failure of its ballot alone. */
function outcomeOf(end: TextEnd, reading: Reading, written: Written): Outcome {
  try {
    return finished(end, reading);
  } catch (error) {
    return failed(error, written);
  }
}

function finished({ text, finish, confidence, promptTokens, completionTokens }: TextEnd, reading: Reading): Outcome {
  const { profile, ...asked } = reading;
  const answer = finish === 'cancelled' ? null : readAnswer(text, profile, asked);
  // A backend of someone else's may say anything; what is no confidence counts as none given.
  const usable = confidence !== null && confidence >= 0 && confidence <= 1;
  return { text, answer, confidence: usable ? confidence : null, finish, promptTokens, completionTokens };
}

function failed(thrown: unknown, written: Written): Outcome {
  const { code, message, retryAfterMs } = toFailure(thrown, 'PACORE_GENERATION');
  const error = { code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  return { ...written, answer: null, confidence: null, finish: 'error', error, promptTokens: 0 };
}

function late({ member }: PlannedPrompt, memberTimeout: number): PacoreError {
  return new PacoreError('PACORE_MEMBER_TIMEOUT', `${member} did not finish within ${memberTimeout} ms.`);
}

function pastDeadline(): PacoreError {
  return new PacoreError('PACORE_DEADLINE', 'No answer before the deadline of the question.');
}
