/** From a score that only orders to a probability: isotonic regression. */

/** One answer whose fate is known. */
export interface Observation {
  readonly score: number;
  /** Whether it was right. */
  readonly isRight: boolean;
  /** How many questions it stands for: below 1 where several answers were level. */
  readonly weight: number;
}

/** One step of the map: scores from `from` up to the next step. */
export interface Step {
  readonly from: number;
  /** Above 0 and below 1. */
  readonly probability: number;
}

/** A step function that never falls; the first step reaches down to −∞. */
export type MonotoneMap = readonly Step[];

interface Group {
  readonly first: number;
  readonly last: number;
  readonly weight: number;
  readonly hits: number;
}

/** Scores are taken together until so many questions are in a group, or, of many questions, this part of them. */
const GROUP_QUESTIONS = 40;
const GROUP_SHARE = 1 / 50;
/** So many questions of average outcome are added to each group: no step is ever certain. */
const PRIOR = 2;

/**
 * The map from score to probability that fits `observations` best (least squares) among those that never fall, by pooling
 * adjacent violators (Ayer et al. 1955; for calibration Zadrozny and Elkan 2002). Neighbouring scores are grouped before,
 * so that each step rests on about forty questions at least. Empty without observations.
 */
export function learnMap(observations: readonly Observation[]): MonotoneMap {
  const total = sumOf(observations);
  const base = (total.hits + 1) / (total.weight + 2);
  const valueOf = ({ hits, weight }: Pick<Group, 'hits' | 'weight'>) => hits / weight;
  const pooled: Group[] = [];
  for (const group of grouped(observations, Math.max(GROUP_QUESTIONS, total.weight * GROUP_SHARE))) {
    let block: Group = { ...group, hits: group.hits + PRIOR * base, weight: group.weight + PRIOR };
    for (
      let before = pooled.at(-1);
      before !== undefined && valueOf(before) >= valueOf(block);
      before = pooled.at(-1)
    ) {
      block = joined(before, block);
      pooled.pop();
    }
    pooled.push(block);
  }
  return pooled.map((block, index) => {
    const before = pooled[index - 1];
    // Halfway between the scores that were seen.
    return { from: before === undefined ? block.first : (before.last + block.first) / 2, probability: valueOf(block) };
  });
}

/** The probability at `score`; null where the map is empty. */
export function probabilityAt(map: MonotoneMap, score: number): number | null {
  let [low, high] = [0, map.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((map[middle]?.from ?? 0) <= score) low = middle;
    else high = middle - 1;
  }
  return map[low]?.probability ?? null;
}

/** By score, ascending; equal scores are never parted, and what is left over at the end joins the last group. */
function grouped(observations: readonly Observation[], least: number): readonly Group[] {
  const groups: Group[] = [];
  for (const { score, isRight, weight } of [...observations].sort((a, b) => a.score - b.score)) {
    const last = groups.at(-1);
    const own = { first: score, last: score, weight, hits: isRight ? weight : 0 };
    if (last !== undefined && (last.last === score || last.weight < least))
      groups[groups.length - 1] = joined(last, own);
    else groups.push(own);
  }
  const [before, last] = groups.slice(-2);
  if (before === undefined || last === undefined || last.weight >= least) return groups;
  return [...groups.slice(0, -2), joined(before, last)];
}

function joined(one: Group, next: Group): Group {
  return { first: one.first, last: next.last, weight: one.weight + next.weight, hits: one.hits + next.hits };
}

function sumOf(observations: readonly Observation[]): { readonly weight: number; readonly hits: number } {
  return observations.reduce(
    (sum, { weight, isRight }) => ({ weight: sum.weight + weight, hits: sum.hits + (isRight ? weight : 0) }),
    { weight: 0, hits: 0 },
  );
}
