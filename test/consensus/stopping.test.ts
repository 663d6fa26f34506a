import { describe, expect, it } from '@jest/globals';
import fc from '../support/fast-check.ts';
import { fewestToStop, leadProbability } from '../../src/consensus/beta-rule.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { RuleOverrides } from '../../src/consensus/rules.ts';
import { ballot, failed, rulesWith } from './ballots.ts';

const engine = new ConsensusEngine();

/** The sum of the formula, term by term. */
function bySum(a: number, b: number): number {
  const n = a + b + 1;
  let binomial = 1;
  let sum = 0;
  for (let i = 0; i <= a; i++) {
    sum += binomial;
    binomial = (binomial * (n - i)) / (i + 1);
  }
  return sum / 2 ** n;
}

describe('the Beta rule', () => {
  it.each([
    [1, 0, 0.75],
    [2, 0, 0.875],
    [3, 0, 0.9375],
    [4, 0, 0.96875],
    [3, 3, 0.5],
    [5, 1, 0.9375],
    [7, 2, 0.9453125],
  ])('%d to %d: the lead holds with probability %d', (first, second, probability) => {
    expect(leadProbability(first, second)).toBeCloseTo(probability, 12);
  });

  it('is the sum of the formula', () => {
    const counts = fc.integer({ min: 0, max: 20 });
    fc.assert(fc.property(counts, counts, (a, b) => Math.abs(leadProbability(a, b) - bySum(a, b)) < 1e-12));
  });

  it('stays a probability for many ballots', () => {
    expect(leadProbability(600, 400)).toBeGreaterThan(0.999_999);
    expect(leadProbability(3000, 3000)).toBeCloseTo(0.5, 9);
    expect(leadProbability(510, 490)).toBeLessThan(0.75);
  });

  it.each([
    [0.6, 1],
    [0.75, 1],
    [0.95, 4],
    [0.99, 6],
  ])('to reach %d it takes at least %d ballots', (stopAt, ballots) => {
    expect(fewestToStop(stopAt)).toBe(ballots);
  });
});

describe('an election that may stop', () => {
  const electorate = ['a', 'b', 'c'].map((member) => ({ member, samples: 4, weight: 1 }));
  /** Ballots come sample by sample. */
  const stopped = (answers: Readonly<Record<string, readonly (string | null)[]>>, rules: RuleOverrides = {}) =>
    engine.stopped({
      electorate,
      ballots: [0, 1, 2, 3].flatMap((sample) =>
        Object.entries(answers).flatMap(([member, { [sample]: answer }]) =>
          answer === undefined ? [] : [ballot(member, answer, { sample, weight: 1 / 4 })],
        ),
      ),
      rules: rulesWith({ stopAt: 0.95, ...rules }),
    });

  it('stops when the lead is sure enough, and leaves out of the electorate what was never begun', () => {
    const election = stopped({ a: ['1', '1'], b: ['1'], c: ['1'] });
    expect(election?.electorate.map(({ samples }) => samples)).toEqual([2, 2, 2]);
    expect(election?.ballots.map(({ weight }) => weight)).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('keeps the ballots of the wave under way as missing votes', () => {
    const election = stopped({ a: ['1', '1'], b: ['1'], c: ['1'] });
    if (election === null) throw new Error('it did not stop');
    expect(engine.decideBallots(election)).toMatchObject({ answer: '1', agreement: 0.6667, status: 'decided' });
  });

  it('leaves out what a slow member was not asked, and what the last ballot would have begun', () => {
    const begun = (...order: readonly (readonly [member: string, sample: number])[]) => {
      const ballots = order.map(([member, sample]) => ballot(member, '1', { sample, weight: 1 / 4 }));
      const election = engine.stopped({ electorate, ballots, rules: rulesWith({ stopAt: 0.95 }) });
      return election?.electorate.map(({ samples }) => samples);
    };
    expect(begun(['a', 0], ['b', 0], ['a', 1], ['b', 1])).toEqual([2, 2, 1]);
    expect(begun(['a', 0], ['b', 0], ['b', 1], ['a', 1])).toEqual([2, 2, 1]);
    expect(begun(['a', 0], ['b', 0], ['a', 1], ['c', 0])).toEqual([2, 2, 1]);
  });

  it.each<[string, Parameters<typeof stopped>]>([
    ['the lead is not sure enough', [{ a: ['1'], b: ['1'], c: ['1'] }]],
    ['nobody leads', [{ a: ['1', '1', '1'], b: ['2', '2', '2'], c: ['3'] }]],
    ['the runner-up is close', [{ a: ['1', '1'], b: ['1', '2'], c: ['1'] }]],
    ['too few members have answered', [{ a: ['1', '1', '1', '1'] }]],
    ['it was not asked for', [{ a: ['1', '1'], b: ['1'], c: ['1'] }, { stopAt: null }]],
    ['the strategy needs all ballots', [{ a: ['1', '1'], b: ['1'], c: ['1'] }, { strategy: 'borda_count' }]],
    ['answers are compared by likeness', [{ a: ['1', '1'], b: ['1'], c: ['1'] }, { options: { numericTolerance: 1 } }]],
    ['only abstentions are in', [{ a: [null, null], b: [null], c: [null] }]],
  ])('goes on when %s', (_, args) => {
    expect(stopped(...args)).toBeNull();
  });

  it('goes on from a tie: three light votes against one as heavy as they', () => {
    const members = [
      { member: 'd', samples: 1, weight: 3 },
      ...['a', 'b', 'c'].map((member) => ({ member, samples: 1, weight: 1 })),
      { member: 'e', samples: 1, weight: 1 },
    ];
    const stoppedWith = (...light: readonly string[]) =>
      engine.stopped({
        electorate: members,
        ballots: [ballot('d', '2', { weight: 3 }), ...light.map((member) => ballot(member, '1'))],
        rules: rulesWith({ stopAt: 0.8 }),
      });
    expect(stoppedWith('a', 'b', 'c')).toBeNull();
    expect(stoppedWith('a', 'b', 'c', 'e')).not.toBeNull();
  });

  it('stops where the probability is just what was asked for', () => {
    const answers = { a: ['1'], b: ['1'], c: ['1'] };
    expect(stopped(answers, { stopAt: 0.9375 })).not.toBeNull();
    expect(stopped(answers, { stopAt: 0.938 })).toBeNull();
  });

  it('leaves aside what a ballot had said when it was cancelled', () => {
    const place = { weight: 1 / 4, finish: 'cancelled' as const };
    const ballots = [
      ...['a', 'b', 'c'].map((member) => ballot(member, '1', { weight: 1 / 4 })),
      ...['a', 'b', 'c'].map((member) => ballot(member, '2', { ...place, sample: 1 })),
    ];
    expect(engine.stopped({ electorate, ballots, rules: rulesWith({ stopAt: 0.9 }) })).not.toBeNull();
  });

  it('goes by the ballots that answer: failures and abstentions are for nobody', () => {
    const ballots = [
      ...['a', 'b'].flatMap((member) => [0, 1].map((sample) => ballot(member, '1', { sample, weight: 1 / 4 }))),
      failed('c', { sample: 0, weight: 1 / 4 }),
      ballot('c', null, { sample: 1, weight: 1 / 4 }),
    ];
    expect(engine.stopped({ electorate, ballots, rules: rulesWith({ stopAt: 0.95 }) })).not.toBeNull();
  });

  it.each([0.5, 1, 0, Number.NaN, '0.9'])('refuses to stop at %p', (stopAt) => {
    expect(() => rulesWith({ stopAt: stopAt as number })).toThrow(/"stopAt" must be a number above 0.5 and below 1/);
  });
});
