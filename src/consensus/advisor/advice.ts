/** What the advisor says. Shares are 0..1, four decimals. */
import type { ErrorCorrelation } from './correlation.ts';
import type { Gain, Interval } from './gain.ts';

/** One member on all questions with a gold answer. */
export interface MemberAdvice {
  readonly member: string;
  /** Right answers / questions with a gold answer, unanswered ones included. */
  readonly accuracy: number;
  /** Questions that it gave an answer to. */
  readonly answered: number;
}

/** A voting rule that the advisor tries. */
export type VotingRule = 'majority_voting' | 'weighted_voting';

/** How a committee did on the half that it was not chosen on. */
interface HeldOut {
  readonly questions: number;
  readonly majority: number;
  readonly weighted: number;
  /** The accuracy of the committee's `bestMember` alone. */
  readonly bestMember: number;
  /** Any member is right. */
  readonly oracle: number;
  /** To the best member, by the committee's `rule`: see `gains`. */
  readonly gain: number;
  /** Of `gain`, 95 per cent. */
  readonly gainInterval: Interval;
  /** Accuracy by that rule − accuracy of the best member. */
  readonly gains: { readonly majority: Gain; readonly weighted: Gain };
}

/** A committee. */
export interface CommitteeAdvice {
  readonly size: number;
  readonly members: readonly string[];
  /** The rule that was better on the choosing half; majority_voting where both were alike. */
  readonly rule: VotingRule;
  /** The member that was right most often on the choosing half. */
  readonly bestMember: string;
  /** For weighted_voting, by member, learned on the choosing half. */
  readonly weights: Readonly<Record<string, number>>;
  readonly heldOut: HeldOut;
}

/** The best committee of a size, and among how many. */
export interface ChosenCommittee extends CommitteeAdvice {
  /** `all` committees of this size were tried, or some, by a `greedy` search. */
  readonly searched: 'all' | 'greedy';
  readonly tried: number;
  /** Of those tried: less often right by majority than their own best member, on the choosing half. */
  readonly losing: number;
}

/** What to run. */
export interface Recommendation {
  /** One where no committee is better than a member. */
  readonly members: readonly string[];
  /** Null for a single member. */
  readonly rule: VotingRule | null;
  /** Over the best member of all alone, on the held-out half. */
  readonly gain: Gain;
  /** In words. */
  readonly text: string;
}

/** All that the advisor says. */
export interface Advice {
  /** With a gold answer. */
  readonly questions: number;
  readonly withoutGold: number;
  readonly seed: number;
  /** K of the log-odds weights. */
  readonly options: number;
  /** Most accurate first. */
  readonly members: readonly MemberAdvice[];
  /** Highest − lowest accuracy of a member. */
  readonly spread: number;
  /** Questions that any member answered right. */
  readonly oracle: number;
  /** The best one of each size. */
  readonly committees: readonly ChosenCommittee[];
  /** All members together. */
  readonly all: CommitteeAdvice;
  readonly correlation: ErrorCorrelation;
  readonly recommendation: Recommendation;
  readonly warnings: readonly string[];
}
