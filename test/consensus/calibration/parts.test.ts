import { describe, expect, it } from '@jest/globals';
import { learnAccuracies } from '../../../src/consensus/calibration/accuracy.ts';
import { learnMap, probabilityAt, type Observation } from '../../../src/consensus/calibration/isotonic.ts';
import { leadersOf, logOdds } from '../../../src/consensus/calibration/posterior.ts';
import { Reliability } from '../../../src/consensus/calibration/reliability.ts';
import { logOddsWeight, optionsOf } from '../../../src/consensus/calibration/weight.ts';
import fc from '../../support/fast-check.ts';

const members = [
  { member: 'a', samples: 1 },
  { member: 'b', samples: 1 },
];
const rows = (category: string | null, ...outcomes: readonly string[]) =>
  outcomes.map((word) => ({ category, outcomes: word }));

describe('accuracies', () => {
  it('lean on all members, and in a category on the member itself', () => {
    const table = { members, rows: [...rows('x', '1a', '11', 'a1', '1a'), ...rows('y', '11')] };
    const { mean, overall, byCategory } = learnAccuracies(table);
    // a is right 4 times of 5, b 3 times; together 7 of 10, and one question more at even chances.
    expect(mean).toBeCloseTo(7.5 / 11);
    expect(overall[0]).toBeCloseTo((4 + 2 * mean) / 7);
    expect(overall[1]).toBeCloseTo((3 + 2 * mean) / 7);
    expect(byCategory.get('x')?.[0]).toBeCloseTo((3 + 20 * (overall[0] ?? 0)) / 24);
    expect(byCategory.get('y')?.[1]).toBeCloseTo((1 + 20 * (overall[1] ?? 0)) / 21);
  });

  it('pass over abstentions and missing responses', () => {
    const answered = learnAccuracies({ members, rows: rows(null, '11', 'a1') });
    expect(learnAccuracies({ members, rows: rows(null, '11', 'a1', '--', '..') })).toEqual(answered);
  });

  it('are never 0 or 1', () => {
    const perfect = learnAccuracies({ members, rows: rows('x', ...Array.from({ length: 5000 }, () => '1a')) });
    for (const [right = 0, wrong = 0] of [perfect.overall, perfect.byCategory.get('x') ?? []]) {
      expect(right).toBeLessThan(1);
      expect(wrong).toBeGreaterThan(0);
    }
  });
});

describe('weights', () => {
  it.each([
    [0.44, 4, 0.85745],
    [0.5, 2, 0.001],
    [0.9, 2, 2.197225],
    [0.25, 4, 0.001],
    [0.1, 4, 0.001],
  ])('of accuracy %d among %d options: %d', (accuracy, options, weight) => {
    expect(logOddsWeight(accuracy, options)).toBeCloseTo(weight, 6);
  });

  const counts = (answers: string) =>
    Array.from(answers).reduce(
      (seen, answer) => seen.set(answer, (seen.get(answer) ?? 0) + 1),
      new Map<string, number>(),
    );

  it('take a list of options for what it is, slips left out', () => {
    const table = { members, rows: rows(null, ...Array.from({ length: 200 }, () => '1a')) };
    const seen = counts('ABCD'.repeat(100)).set('E', 1);
    expect(optionsOf(seen, table, 'auto')).toBe(4);
    expect(optionsOf(counts('AAAA'), table, 'choice')).toBe(2);
  });

  it('count open answers by how often mistakes coincide', () => {
    const seen = new Map(Array.from({ length: 300 }, (_, number) => [String(number), 1]));
    // Of 40 pairs of wrong answers 10 agree: as with four wrong options, about.
    const same = Array.from({ length: 10 }, () => 'aa');
    const apart = Array.from({ length: 30 }, () => 'ab');
    expect(optionsOf(seen, { members, rows: rows(null, ...same, ...apart) }, 'number')).toBeCloseTo(1 + 41 / 11, 2);
    expect(optionsOf(seen, { members, rows: rows(null, '11', '1~', '~~') }, 'number')).toBe(3);
  });
});

describe('log-odds', () => {
  it('are those of the posterior', () => {
    // A has 2 votes of odds 3, B one; two options have none: 9 / (3 + 1 + 1).
    const support = new Map([
      ['A', 2 * Math.log(3)],
      ['B', Math.log(3)],
    ]);
    expect(logOdds(support, 'A', 4)).toBeCloseTo(Math.log(9 / 5), 6);
    expect(logOdds(support, 'C', 4)).toBeCloseTo(Math.log(1 / 13), 6);
  });

  it('stay finite with a thousand members', () => {
    const support = new Map([
      ['A', 7000],
      ['B', 6900],
    ]);
    expect(logOdds(support, 'A', 4)).toBe(100);
    expect(logOdds(support, 'B', 4)).toBe(-100);
  });

  it('name all that are level', () => {
    const votes = new Map([
      ['A', 0.1 + 0.2],
      ['B', 0.3],
      ['C', 0.2],
    ]);
    expect(leadersOf(votes)).toEqual(['A', 'B']);
  });
});

describe('the monotone map', () => {
  const observed = (score: number, right: number, wrong: number): readonly Observation[] => [
    ...Array.from({ length: right }, () => ({ score, isRight: true, weight: 1 })),
    ...Array.from({ length: wrong }, () => ({ score, isRight: false, weight: 1 })),
  ];

  it('pools what falls', () => {
    // Each group of 100 gets 2 questions of the base rate, (200 + 1) / (400 + 2) = 0.5.
    const map = learnMap([
      ...observed(1, 20, 80),
      ...observed(2, 60, 40),
      ...observed(3, 40, 60),
      ...observed(4, 80, 20),
    ]);
    expect(map).toEqual([
      { from: 1, probability: expect.closeTo(21 / 102) },
      { from: 1.5, probability: expect.closeTo(0.5) },
      { from: 3.5, probability: expect.closeTo(81 / 102) },
    ]);
    const [first, pooled, last] = map.map(({ probability }) => probability);
    expect([-9, 1, 1.4, 1.5, 3, 3.5, 9].map((score) => probabilityAt(map, score))).toEqual([
      first,
      first,
      first,
      pooled,
      pooled,
      last,
      last,
    ]);
  });

  it('is nowhere where nothing was observed', () => {
    expect(probabilityAt(learnMap([]), 0)).toBeNull();
  });

  const observation = fc.record({
    score: fc.double({ min: -50, max: 50, noNaN: true }),
    isRight: fc.boolean(),
    weight: fc.constantFrom(1, 0.5, 1 / 3),
  });

  it('never falls, never says 0 or 1, and does not depend on the order of what it learns from', () => {
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 300 }), (observations) => {
        const map = learnMap(observations);
        for (const [index, { from, probability }] of map.entries()) {
          expect(probability).toBeGreaterThan(0);
          expect(probability).toBeLessThan(1);
          const before = map[index - 1];
          if (before !== undefined) expect(from > before.from && probability > before.probability).toBe(true);
        }
        const again = learnMap([...observations].reverse());
        expect(again.length).toBe(map.length);
        for (const [index, { probability }] of again.entries())
          expect(probability).toBeCloseTo(map[index]?.probability ?? -1, 9);
      }),
    );
  });

  it('promises on average what came true', () => {
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 300 }), (observations) => {
        const map = learnMap(observations);
        const total = observations.reduce((sum, { weight }) => sum + weight, 0);
        const hits = observations.reduce((sum, { weight, isRight }) => sum + (isRight ? weight : 0), 0);
        const promised = observations.reduce(
          (sum, { weight, score }) => sum + weight * (probabilityAt(map, score) ?? 0),
          0,
        );
        // The two questions that smooth each of the groups, forty questions or more, are all that can part the two.
        expect(Math.abs(promised - hits)).toBeLessThanOrEqual(2 * (1 + total / 40));
      }),
    );
  });
});

describe('the expected calibration error', () => {
  it('is the mean distance between promised and true, by tenths', () => {
    const reliability = new Reliability();
    for (const isRight of [true, true, true, false]) reliability.add(0.95, isRight);
    for (const isRight of [true, false]) reliability.add(0.3, isRight);
    // |0.75 − 0.95| × 4/6 + |0.5 − 0.3| × 2/6
    expect(reliability.ece).toBe(0.2);
    expect(reliability.bins).toEqual([
      { from: 0.3, questions: 2, expected: 0.3, accuracy: 0.5 },
      { from: 0.9, questions: 4, expected: 0.95, accuracy: 0.75 },
    ]);
  });

  it('puts 1 into the last bin, and is null of nothing', () => {
    const reliability = new Reliability();
    expect(reliability.ece).toBeNull();
    reliability.add(1, true);
    expect(reliability.ece).toBe(0);
    expect(reliability.bins.map(({ from }) => from)).toEqual([0.9]);
  });
});
