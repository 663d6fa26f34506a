import { factorWeights } from './factor-weights.ts';
import { FACTORS, perFactor, type Factor } from './factors.ts';
import { judge } from './judgement.ts';
import { countVotes, type BallotScore } from './plurality.ts';
import { scoredVerdict } from './scored-verdict.ts';
import type { Strategy } from './strategy.ts';

/**
 * `ranking`: each ballot counts its weight × the mean of its factors ({@link judge}), weighed by the option `weights`
 * ({@link factorWeights}); the answer with the highest sum wins. Confidence = that sum / the weight of the whole
 * electorate: 1 only when all agree and every factor is perfect. Additive weighting, the simplest rule of multi-criteria
 * decisions (Fishburn 1967); factors and default weights are PaCoRe's own, not learned from data.
 */
export const ranking: Strategy = (ballots, options, { electorate, totalWeight }) => {
  const weights = factorWeights(options);
  const votes = ballots.filter(({ answer }) => answer !== null);
  const judgements = judge(votes, electorate);
  const scoreBy = (factor: Factor): BallotScore => {
    return (ballot) => ballot.weight * (judgements.get(ballot)?.[factor] ?? 0);
  };
  const candidates = countVotes(votes, (ballot) =>
    FACTORS.reduce((sum, factor) => sum + weights[factor] * scoreBy(factor)(ballot), 0),
  );
  const sums = perFactor((factor) => {
    return new Map(countVotes(votes, scoreBy(factor)).map(({ answer, score }) => [answer, score / totalWeight]));
  });
  const factors = candidates.map(({ answer, score }) => {
    return { answer, ...perFactor((factor) => sums[factor].get(answer) ?? 0), score: score / totalWeight };
  });
  return { ...scoredVerdict(candidates, totalWeight), factors };
};
