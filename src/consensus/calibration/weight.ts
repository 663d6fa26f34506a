/** What the vote of a member should weigh, by how often it is right. */
import type { Profile } from '../decision.ts';
import { ABSENT, ABSTAINED, ALONE, RIGHT, type OutcomeTable } from './outcomes.ts';

/** The least weight: who is at or below chance counts for next to nothing, but a weight must be above 0. */
const LEAST_WEIGHT = 0.001;
/** More kinds of answers than that are no list of options. */
const MOST_OPTIONS = 26;
/** An answer that is rarer than this part of all answers is a slip, no option. */
const LEAST_SHARE = 0.005;

/**
 * The log-odds weight ln(p(K − 1) / (1 − p)) of a member that is right with probability `accuracy` among K `options`,
 * six decimals, at least 0.001: with independent members whose mistakes spread evenly over the wrong options, the
 * heaviest answer is the most probable one (Nitzan and Paroush 1982; Shapley and Grofman 1984).
 */
export function logOddsWeight(accuracy: number, options: number): number {
  const weight = Math.log((accuracy * (options - 1)) / (1 - accuracy));
  return Math.max(LEAST_WEIGHT, Math.round(weight * 1e6) / 1e6);
}

/**
 * The number of options K, at least 2. `seen` holds all answers, gold ones too, and how often they were given.
 * - A list of options, that is the profile `choice`, or up to 26 different answers that come back from question to
 *   question: their number; one that makes up less than half a per cent of all answers is left out as a slip.
 * - Open answers, such as numbers: as many as would make mistakes coincide as often as they do. When wrong answers fall
 *   evenly on K − 1 options, two of them agree with probability 1 / (K − 1); so K = 1 + pairs of wrong answers / pairs
 *   that agree (the inverse of Simpson's index of concentration, Simpson 1949). The number of all numbers ever given
 *   would make every member almost equally heavy, as if nobody ever made the same mistake.
 */
export function optionsOf(seen: ReadonlyMap<string, number>, table: OutcomeTable, profile: Profile): number {
  const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
  const listed = [...seen.values()].filter((count) => count >= LEAST_SHARE * total).length;
  const comesBack = seen.size <= 2 * MOST_OPTIONS && listed <= MOST_OPTIONS && 2 * listed <= table.rows.length;
  const isList = profile === 'choice' || comesBack;
  return Math.max(2, isList ? listed : effectiveOptions(table));
}

/** Two decimals; of each member the first sample counts. */
function effectiveOptions({ members, rows }: OutcomeTable): number {
  let [pairs, equal] = [0, 0];
  for (const { outcomes } of rows) {
    const counts = new Map<string, number>();
    let [place, wrong] = [0, 0];
    for (const { samples } of members) {
      const outcome = outcomes.charAt(place);
      place += samples;
      if (outcome === RIGHT || outcome === ABSTAINED || outcome === ABSENT) continue;
      const same = outcome === ALONE ? 0 : (counts.get(outcome) ?? 0);
      counts.set(outcome, same + 1);
      pairs += wrong;
      equal += same;
      wrong++;
    }
  }
  return Math.round((1 + (pairs + 1) / (equal + 1)) * 100) / 100;
}
