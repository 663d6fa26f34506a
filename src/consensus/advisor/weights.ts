/** What the members' votes weigh in a weighted vote: what `pacore calibrate` learns from the same questions. */
import { logOddsWeight } from '../calibration/weight.ts';
import { ABSTAINED, type AnswerSheet } from './answer-sheet.ts';

/** Questions that the mean of all members counts for in the accuracy of one. */
const PRIOR = 2;
/** No record is so good, or so bad, that the member could not be wrong, or right. */
const LIMIT = 0.001;

/**
 * Log-odds weights ln(p(K − 1)/(1 − p)) by member, learned on `questions`. p̂ = (hits + 2·p̄)/(n + 2) over the answers that
 * were given, with p̄ the mean over all of them: an abstention says nothing for or against an answer.
 * @param options K, at least 2
 */
export function learnWeights(sheet: AnswerSheet, questions: Int32Array, options: number): Float64Array {
  const counts = sheet.members.map((_, member) => countOf(sheet, questions, member));
  const hits = counts.reduce((sum, count) => sum + count.hits, 0);
  const given = counts.reduce((sum, count) => sum + count.given, 0);
  // Without any answer the chances are even.
  const mean = (hits + 0.5) / (given + 1);
  return Float64Array.from(counts, (count) => {
    const shrunk = (count.hits + PRIOR * mean) / (count.given + PRIOR);
    return logOddsWeight(Math.min(1 - LIMIT, Math.max(LIMIT, shrunk)), options);
  });
}

function countOf({ members, starts, answers, gold }: AnswerSheet, questions: Int32Array, member: number) {
  let [hits, given] = [0, 0];
  for (const question of questions) {
    const row = question * members.length + member;
    for (const answer of answers.subarray(starts[row], starts[row + 1])) {
      if (answer === ABSTAINED) continue;
      given++;
      if (answer === gold[question]) hits++;
    }
  }
  return { hits, given };
}
