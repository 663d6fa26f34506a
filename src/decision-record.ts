import type { Ballot } from './consensus/ballot.ts';
import type { Decision } from './consensus/decision.ts';
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
  readonly timing: {
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    readonly durationMs: number;
  };
}
