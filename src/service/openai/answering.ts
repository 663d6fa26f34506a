/** Asks, and tells how the answer comes to be: of a member its words, of a committee its ballots and its decision. */
import { isValid, type Ballot } from '../../consensus/ballot.ts';
import type { DecisionRecord } from '../../decision-record.ts';
import { fromFailure, type Failure } from '../../errors.ts';
import type { Pacore } from '../../pacore/pacore.ts';
import { ApiError } from '../api-error.ts';
import type { Asking } from './asking.ts';
import { LiveText } from './live-text.ts';

/** A ballot as progress tells it: without its text. */
type BallotProgress = Pick<Ballot, 'member' | 'sample' | 'round' | 'answer' | 'confidence' | 'finish' | 'error'>;

/** A complete answer. */
export interface Choice {
  readonly text: string;
  readonly finish: 'stop' | 'length';
  readonly record: DecisionRecord;
}

/** What happens; `answered` comes last. The texts of a choice, joined, are its text. */
export type AnswerEvent =
  | { readonly type: 'text'; readonly choice: number; readonly text: string; readonly logprob?: number }
  | { readonly type: 'progress'; readonly choice: number; readonly ballot: BallotProgress }
  | { readonly type: 'answered'; readonly choices: readonly Choice[] };

/**
 * Asks whom the request is for. Leaving the loop or aborting `signal` aborts the question.
 * @throws PacoreError as `Pacore.ask` does; ApiError PACORE_NO_QUORUM with the record; what a member alone failed with
 */
export function answer(pacore: Pacore, asking: Asking, signal: AbortSignal): AsyncGenerator<AnswerEvent, void> {
  return asking.addressee.type === 'member'
    ? memberAnswer(pacore, asking, signal)
    : committeeAnswer(pacore, asking, signal);
}

/** Its samples are the choices. */
async function* memberAnswer(
  pacore: Pacore,
  { messages, options, choices }: Asking,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void> {
  const texts = Array.from({ length: choices }, () => new LiveText());
  for await (const event of pacore.stream(messages, { ...options, signal })) {
    if (event.type === 'text-delta') {
      const { sample: choice, logprob } = event;
      const text = texts[choice]?.add(event.text) ?? '';
      // What repeats after a restart is not said again, and no logprob is of a part of it.
      const sureness = text === event.text && logprob !== undefined ? { logprob } : {};
      if (text !== '') yield { type: 'text', choice, text, ...sureness };
    }
    if (event.type === 'answer-restarted') texts[event.sample]?.restart();
    if (event.type === 'ballot-cast' && event.ballot.error !== undefined) throw failureOf(event.ballot.error);
    if (event.type === 'question-decided') {
      if (event.record.status === 'no_quorum') throw noQuorum(event.record);
      yield { type: 'answered', choices: choicesOf(event.record) };
    }
  }
}

function choicesOf(record: DecisionRecord): readonly Choice[] {
  return [...record.ballots]
    .sort((a, b) => a.sample - b.sample)
    .map(({ text, finish }) => ({ text, finish: finish === 'length' ? finish : 'stop', record }));
}

/** Each choice is a decision of its own, one after the other, with seeds that follow each other. */
async function* committeeAnswer(
  pacore: Pacore,
  { messages, options, choices }: Asking,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, void> {
  const answered: Choice[] = [];
  for (let choice = 0; choice < choices; choice += 1) {
    const seed = options.seed === undefined ? {} : { seed: (options.seed + choice) >>> 0 };
    for await (const event of pacore.stream(messages, { ...options, ...seed, signal })) {
      if (event.type === 'ballot-cast') yield { type: 'progress', choice, ballot: progressOf(event.ballot) };
      if (event.type !== 'question-decided') continue;
      const decided = choiceOf(event.record);
      answered.push(decided);
      if (decided.text !== '') yield { type: 'text', choice, text: decided.text };
    }
  }
  yield { type: 'answered', choices: answered };
}

function progressOf({ member, sample, round, answer: said, confidence, finish, error }: Ballot): BallotProgress {
  return { member, sample, round, answer: said, confidence, finish, ...(error && { error }) };
}

/** An undecided question is one without an answer; where all abstain the text is empty. */
function choiceOf(record: DecisionRecord): Choice {
  if (record.status === 'no_quorum') throw noQuorum(record);
  const text = record.text ?? '';
  const isCut = record.ballots.some((ballot) => ballot.finish === 'length' && ballot.text === text);
  return { text, finish: isCut ? 'length' : 'stop', record };
}

/** That a prompt is too long for everybody is the caller's to mend. */
function noQuorum(record: DecisionRecord): ApiError {
  const failures = record.ballots.filter((ballot) => !isValid(ballot)).map(({ error }) => error);
  const [first] = failures;
  if (first?.code === 'PACORE_PROMPT_TOO_LONG' && failures.every((failure) => failure?.code === first.code)) {
    return new ApiError(first.code, first.message, { param: 'messages', record, retryable: false });
  }
  const answered = new Set(record.ballots.filter(isValid).map(({ member }) => member)).size;
  const message = `Too few members answered: ${answered} of ${record.electorate.length}; pacore.ballots says why.`;
  return new ApiError('PACORE_NO_QUORUM', message, { record });
}

function failureOf({ code, message, retryAfterMs }: Pick<Failure, 'code' | 'message' | 'retryAfterMs'>) {
  return fromFailure({ code, message, retryable: true, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}
