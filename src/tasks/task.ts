/** A task: a question that is kept until it has ended, and what is told of it on the way. */
import type { Ballot } from '../consensus/ballot.ts';
import type { DecisionRecord } from '../decision-record.ts';
import type { Failure } from '../errors.ts';
import type { AskOptions, Question } from '../pacore/question.ts';
import type { TaskStatus } from '../storage/task-row.ts';

/** What a task asks, and how; what is left out comes from the configuration when it runs. */
export interface TaskInput extends Pick<
  AskOptions,
  | 'strategy'
  | 'profile'
  | 'labels'
  | 'confidenceThreshold'
  | 'minAgreement'
  | 'quorum'
  | 'members'
  | 'ask'
  | 'samples'
  | 'rounds'
  | 'stopAt'
  | 'seed'
  | 'category'
  | 'schema'
> {
  readonly question: Question;
  /** Milliseconds from the submission on, waiting included; without it a task waits as long as it must. */
  readonly deadlineMs?: number;
}

/** What is known of a task but its record. */
export interface TaskSummary {
  readonly id: string;
  /** The name of the API key that made it; null where none is configured. */
  readonly owner: string | null;
  /** `failed` holds no quorum too, with the record attached. Of the last three none ever changes. */
  readonly status: TaskStatus;
  readonly input: TaskInput;
  /** ISO 8601, UTC, as all times here. */
  readonly createdAt: string;
  /** Of the latest attempt. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** How often it was started: above 1 when the process ended in between. */
  readonly attempts: number;
  /** The decision in short, where there is one. */
  readonly outcome?: Pick<DecisionRecord, 'status' | 'answer' | 'confidence' | 'agreement'>;
  /** Why it failed. */
  readonly error?: Failure;
  readonly feedback?: Feedback;
}

/** A task with the whole decision, once there is one. */
export interface Task extends TaskSummary {
  readonly record?: DecisionRecord;
}

/** What became known of an answer afterwards: whether it was right, or what the right one is. */
export type Feedback = { readonly correct: boolean } | { readonly gold: string };

/** One page of a list, newest first. */
export interface TaskPage {
  readonly tasks: readonly TaskSummary[];
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null;
}

/** An event that is kept: `after` its number a reader goes on, also after a restart. */
interface Kept {
  readonly taskId: string;
  /** 1, 2, …, of this task. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What is only told to who listens as it happens. */
interface Live {
  readonly taskId: string;
  readonly member: string;
  readonly sample: number;
  readonly round: number;
}

/** An event that has a number and stays readable as long as its task. */
export type KeptTaskEvent =
  | (Kept & { readonly type: 'queued' })
  /** From the second attempt on, what the ones before have told is void. */
  | (Kept & { readonly type: 'started'; readonly attempt: number })
  | (Kept & { readonly type: 'ballot-cast'; readonly ballot: Ballot })
  | (Kept & { readonly type: 'ended'; readonly status: EndedStatus; readonly error?: Failure });

/** What happens to a task; the last one is `ended`. */
export type TaskEvent =
  | KeptTaskEvent
  | (Live & { readonly type: 'text-delta'; readonly text: string; readonly completionTokens: number })
  /** A member's model died of `error`; another one answers anew, and its deltas until now are void. */
  | (Live & { readonly type: 'answer-restarted'; readonly error: Failure });

/** How a task can end. */
type EndedStatus = Exclude<TaskStatus, 'queued' | 'running'>;

/** How a submission is known. */
export interface SubmitOptions {
  /** The name of the API key. */
  readonly owner?: string | null;
  /** Submitting the same input again under the same key gives the same task; keys of different owners are different. */
  readonly idempotencyKey?: string;
}

/** Which tasks are listed, and how many of them. */
export interface ListOptions {
  readonly status?: TaskStatus;
  /** By which it was, or is asked to be, decided. */
  readonly strategy?: string;
  /** Who was asked, or is named. */
  readonly member?: string;
  /** Only tasks of this owner; left out: of all. */
  readonly owner?: string | null;
  /** 1 to 100; 20 unless given. */
  readonly limit?: number;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string;
}

/** Which events are told. */
export interface EventOptions {
  /** Only those after this number; 0: all. */
  readonly after?: number;
  /** Ends the telling. */
  readonly signal?: AbortSignal;
}

export type { TaskStatus } from '../storage/task-row.ts';
