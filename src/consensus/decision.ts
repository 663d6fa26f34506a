import type { Ballot, ElectorateEntry } from './ballot.ts';
import type { FactorRow } from './factors.ts';

/** How sure the outcome is, never `decided` where another answer has the same score: see docs/consensus.md. */
export type Status = 'decided' | 'low_confidence' | 'no_quorum';

/** What broke a tie between the two best answers: see tie-break.ts. */
export type TieBreak = 'confidence' | 'ballots' | 'order';

/** What kind of answer is asked for: decides how it is read out of a text and when two are the same. */
export type Profile = 'auto' | 'number' | 'choice' | 'text' | 'json' | 'code';

/** The rules of one question, complete. With the ballots they determine the decision. */
export interface Rules {
  /** What was asked for; which strategy decided is the decision's own `strategy`. */
  readonly strategy: string;
  readonly profile: Profile;
  readonly thresholds: {
    /** 0..1; a decision below it is `low_confidence`. */
    readonly confidenceThreshold: number;
    /** 0..1; likewise for the agreement. */
    readonly minAgreement: number;
  };
  /** Members that must answer; null: a majority of the electorate. */
  readonly quorum: number | null;
  /**
   * Above ½, below 1: stop when the leading answer keeps its lead with this probability (beta-rule.ts). Left out, only
   * what cannot change the outcome is left away.
   */
  readonly stopAt?: number;
  /** Trajectories of each coordinated round; left out: one round, of the electorate's samples. See rounds.ts. */
  readonly rounds?: readonly number[];
  /**
   * The round whose ballots are counted, 0-based, where the one that should be came to nothing: see deciding-round.ts. Left
   * out, that one.
   */
  readonly decidingRound?: number;
  /** Which side stands when the last word contradicts a strong vote; left out: the vote. */
  readonly guard?: 'vote' | 'synthesis';
  /** What kind of question it is, for weights and probabilities learned by category; left out: any. */
  readonly category?: string;
  /** The closed set that answers are of; left out: there is none. */
  readonly labels?: readonly string[];
  /** True: answers count as they were read (records of `schemaVersion` 1); left out, equal values are one answer. */
  readonly asRead?: true;
  /** Options of the strategy. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** One candidate answer and its support. */
export interface TallyEntry {
  readonly answer: string;
  /** In the strategy's own unit: weight of votes, points, … */
  readonly score: number;
  /** The score's part of all the score there could be, 0..1. */
  readonly share: number;
  /** Members with at least one ballot for it, in the order of the electorate. */
  readonly members: readonly string[];
}

/** The last word in a question whose rounds close by one trajectory. */
export interface Closing {
  /** Who gave it; null: nobody could. */
  readonly member: string | null;
  /** Its answer in canonical form; null where it has none. */
  readonly answer: string | null;
  /** Whether it says something else than the vote of the round before. */
  readonly contradicts: boolean;
  /** Whose answer stands. Where they say the same, the synthesis. */
  readonly kept: 'vote' | 'synthesis';
}

/** The result of merging ballots: a pure function of electorate, ballots and rules. */
export interface Decision {
  /** The strategy that decided; where `auto` was asked for, the one that it left the decision to. */
  readonly strategy: string;
  readonly status: Status;
  /** The winning answer in canonical form; null when there is none. */
  readonly answer: string | null;
  /**
   * The winner's most confident response, or the text that the strategy chose, or, for a winner that stands in rankings
   * only, the answer; null without an answer.
   */
  readonly text: string | null;
  /** 0..1, four decimals; what it measures is the strategy's. */
  readonly confidence: number;
  /**
   * Weight of the ballots for the winner / weight of the whole electorate; 0..1, four decimals. Of free texts, ballots that
   * say the same in other words are for it.
   */
  readonly agreement: number;
  /** Probability of being right; null without a calibration. */
  readonly calibrated: number | null;
  readonly tieBreak: TieBreak | null;
  /**
   * What valid ballots with an answer but without a confidence counted as: the mean of those that have one, 1 where none has;
   * four decimals. Only where there was such a ballot.
   */
  readonly assumedConfidence?: number;
  readonly electorate: readonly ElectorateEntry[];
  readonly rules: Rules;
  /** Best first. */
  readonly tally: readonly TallyEntry[];
  /** How the answers did in each factor, in the order of the tally; of `ranking` only, where there is an answer. */
  readonly factors?: readonly FactorRow[];
  /** Of every round. */
  readonly ballots: readonly Ballot[];
  /** What the last round of one said and what came of it; only where the rounds close by one. */
  readonly closing?: Closing;
  readonly usage: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly cancelledBallots: number;
  };
}
