import { describe, expect, it } from '@jest/globals';
import { reweighed, withoutLearnedWeight, type WeightSource } from '../../../src/consensus/calibration/reweigh.ts';
import type { Election } from '../../../src/consensus/election.ts';
import { ballot, rulesWith, voters } from '../ballots.ts';

/** Doubles members in "x", trebles them elsewhere. */
const source: WeightSource = { weightOf: (_member, category) => (category === 'x' ? 2 : 3) };
const electionBy = (strategy: string, category?: string): Election => ({
  electorate: [
    { member: 'a', samples: 2, weight: 5 },
    { member: 'b', samples: 1, weight: 0.1 },
  ],
  ballots: [ballot('a', '1', { weight: 2.5 }), ballot('b', '2', { weight: 0.1 }), ballot('z', '2', { weight: 7 })],
  rules: rulesWith({ strategy, category }),
});
const plain = electionBy('majority_voting');

describe('learned weights', () => {
  it('go on top of the own ones, in the electorate and in each ballot; a ballot from outside stays as it is', () => {
    const { electorate, ballots } = reweighed(electionBy('weighted_voting', 'x'), source);
    expect(electorate).toEqual([
      { member: 'a', samples: 2, weight: 10, learnedWeight: 2 },
      { member: 'b', samples: 1, weight: 0.2, learnedWeight: 2 },
    ]);
    expect(ballots.map(({ weight }) => weight)).toEqual([5, 0.2, 7]);
    expect(reweighed(electionBy('weighted_voting'), source).electorate[0]?.learnedWeight).toBe(3);
  });

  it('are put in once, and replaced by others', () => {
    const once = reweighed(electionBy('weighted_voting', 'x'), source);
    expect(reweighed(once, source)).toEqual(once);
    const { electorate, ballots } = reweighed(once, { weightOf: () => 7 });
    expect(electorate[0]).toEqual({ member: 'a', samples: 2, weight: 35, learnedWeight: 7 });
    expect(ballots.map(({ weight }) => weight)).toEqual([17.5, expect.closeTo(0.7, 12), 7]);
  });

  it('come out again for a strategy that counts without them, with and without a source', () => {
    const weighed = reweighed(electionBy('weighted_voting', 'x'), source);
    const other = { ...weighed, rules: plain.rules };
    for (const learned of [source, null]) expect(reweighed(other, learned)).toEqual(plain);
  });

  it('stay where there is nothing to put in their place, and nothing is done where there is nothing to do', () => {
    const weighed = reweighed(electionBy('weighted_voting', 'x'), source);
    for (const election of [weighed, electionBy('weighted_voting')]) expect(reweighed(election, null)).toBe(election);
    for (const learned of [source, null]) expect(reweighed(plain, learned)).toBe(plain);
  });

  it('leave the own weight without the noise of a product and a quotient', () => {
    const [own] = voters('a');
    if (own === undefined) throw new Error('nobody');
    expect(withoutLearnedWeight(own)).toBe(own);
    for (const weight of [0.1, 0.3, 7])
      expect(withoutLearnedWeight({ ...own, weight: weight * 1.1, learnedWeight: 1.1 })).toEqual({ ...own, weight });
  });
});
