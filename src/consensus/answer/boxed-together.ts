/** Boxes that stand together in one sentence: "The values are \\boxed{3} and \\boxed{8}." is the set of both. */
import { lastBoxes } from './boxes.ts';
import type { MarkedAnswer } from './markers.ts';

/** The contents of the boxes of the last sentence with any, as a list, where they are several; else null. */
export function boxedTogether(text: string, [last]: readonly MarkedAnswer[]): string | null {
  if (last?.kind !== 'boxed') return null;
  const contents = new Set(lastBoxes(text).map((content) => content.trim()));
  return contents.size > 1 ? [...contents].join(', ') : null;
}
