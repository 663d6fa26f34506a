import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { canOvertake, leadOf } from '../../src/consensus/tie-break.ts';
import { ballot, electionOf, rulesWith, voters } from './ballots.ts';

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

  it('counts a ballot without confidence as fully confident', () => {
    const ballots = [ballot('a', 'y', { confidence: 0.99 }), ballot('b', 'x')];
    const decision = engine.decideBallots({ electorate: voters('a', 'b'), ballots, rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'x', tieBreak: 'confidence' });
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
    [{}, false],
    [{ score: 2.1, confidence: 0, ballots: 0 }, true],
    [{ score: 1.9, confidence: 9, ballots: 9 }, false],
    [{ score: 2 - 1e-12, confidence: 1.1, ballots: 0 }, true],
    [{ score: 2 + 1e-12, confidence: 0.9, ballots: 9 }, false],
    [{ confidence: 1 - 1e-12, ballots: 3 }, true],
    [{ confidence: 1 + 1e-12, ballots: 1 }, false],
  ])('lets a rival with %j overtake, whatever the order of answers: %j', (rival, expected) => {
    const leader = { answer: 'x', score: 2, confidence: 1, ballots: 2 };
    expect(canOvertake({ ...leader, ...rival }, leader, false, 2)).toBe(expected);
    expect(canOvertake({ ...leader, ...rival }, leader, true, 2)).toBe(expected || Object.keys(rival).length === 0);
  });

  it('has no lead without candidates', () => {
    expect(leadOf([], 1)).toBeNull();
  });
});
