/** Who answered what, as small numbers: millions of votes are counted on it without a string or an allocation. */
import { goldAmong } from '../agreement/same.ts';
import { settledElection } from '../agreement/settled-ballots.ts';
import { isValid } from '../ballot.ts';
import type { Election } from '../election.ts';
import { misuse } from '../misuse.ts';

/** The answer of an abstention. */
export const ABSTAINED = -1;
/** The right answer of a question where nobody gave it. */
export const NOBODY_RIGHT = -2;

/**
 * The ballots on all questions with a gold answer. Those of member m on question q stand from `starts[q × members + m]` up
 * to the next start, samples in order; none: it did not answer. Answers are numbered within their question from 0, in
 * canonical order (by code unit), so the smaller number wins where the order decides.
 */
export interface AnswerSheet {
  readonly members: readonly string[];
  /** Questions with a gold answer. */
  readonly questions: number;
  /** Questions that were left out, for want of one. */
  readonly withoutGold: number;
  readonly starts: Int32Array;
  /** By ballot; {@link ABSTAINED} for none. */
  readonly answers: Int32Array;
  /** By ballot, 0..1. Where it has none: 1 if no ballot for an answer to the question has one, NaN otherwise. */
  readonly confidences: Float64Array;
  /** Whether any ballot with an answer has NaN: what it counts is then the committee's mean. */
  readonly lacksConfidences: boolean;
  /** By question: the number of the right answer, or {@link NOBODY_RIGHT}. */
  readonly gold: Int32Array;
  /** How often each distinct answer was given over all questions, as a gold answer too. */
  readonly frequencies: readonly number[];
  /** The most distinct answers that one question has. */
  readonly mostAnswers: number;
}

/** One ballot before all members are known. */
interface Entry {
  readonly member: number;
  readonly answer: number;
  readonly confidence: number;
}

/** Collects questions one after another; their texts need not stay in memory. */
export class AnswerSheetBuilder {
  readonly #places = new Map<string, number>();
  readonly #frequencies = new Map<string, number>();
  readonly #gold: number[] = [];
  readonly #entries: (readonly Entry[])[] = [];
  #withoutGold = 0;
  #mostAnswers = 1;

  /** With `members` these are the sheet's, in this order; otherwise whoever responds, by first response. */
  constructor(members: readonly string[] = []) {
    for (const member of members) {
      if (this.#places.has(member)) throw misuse(`The member "${member}" is named twice; name it once.`);
      this.#places.set(member, this.#places.size);
    }
  }

  /**
   * Adds a question. `gold` is the right answer in canonical form, null where it is none under the profile (nobody is
   * right then), undefined where the question has none.
   * @throws PacoreError PACORE_USAGE: a malformed election
   */
  add(election: Election, gold: string | null | undefined): void {
    const ballots = settledElection(election);
    for (const { member } of ballots) if (!this.#places.has(member)) this.#places.set(member, this.#places.size);
    if (gold === undefined) {
      this.#withoutGold++;
      return;
    }
    const answers = ballots.map((ballot) => (isValid(ballot) ? ballot.answer : null));
    const numbers = numbered(answers);
    const isKnown = ballots.some(({ confidence }, index) => confidence !== null && typeof answers[index] === 'string');
    for (const answer of [...answers, gold])
      if (answer !== null) this.#frequencies.set(answer, (this.#frequencies.get(answer) ?? 0) + 1);
    this.#mostAnswers = Math.max(this.#mostAnswers, numbers.size);
    this.#gold.push((gold === null ? undefined : numbers.get(goldAmong(numbers.keys(), gold))) ?? NOBODY_RIGHT);
    this.#entries.push(
      ballots.map(({ member, confidence }, index) => ({
        member: this.#places.get(member) ?? 0,
        answer: numbers.get(answers[index] ?? null) ?? ABSTAINED,
        confidence: confidence ?? (isKnown ? Number.NaN : 1),
      })),
    );
  }

  /** The sheet of all that was added. */
  build(): AnswerSheet {
    const members = this.#places.size;
    const size = this.#entries.reduce((sum, entries) => sum + entries.length, 0);
    const starts = new Int32Array(this.#entries.length * members + 1);
    const answers = new Int32Array(size);
    const confidences = new Float64Array(size);
    let lacksConfidences = false;
    let place = 0;
    for (const [question, entries] of this.#entries.entries()) {
      for (let member = 0; member < members; member++) {
        starts[question * members + member] = place;
        for (const entry of entries) {
          if (entry.member !== member) continue;
          answers[place] = entry.answer;
          confidences[place] = entry.confidence;
          lacksConfidences ||= entry.answer !== ABSTAINED && Number.isNaN(entry.confidence);
          place++;
        }
      }
    }
    starts[this.#entries.length * members] = place;
    return {
      members: [...this.#places.keys()],
      questions: this.#entries.length,
      withoutGold: this.#withoutGold,
      starts,
      answers,
      confidences,
      lacksConfidences,
      gold: Int32Array.from(this.#gold),
      frequencies: [...this.#frequencies.values()],
      mostAnswers: this.#mostAnswers,
    };
  }
}

/** The distinct answers with their numbers, in canonical order. */
function numbered(answers: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  const distinct = [...new Set(answers.filter((answer): answer is string => answer !== null))].sort();
  return new Map(distinct.map((answer, number) => [answer, number]));
}
