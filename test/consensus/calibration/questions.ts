/** Made-up recorded questions for the tests of calibration. */
import type { RecordedQuestion } from '../../../src/consensus/recorded.ts';

/** Answers of members a, b, c, …, one a character; `-` is an abstention, a blank no response. */
export function question(answers: string, gold: string, category?: string): RecordedQuestion {
  const responses = Array.from(answers).flatMap((answer, index) =>
    answer === ' ' ? [] : [{ member: String.fromCharCode(97 + index), answer: answer === '-' ? null : answer }],
  );
  return { id: `${answers}/${gold}`, gold, ...(category !== undefined && { category }), responses };
}

/** `count` questions with the options A to D, answered by members that are right as often as `accuracies` say by category. */
export function questionsOf(
  count: number,
  accuracies: Readonly<Record<string, readonly number[]>>,
  seed = 1,
): readonly RecordedQuestion[] {
  const random = randomFrom(seed);
  const categories = Object.keys(accuracies);
  const option = () => 'ABCD'.charAt(Math.floor(random() * 4));
  return Array.from({ length: count }, (_, index) => {
    const category = categories[index % categories.length] ?? '';
    const gold = option();
    const wrong = () => 'ABCD'.replace(gold, '').charAt(Math.floor(random() * 3));
    const answers = (accuracies[category] ?? []).map((accuracy) => (random() < accuracy ? gold : wrong()));
    return question(answers.join(''), gold, category);
  });
}

/** Numbers from 0 to 1 out of a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
