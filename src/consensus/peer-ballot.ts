/** Peer ballots as they stand in the record: what each judge was shown, and what it said. */

/** One answer on the paper. */
interface PaperEntry {
  /** A capital letter; nothing else of the answer's origin is shown. */
  readonly label: string;
  /** Who gave it; null: a canary, which nobody gave and which is no candidate. */
  readonly member: string | null;
  /** In canonical form; null for a canary. */
  readonly answer: string | null;
  readonly text: string;
}

/** In the order shown. */
export type Paper = readonly PaperEntry[];

/** What one member said of the others' answers. */
export interface PeerBallot {
  readonly judge: string;
  /** What it was shown, in that order. */
  readonly paper: Paper;
  /** Answers from best to worst; null where the judge's own ballots stand in for it. */
  readonly ranking: readonly string[] | null;
  /** Why, if so. */
  readonly fallback?: string;
  /** The reply as the model wrote it. */
  readonly text: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly latencyMs: number;
}
