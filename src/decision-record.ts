import type { Ballot } from './consensus/ballot.ts';
import type { Decision } from './consensus/decision.ts';
import type { PeerBallot } from './consensus/peer-ballot.ts';
import type { Failure } from './errors.ts';
import type { ChatMessage } from './models/backend.ts';

/** A decision with what identifies the run: what `ask --json` prints, `vote --json` writes and the service returns. */
export interface DecisionRecord extends Decision {
  readonly schemaVersion: 1;
  readonly id: string;
  /** The question, or `messages` when a conversation was asked; neither for recorded responses without one. */
  readonly question?: string;
  readonly messages?: readonly ChatMessage[];
  /** The seed all samples derive from; null for recorded responses. */
  readonly seed: number | null;
  /**
   * What the aggregator wrote out of the responses of all, where one was asked. It is no ballot and does not vote; its
   * text is the decision's where the two are the same, and its tokens count in `usage`.
   */
  readonly synthesis?: Ballot;
  /** What the members said of each other's answers, where they were asked; its tokens count in `usage`. */
  readonly peerBallots?: readonly PeerBallot[];
  /** What the steps of a cascade came to, where there are any; `usage` and `timing` of the record are those of the step kept. */
  readonly cascade?: CascadeReport;
  readonly timing: {
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    readonly durationMs: number;
  };
}

/** The steps of a cascade that ran, and what they cost. */
export interface CascadeReport {
  readonly steps: readonly (Pick<Decision, 'status' | 'answer' | 'agreement' | 'calibrated' | 'usage'> & {
    /** Of the step's own record and events. */
    readonly id: string;
    readonly durationMs: number;
  })[];
  /** Which step the record is of, 0-based. */
  readonly kept: number;
  /** Whether its answer was sure enough; otherwise it stands for want of another. */
  readonly accepted: boolean;
  /** Why the next step was not asked, where there was no room for it. */
  readonly refused?: Pick<Failure, 'code' | 'message'>;
}
