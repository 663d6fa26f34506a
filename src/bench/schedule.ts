/** In which order contenders are asked what, so that a machine that gets slower or busier does so for all of them. */
import type { RunningPass } from './pass.ts';
import type { DrawnQuestion } from './questions.ts';

/**
 * Questions that one contender is asked before it is the next one's turn: few enough that all see the same weather, and
 * more than a model has slots, so that none finds its question evaluated already by the contender before.
 */
const BLOCK = 25;

/** Asks every contender all questions, block by block, with another contender first each time. */
export async function interleaved(passes: readonly RunningPass[], questions: readonly DrawnQuestion[]): Promise<void> {
  for (const [turn, block] of blocksOf(questions).entries()) {
    const first = turn % passes.length;
    for (const pass of [...passes.slice(first), ...passes.slice(0, first)]) await pass.ask(block);
  }
}

/** Blocks of about the same size: a last one of one question would be answered out of memory. */
function blocksOf(questions: readonly DrawnQuestion[]): readonly (readonly DrawnQuestion[])[] {
  const count = Math.max(1, Math.floor(questions.length / BLOCK));
  const start = (block: number): number => Math.floor((block * questions.length) / count);
  return Array.from({ length: count }, (_, block) => questions.slice(start(block), start(block + 1)));
}
