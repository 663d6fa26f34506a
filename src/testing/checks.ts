/** What must hold of a history, after the manner of Jepsen: each check lists what is wrong, in words; nothing is good. */
import type { History, QuestionHistory } from './history.ts';
import type { Resources } from './resources.ts';

/** Every question that was opened has ended, once, and none ended that was not opened. */
export function everyQuestionEndsOnce({ questions }: History): readonly string[] {
  return [...questions.values()].flatMap(({ id, opened, ends }) => {
    if (opened === 1 && ends.length === 1) return [];
    return [`question ${id} was opened ${opened} times and ended ${ends.length} times: ${ends.join(', ') || 'never'}`];
  });
}

/** Each member's sample of a round was cast at most once, and counted at most once. */
export function noBallotCountedTwice({ questions }: History): readonly string[] {
  const twice = (question: QuestionHistory, what: 'cast' | 'counted') =>
    question[what]
      .filter((key, index) => question[what].indexOf(key) !== index)
      .map((key) => `question ${question.id}: the ballot ${key} was ${what} more than once`);
  return [...questions.values()].flatMap((question) => [...twice(question, 'cast'), ...twice(question, 'counted')]);
}

/** How much more there may be at the end than in the middle. */
export type Tolerance = Readonly<Record<keyof Resources, number>>;

const RESOURCES = ['heapMiB', 'rssMiB', 'handles', 'threads'] as const satisfies readonly (keyof Resources)[];

/** For some thousand questions: allocators keep pages, and members come and go. */
const TOLERANCE: Tolerance = { heapMiB: 10, rssMiB: 50, handles: 10, threads: 4 };

/**
 * Resources are level over the second half of `samples` (taken at even distances): the median of their last quarter
 * exceeds that of the quarter before by no more than `tolerance`.
 */
export function noLeak(samples: readonly Resources[], tolerance: Partial<Tolerance> = {}): readonly string[] {
  const allowed = { ...TOLERANCE, ...tolerance };
  const growth = growthOf(samples);
  return RESOURCES.flatMap((name) => {
    if (growth[name] <= allowed[name]) return [];
    return [`${name} grew by ${growth[name].toFixed(1)} over the second half; ${allowed[name]} may be`];
  });
}

/** What {@link noLeak} looks at: how much each resource has grown over the second half of `samples`. */
export function growthOf(samples: readonly Resources[]): Resources {
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const [before, last] = [samples.slice(-2 * quarter, -quarter), samples.slice(-quarter)];
  const grown = (name: keyof Resources) =>
    medianOf(last.map((sample) => sample[name])) -
    medianOf((before.length > 0 ? before : last).map((sample) => sample[name]));
  return { heapMiB: grown('heapMiB'), rssMiB: grown('rssMiB'), handles: grown('handles'), threads: grown('threads') };
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
