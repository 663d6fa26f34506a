/** The engine's `majority_voting` and `weighted_voting` on an answer sheet: the same winners, a thousand times as fast. */
import { TOLERANCE } from '../tie-break.ts';
import { ABSTAINED, type AnswerSheet } from './answer-sheet.ts';

/** How the ballots of a committee are counted. */
export interface Counting {
  /** By member of the sheet; all above 0. */
  readonly weights: Float64Array;
  /** `weighted_voting`: a ballot counts weight × confidence; otherwise its weight. */
  readonly byConfidence: boolean;
}

/** Counts votes. Keeps its arrays from one vote to the next, so that voting allocates nothing. */
export class VoteCounter {
  readonly #sheet: AnswerSheet;
  readonly #scores: Float64Array;
  readonly #confidences: Float64Array;
  readonly #ballots: Int32Array;
  /** The answers that have a ballot, in the order of the first one. */
  readonly #seen: Int32Array;

  constructor(sheet: AnswerSheet) {
    this.#sheet = sheet;
    this.#scores = new Float64Array(sheet.mostAnswers);
    this.#confidences = new Float64Array(sheet.mostAnswers);
    this.#ballots = new Int32Array(sheet.mostAnswers);
    this.#seen = new Int32Array(sheet.mostAnswers);
  }

  /**
   * The number of the answer that `committee` (places of members, ascending) gives to a question, or ABSTAINED. A member's
   * weight is divided by its samples; equal scores are told apart by total confidence, ballots, canonical order.
   */
  winner(question: number, committee: Int32Array, { weights, byConfidence }: Counting): number {
    const { starts, answers, confidences, members } = this.#sheet;
    const row = question * members.length;
    const assumed = this.#assumedConfidence(row, committee);
    let total = 0;
    let seen = 0;
    for (const member of committee) {
      const weight = weights[member] ?? 0;
      const start = starts[row + member] ?? 0;
      const end = starts[row + member + 1] ?? 0;
      total += weight;
      for (let place = start; place < end; place++) {
        const answer = answers[place] ?? ABSTAINED;
        if (answer === ABSTAINED) continue;
        const own = confidences[place] ?? assumed;
        const confidence = Number.isNaN(own) ? assumed : own;
        const share = weight / (end - start);
        const score = byConfidence ? share * confidence : share;
        const ballots = this.#ballots[answer] ?? 0;
        if (ballots === 0) {
          this.#seen[seen++] = answer;
          this.#scores[answer] = score;
          this.#confidences[answer] = confidence;
        } else {
          this.#scores[answer] = (this.#scores[answer] ?? 0) + score;
          this.#confidences[answer] = (this.#confidences[answer] ?? 0) + confidence;
        }
        this.#ballots[answer] = ballots + 1;
      }
    }
    const winner = seen <= 1 ? (seen === 0 ? ABSTAINED : (this.#seen[0] ?? ABSTAINED)) : this.#lead(seen, total);
    for (let index = 0; index < seen; index++) this.#ballots[this.#seen[index] ?? 0] = 0;
    return winner;
  }

  /** What the ballots of `committee` without a confidence count: see assumed-confidence.ts. */
  #assumedConfidence(row: number, committee: Int32Array): number {
    const { starts, answers, confidences, lacksConfidences } = this.#sheet;
    if (!lacksConfidences) return 1;
    let [sum, count] = [0, 0];
    for (const member of committee) {
      const end = starts[row + member + 1] ?? 0;
      for (let place = starts[row + member] ?? 0; place < end; place++) {
        const confidence = confidences[place] ?? Number.NaN;
        if (answers[place] === ABSTAINED || Number.isNaN(confidence)) continue;
        sum += confidence;
        count++;
      }
    }
    return count === 0 ? 1 : sum / count;
  }

  /** The best of the first `seen` answers; total = the weight of the committee. */
  #lead(seen: number, total: number): number {
    let score = -Infinity;
    for (let index = 0; index < seen; index++) score = Math.max(score, this.#scores[this.#seen[index] ?? 0] ?? 0);
    score -= total * TOLERANCE;
    let confidence = -Infinity;
    for (let index = 0; index < seen; index++) {
      const answer = this.#seen[index] ?? 0;
      if ((this.#scores[answer] ?? 0) >= score) confidence = Math.max(confidence, this.#confidences[answer] ?? 0);
    }
    confidence -= TOLERANCE;
    let ballots = 0;
    let winner = ABSTAINED;
    for (let index = 0; index < seen; index++) {
      const answer = this.#seen[index] ?? 0;
      if ((this.#scores[answer] ?? 0) < score || (this.#confidences[answer] ?? 0) < confidence) continue;
      const own = this.#ballots[answer] ?? 0;
      if (own > ballots || (own === ballots && answer < winner)) [ballots, winner] = [own, answer];
    }
    return winner;
  }
}

/** Whether `committee` is right, by question of the sheet: 1 or 0. Only `questions` are voted on. */
export function rightBy(
  sheet: AnswerSheet,
  questions: Int32Array,
  committee: Int32Array,
  counting: Counting,
): Uint8Array {
  const counter = new VoteCounter(sheet);
  return Uint8Array.from(questions, (question) =>
    Number(counter.winner(question, committee, counting) === sheet.gold[question]),
  );
}

/** Every member weighs the same. */
export function equalWeights({ members }: AnswerSheet): Counting {
  return { weights: new Float64Array(members.length).fill(1), byConfidence: false };
}
