/** How much two free texts say the same, on a scale that has a meaning. */
import { contradict } from './contradiction.ts';
import type { Statement } from './statement.ts';

/** From here on two texts count as saying the same. */
export const SAME = 0.75;
/**
 * Two texts whose terms overlap this much say the same. Sound answers of different authors to one question overlap by 0.2
 * to 0.6, answers to different questions by less than 0.1 (test/consensus/open-questions.json).
 */
const SAME_OVERLAP = 0.15;
/** What is left of the likeness of texts that contradict each other, or are of different languages. */
const OPPOSED = 0.25;

/**
 * 0..1: 0 for texts that share nothing, {@link SAME} and more for those that say the same, 1 for those of the same terms.
 * The overlap (common terms / the geometric mean of their numbers: Ochiai 1957) is stretched so that {@link SAME_OVERLAP}
 * becomes {@link SAME}: what three of five members say in their own words then has a mean likeness of at least 0.5,
 * which decides by default. Texts that contradict each other, or are of different languages, keep a quarter.
 * @param common how many terms both have
 */
export function likeness(one: Statement, other: Statement, common: number): number {
  if (common === 0) return 0;
  const overlap = common / Math.sqrt(one.ids.length * other.ids.length);
  const stretched =
    overlap < SAME_OVERLAP
      ? (overlap / SAME_OVERLAP) * SAME
      : SAME + ((overlap - SAME_OVERLAP) / (1 - SAME_OVERLAP)) * (1 - SAME);
  return areOpposed(one, other, common) ? stretched * OPPOSED : stretched;
}

function areOpposed(one: Statement, other: Statement, common: number): boolean {
  const areForeign = one.language !== null && other.language !== null && one.language !== other.language;
  return areForeign || contradict(one, other, common);
}
