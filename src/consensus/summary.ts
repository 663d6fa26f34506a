/** Counts what `vote --summary` reports, one question after another: memory does not grow with their number. */
import { canonicalAnswer } from './answer.ts';
import { asCounted } from './assumed-confidence.ts';
import type { CountedBallot } from './ballot.ts';
import { Reliability } from './calibration/reliability.ts';
import type { Decision } from './decision.ts';
import { equivalenceOf, sameAnswer } from './equivalence.ts';
import { majorityScore } from './majority.ts';
import { countVotes } from './plurality.ts';
import { fourDecimals, roundedShare } from './rounding.ts';
import { leadOf } from './tie-break.ts';

/** How one member did. */
interface MemberSummary {
  /** Questions that it gave an answer to. */
  readonly answered: number;
  /** Of those, the right ones among the questions with a gold answer. */
  readonly correct: number;
  /** `correct` / questions with a gold answer; null where there are none. */
  readonly accuracy: number | null;
}

/** How the votes on many questions came out. Accuracies are shares, 0..1, four decimals. */
export interface VoteSummary {
  readonly questions: number;
  /** Questions of status `decided`. */
  readonly decided: number;
  readonly withGold: number;
  /** Right answers, whatever their status. */
  readonly correct: number;
  /** `correct` / `withGold`; null where there are none. */
  readonly accuracy: number | null;
  /** Mean over the questions: ballots until the answer was settled, of the ballots that there were; null without any. */
  readonly ballotsNeeded: { readonly mean: number | null; readonly of: number | null };
  /** Expected calibration error of `calibrated`, ten equal-width bins; null where no question with a gold answer has one. */
  readonly ece: number | null;
  readonly members: Readonly<Record<string, MemberSummary>>;
}

/** One decided question. */
export interface SummarizedQuestion {
  readonly decision: Decision;
  /** As recorded; made canonical here. */
  readonly gold?: string | undefined;
  /** From `ConsensusEngine.ballotsNeeded`. */
  readonly ballotsNeeded: number;
}

/** Adds up decisions to a {@link VoteSummary}. */
export class SummaryAccumulator {
  readonly #members = new Map<string, { answered: number; correct: number }>();
  readonly #reliability = new Reliability();
  #questions = 0;
  #decided = 0;
  #withGold = 0;
  #correct = 0;
  #ballotsNeeded = 0;
  #ballots = 0;

  /** Counts one question. */
  add({ decision, gold, ballotsNeeded }: SummarizedQuestion): void {
    const isRight = rightAnswers(decision, gold);
    this.#questions++;
    if (decision.status === 'decided') this.#decided++;
    if (gold !== undefined) this.#withGold++;
    if (isRight(decision.answer)) this.#correct++;
    if (gold !== undefined && decision.calibrated !== null)
      this.#reliability.add(decision.calibrated, isRight(decision.answer));
    this.#ballotsNeeded += ballotsNeeded;
    this.#ballots += decision.ballots.length;
    for (const [member, answer] of answersByMember(decision)) {
      const counts = this.#members.get(member) ?? { answered: 0, correct: 0 };
      if (answer !== null) counts.answered++;
      if (isRight(answer)) counts.correct++;
      this.#members.set(member, counts);
    }
  }

  /** The summary of all that was added. */
  summary(): VoteSummary {
    const accuracy = (correct: number): number | null =>
      this.#withGold === 0 ? null : roundedShare(correct / this.#withGold);
    const mean = (sum: number): number | null => (this.#questions === 0 ? null : fourDecimals(sum / this.#questions));
    return {
      questions: this.#questions,
      decided: this.#decided,
      withGold: this.#withGold,
      correct: this.#correct,
      accuracy: accuracy(this.#correct),
      ballotsNeeded: { mean: mean(this.#ballotsNeeded), of: mean(this.#ballots) },
      ece: this.#reliability.ece,
      members: Object.fromEntries(
        [...this.#members].map(([member, counts]) => [member, { ...counts, accuracy: accuracy(counts.correct) }]),
      ),
    };
  }
}

function rightAnswers({ rules }: Decision, gold: string | undefined): (answer: string | null) => boolean {
  const right = gold === undefined ? null : canonicalAnswer(gold, rules.profile, { labels: rules.labels });
  const equivalence = equivalenceOf(rules.options);
  return (answer) => answer !== null && right !== null && sameAnswer(answer, right, equivalence);
}

/** What each member of the electorate says: of several samples, their majority. */
function answersByMember({ electorate, ballots }: Decision): ReadonlyMap<string, string | null> {
  const own = new Map<string, CountedBallot[]>(electorate.map(({ member }) => [member, []]));
  for (const ballot of asCounted(ballots)) own.get(ballot.member)?.push(ballot);
  return new Map(
    [...own].map(([member, votes]) => [member, leadOf(countVotes(votes, majorityScore), 1)?.winner.answer ?? null]),
  );
}
