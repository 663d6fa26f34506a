import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { leadOf, prevails } from '../../src/consensus/tie-break.ts';
import { ballot, electionOf, failed, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine();

describe('tie-break', () => {
  it('is not needed when one score is best', () => {
    const { answer, tieBreak } = engine.decideBallots(electionOf(['x', 'y', 'x']));
    expect({ answer, tieBreak }).toEqual({ answer: 'x', tieBreak: null });
  });

  it('prefers the higher total confidence', () => {
    const ballots = [ballot('a', 'x', { confidence: 0.6 }), ballot('b', 'y', { confidence: 0.7 })];
    const decision = engine.decideBallots({ electorate: voters('a', 'b'), ballots, rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'y', tieBreak: 'confidence' });
  });

  it('counts a ballot without confidence as confident as the others are on average', () => {
    const ballots = [
      ballot('a', 'x', { confidence: 0.5 }),
      ballot('b', 'y'),
      ballot('c', 'z', { confidence: 0.7 }),
      ballot('d', null, { confidence: 1 }),
      failed('e', { confidence: 1 }),
    ];
    const electorate = voters('a', 'b', 'c', 'd', 'e');
    const decision = engine.decideBallots({ electorate, ballots, rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'z', tieBreak: 'confidence', assumedConfidence: 0.6 });
    expect(decision.tally.map(({ answer }) => answer)).toEqual(['z', 'y', 'x']);
  });

  it('then prefers more ballots', () => {
    const electorate = [
      { member: 'a', samples: 1, weight: 1 },
      { member: 'b', samples: 2, weight: 1 },
    ];
    const half = { weight: 0.5, confidence: 0.4 };
    const ballots = [
      ballot('a', 'x', { confidence: 0.8 }),
      ballot('b', 'y', { sample: 0, ...half }),
      ballot('b', 'y', { sample: 1, ...half }),
    ];
    expect(engine.decideBallots({ electorate, ballots, rules: rulesWith() })).toMatchObject({
      answer: 'y',
      tieBreak: 'ballots',
    });
  });

  it('finally takes the first in the order of answers, by code unit', () => {
    expect(engine.decideBallots(electionOf(['y', 'x']))).toMatchObject({ answer: 'x', tieBreak: 'order' });
    expect(engine.decideBallots(electionOf(['9', '10']))).toMatchObject({ answer: '10', tieBreak: 'order' });
    expect(engine.decideBallots(electionOf(['c', 'b', 'a']))).toMatchObject({ answer: 'a', tieBreak: 'order' });
  });

  it('records the last rule that was needed', () => {
    const ballots = [
      ballot('a', 'x', { confidence: 0.9 }),
      ballot('b', 'y', { confidence: 0.9 }),
      ballot('c', 'w', { confidence: 0.1 }),
    ];
    const decision = engine.decideBallots({ electorate: voters('a', 'b', 'c'), ballots, rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'x', tieBreak: 'order' });
  });

  it('sees through the rounding of sums: ten tenths draw with one', () => {
    const electorate = [
      { member: 'a', samples: 10, weight: 1 },
      { member: 'b', samples: 1, weight: 1 },
    ];
    const tenths = Array.from({ length: 10 }, (_, sample) => ballot('a', 'y', { sample, weight: 0.1 }));
    const decision = engine.decideBallots({ electorate, ballots: [...tenths, ballot('b', 'x')], rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'y', tieBreak: 'confidence' });
    expect(decision.tally.map(({ score }) => score)).toEqual([1, 1]);
  });

  it.each([
    [{}, true],
    [{ score: -0.1, confidence: 1, ballots: 2 }, false],
    [{ score: 0.1, confidence: -8, ballots: -7 }, true],
    [{ score: 1e-12, confidence: -0.1, ballots: 2 }, false],
    [{ score: -1e-12, confidence: 0.1, ballots: -7 }, true],
    [{ confidence: 1e-12, ballots: -1 }, false],
    [{ confidence: -1e-12, ballots: 1 }, true],
  ])('prevails by a margin of %j, first in the order of answers: %j', (margin, expected) => {
    const over = { score: 0, confidence: 0, ballots: 0, ...margin };
    expect(prevails(over, true, 2)).toBe(expected);
    expect(prevails(over, false, 2)).toBe(expected && Object.keys(margin).length > 0);
  });

  it('has no lead without candidates', () => {
    expect(leadOf([], 1)).toBeNull();
  });
});
