/** How many answers a question has to choose from, for the weights: the rule of `pacore calibrate`. */
import { ABSTAINED, type AnswerSheet } from './answer-sheet.ts';

/** More kinds of answers than that, over all questions, are no list of options. */
const MOST_OPTIONS = 26;
/** An answer that is rarer than this part of all answers is a slip, no option. */
const LEAST_SHARE = 0.005;

/**
 * K, at least 2. Answers that come back from question to question, at most 26, are a list of options, and K is their number,
 * slips left out. Of open answers, such as numbers, K is as many as would make mistakes coincide as often as they do on
 * the questions: 1 + pairs of wrong answers / pairs that agree (the inverse of Simpson's index of concentration, 1949).
 */
export function optionsOf(sheet: AnswerSheet, questions: Int32Array): number {
  const total = sheet.frequencies.reduce((sum, count) => sum + count, 0);
  const listed = sheet.frequencies.filter((count) => count >= LEAST_SHARE * total).length;
  const comesBack =
    sheet.frequencies.length <= 2 * MOST_OPTIONS && listed <= MOST_OPTIONS && 2 * listed <= sheet.questions;
  return Math.max(2, comesBack ? listed : effectiveOptions(sheet, questions));
}

/** Two decimals; of each member the first sample counts. */
function effectiveOptions({ members, starts, answers, gold, mostAnswers }: AnswerSheet, questions: Int32Array): number {
  let [pairs, equal] = [0, 0];
  const counts = new Int32Array(mostAnswers);
  for (const question of questions) {
    let wrong = 0;
    counts.fill(0);
    for (let row = question * members.length; row < (question + 1) * members.length; row++) {
      const start = starts[row] ?? 0;
      const answer = start === starts[row + 1] ? ABSTAINED : (answers[start] ?? ABSTAINED);
      if (answer === ABSTAINED || answer === gold[question]) continue;
      pairs += wrong++;
      const same = counts[answer] ?? 0;
      equal += same;
      counts[answer] = same + 1;
    }
  }
  return Math.round((1 + (pairs + 1) / (equal + 1)) * 100) / 100;
}
