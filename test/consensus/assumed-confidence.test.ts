import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { asCounted, assumedConfidence } from '../../src/consensus/assumed-confidence.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { ballot, electionOf, failed, rulesWith, voters } from './ballots.ts';
import { answers, elections, weights } from './elections.ts';

const engine = new ConsensusEngine();
const cast = (...confidences: readonly (number | null)[]) =>
  confidences.map((confidence, index) => ballot(`m${index}`, 'x', { confidence }));

describe('a ballot without a confidence', () => {
  it.each([
    ['the mean of the others', cast(null, 0.45, 0.5), 0.475],
    ['the other one', cast(0.3, null), 0.3],
    ['1 where nobody has one', cast(null, null), 1],
    ['0 where the others have 0', cast(0, null, 0), 0],
    ['no more than the highest, whatever the sum says', cast(0.1, 0.1, 0.1, null), 0.1],
    ['no mean of abstentions', [ballot('a', null, { confidence: 0.2 }), ...cast(0.6, null)], 0.6],
    ['no mean of what did not end well', [failed('a', { confidence: 0.2 }), ...cast(0.6, null)], 0.6],
  ])('counts %s', (_, ballots, expected) => {
    expect(assumedConfidence(ballots)).toBeCloseTo(expected, 12);
    for (const [index, counted] of asCounted(ballots).entries())
      expect(counted.confidence).toBe(ballots[index]?.confidence ?? assumedConfidence(ballots));
    const highest = Math.max(...ballots.map(({ confidence }) => confidence ?? -1));
    if (highest >= 0) expect(assumedConfidence(ballots)).toBeLessThanOrEqual(highest);
  });

  it.each([
    ['all have one', cast(0.4, 0.5)],
    ['only an abstention has none', [...cast(0.4), ballot('b', null)]],
    ['only a failure has none', [...cast(0.4), failed('b')]],
    ['there are none', []],
  ])('is not there where %s', (_, ballots) => {
    expect(assumedConfidence(ballots)).toBeNull();
  });

  it('does not outvote two that agree and say how sure they are', () => {
    const decision = engine.decide(
      [
        { member: 'remote', answer: '55' },
        { member: 'a', answer: '54', confidence: 0.45 },
        { member: 'b', answer: '54', confidence: 0.5 },
      ],
      { strategy: 'weighted_voting' },
    );
    expect(decision).toMatchObject({ answer: '54', confidence: 0.3167, assumedConfidence: 0.475 });
    expect(decision.ballots.map(({ confidence }) => confidence)).toEqual([null, 0.45, 0.5]);
    expect(decision.tally[1]).toMatchObject({ answer: '55', score: 0.475 });
  });

  it('is told of in the record where there was one, and only there', () => {
    const decided = (...confidences: readonly (number | null)[]) =>
      engine.decideBallots({ electorate: voters('m0', 'm1'), ballots: cast(...confidences), rules: rulesWith() });
    expect(decided(null, 1 / 3)).toHaveProperty('assumedConfidence', 0.3333);
    expect(decided(null, null)).toHaveProperty('assumedConfidence', 1);
    expect(decided(1, 0.5)).not.toHaveProperty('assumedConfidence');
    expect(engine.decideBallots(electionOf([null, null]))).not.toHaveProperty('assumedConfidence');
  });

  it('changes nothing, whatever the strategy, when it is given the confidence that was assumed', () => {
    fc.assert(
      fc.property(elections(weights, answers), (election) => {
        const decision = engine.decideBallots(election);
        const filled = engine.decideBallots({ ...election, ballots: asCounted(election.ballots) });
        expect(filled).toEqual({ ...decision, assumedConfidence: undefined, ballots: filled.ballots });
      }),
    );
  });

  it('comes to a strategy of your own with the confidence that is assumed, and stays in the record as it is', () => {
    const seen: (number | null)[] = [];
    const own = new ConsensusEngine().register('mine', (ballots) => {
      seen.push(...ballots.map(({ confidence }) => confidence));
      return { answer: 'x', confidence: 1 };
    });
    const rules = rulesWith({ strategy: 'mine' });
    const electorate = voters('m0', 'm1', 'm2');
    const { ballots } = own.decideBallots({ electorate, ballots: cast(0.2, null, 0.4), rules });
    expect(seen).toEqual([0.2, expect.closeTo(0.3), 0.4]);
    expect(ballots.map(({ confidence }) => confidence)).toEqual([0.2, null, 0.4]);
  });
});
