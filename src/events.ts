/**
 * Everything that happens, as one typed union. Log lines, the progress display and later the metrics and the
 * dashboard subscribe to it; the decision record is its durable outcome.
 */
import type { Ballot } from './consensus/ballot.ts';
import type { DecisionRecord } from './decision-record.ts';
import type { Failure } from './errors.ts';
import type { ModelInfo, TextDelta } from './models/backend.ts';

/** One answer's identity within a question. */
export interface BallotKey {
  readonly questionId: string;
  readonly member: string;
  readonly sample: number;
  readonly round: number;
}

/**
 * What happens to one question, in this order; the last one is `question-decided` or `question-failed`. In a cascade an
 * answer that is not accepted is `question-escalated`, and the next question follows.
 */
export type QuestionEvent =
  | {
      readonly type: 'question-opened';
      readonly questionId: string;
      /** As it was asked; of a conversation the last message. */
      readonly question: string;
      readonly members: readonly string[];
    }
  | (BallotKey & { readonly type: 'text-delta' } & Omit<TextDelta, 'type'>)
  /** The model died of `error`; another one answers anew, and what was written for this ballot until now is void. */
  | (BallotKey & { readonly type: 'answer-restarted'; readonly error: Failure })
  | { readonly type: 'ballot-cast'; readonly questionId: string; readonly ballot: Ballot }
  /** A member has ranked the others' answers, best first; null: it could not. */
  | {
      readonly type: 'answers-ranked';
      readonly questionId: string;
      readonly judge: string;
      readonly ranking: readonly string[] | null;
    }
  | { readonly type: 'question-decided'; readonly questionId: string; readonly record: DecisionRecord }
  | { readonly type: 'question-escalated'; readonly questionId: string; readonly record: DecisionRecord }
  | { readonly type: 'question-failed'; readonly questionId: string; readonly error: Failure };

/** What happens to a member. `replica` names one incarnation of one of its model actors, such as `small-a#2`. */
export type MemberEvent =
  | { readonly type: 'model-starting'; readonly member: string; readonly replica: string }
  | { readonly type: 'model-ready'; readonly member: string; readonly replica: string; readonly info: ModelInfo }
  | { readonly type: 'model-crashed'; readonly member: string; readonly replica: string; readonly error: Failure }
  | { readonly type: 'model-restarting'; readonly member: string; readonly replica: string; readonly delayMs: number }
  | { readonly type: 'model-stopped'; readonly member: string; readonly replica: string }
  | { readonly type: 'member-given-up'; readonly member: string; readonly reason: string }
  | { readonly type: 'member-drained'; readonly member: string }
  | { readonly type: 'member-removed'; readonly member: string };

/** What goes wrong in the machinery. */
export type SystemEvent =
  | { readonly type: 'dead-letter'; readonly actor: string; readonly message: string }
  | { readonly type: 'actor-fault'; readonly actor: string; readonly error: Failure }
  | { readonly type: 'subscriber-failed'; readonly error: Failure }
  /** Of a cluster: a machine that hosts members has come, or is heard of no more. */
  | { readonly type: 'machine-joined'; readonly machine: string; readonly members: readonly string[] }
  | { readonly type: 'machine-left'; readonly machine: string; readonly reason: 'ended' | 'silent' }
  /** Redis does not answer; prompts wait for it, `cluster.grace` at most. */
  | { readonly type: 'cluster-lost'; readonly reason: string }
  | { readonly type: 'cluster-back' }
  /** The contexts of its members hold only `room` tokens of references, fewer than `rounds.budget`. */
  | { readonly type: 'references-capped'; readonly questionId: string; readonly budget: number; readonly room: number }
  | { readonly type: 'ballot-refused'; readonly questionId: string; readonly member: string; readonly reason: string };

/** Any event. */
export type PacoreEvent = QuestionEvent | MemberEvent | SystemEvent;

/** Takes an event; never throws. */
export type Emit = (event: PacoreEvent) => void;
