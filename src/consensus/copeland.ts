import { candidatesOf } from './candidates.ts';
import { pairwiseSupport } from './pairwise.ts';
import { preferencesOf, type Preference } from './preferences.ts';
import { scoredCandidates } from './scored-candidates.ts';
import type { Strategy } from './strategy.ts';
import { leadOf, TOLERANCE } from './tie-break.ts';

/**
 * `copeland`: each two candidates meet in a duel, won by the one that the preferences of more weight place above the other;
 * what a ranking leaves out is below what it names, and equal among itself. A duel won counts 1, a draw ½; the highest
 * sum wins, so whoever beats all others (the Condorcet winner) does. Confidence = the weight behind the winner in its
 * hardest duel (of a single candidate: of the rankings that name it) / the weight of the electorate.
 *
 * Copeland 1951; draws as in "Copeland^½" of Faliszewski, Hemaspaandra, Hemaspaandra and Rothe 2009. The confidence is what
 * the maximin rule (Simpson 1969, Kramer 1977) scores the winner with, as a share.
 */
export const copeland: Strategy = (ballots, _options, { totalWeight }) => {
  const names = candidatesOf(ballots);
  const preferences = preferencesOf(ballots);
  const duels = duelsOf(preferences, names, totalWeight * TOLERANCE);
  const candidates = scoredCandidates(names, ballots, (name) => duels.get(name)?.wins ?? 0);
  const lead = leadOf(candidates, names.size);
  const share = (name: string): number => Math.min(1, (duels.get(name)?.support ?? 0) / totalWeight);
  return {
    answer: lead?.winner.answer ?? null,
    confidence: lead === null ? 0 : share(lead.winner.answer),
    scores: new Map(candidates.map(({ answer, score }) => [answer, { score, share: share(answer) }])),
    tieBreak: lead?.tieBreak ?? null,
  };
};

/** How one candidate did. */
interface Duels {
  /** Duels won + ½ × draws. */
  readonly wins: number;
  /** The least weight behind it in any duel; without an opponent, in the rankings that name it. */
  readonly support: number;
}

/** Weights that differ by no more than `noise` are a draw. */
function duelsOf(
  preferences: readonly Preference[],
  names: ReadonlySet<string>,
  noise: number,
): ReadonlyMap<string, Duels> {
  const support = pairwiseSupport(preferences, names);
  const naming = preferences.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    [...names].map((name) => {
      let wins = 0;
      let least = naming;
      for (const other of names) {
        if (other === name) continue;
        const [own, against] = [support(name, other), support(other, name)];
        if (Math.abs(own - against) <= noise) wins += 0.5;
        else if (own > against) wins += 1;
        least = Math.min(least, own);
      }
      return [name, { wins, support: least }];
    }),
  );
}
