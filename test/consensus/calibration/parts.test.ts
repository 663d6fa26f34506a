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
      expect(right).toBe(0.999);
      expect(wrong).toBe(0.001);
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

  it.each([
    ['an answer is none that makes up less than half a per cent of all', 2, 99, 2, 4],
    ['an answer is none that makes up less than half a per cent of all', 2, 100, 2, 2],
    ['a list has at most 26 options', 26, 4, 0, 26],
    ['a list has at most 26 options', 27, 4, 0, 2],
    ['there are at most as many slips as options', 26, 400, 26, 26],
    ['there are at most as many slips as options', 26, 400, 27, 2],
  ])('%s: %d answers %d times and %d once', (_, options, often, slips, expected) => {
    const names = (count: number, sign: string) => Array.from({ length: count }, (_slip, index) => `${sign}${index}`);
    const seen = new Map<string, number>();
    for (const name of names(options, 'o')) seen.set(name, often);
    for (const name of names(slips, 's')) seen.set(name, 1);
    const table = { members, rows: rows(null, ...Array<string>(200).fill('aa')) };
    expect(optionsOf(seen, table, 'auto')).toBe(expected);
  });

  it('take answers for options that come back: each in two questions on average', () => {
    const table = (questions: number) => ({ members, rows: rows(null, ...Array<string>(questions).fill('aa')) });
    expect(optionsOf(counts('ABCD'), table(8), 'auto')).toBe(4);
    expect(optionsOf(counts('ABCD'), table(7), 'auto')).toBe(2);
    expect(optionsOf(counts('ABCD'), table(1), 'choice')).toBe(4);
  });

  it('count the first sample of each member, and only wrong answers', () => {
    const sampled = [{ member: 'a', samples: 2 }, ...'bcde'.split('').map((member) => ({ member, samples: 1 }))];
    const seen = new Map(Array.from({ length: 300 }, (_, number) => [String(number), 1]));
    const optionsFor = (...outcomes: readonly string[]) =>
      optionsOf(seen, { members: sampled, rows: rows(null, ...outcomes) }, 'number');
    // Wrong: a, b, b and c, which are six pairs; one of them agrees.
    expect(optionsFor('a1bbc1')).toBe(1 + 7 / 2);
    expect(optionsFor('aabbc-', '.a1-.1')).toBe(1 + 7 / 2);
    // Ten pairs, of which the six among the first four agree; a mistake of its own agrees with none.
    expect(optionsFor('a.aaa~')).toBe(2.57);
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

  it('leave no option unchosen where more answers than options were given', () => {
    const support = new Map(['A', 'B', 'C', 'D'].map((answer) => [answer, 0]));
    expect(logOdds(support, 'A', 3)).toBeCloseTo(Math.log(1 / 3), 6);
    expect(logOdds(support, 'A', 4)).toBeCloseTo(Math.log(1 / 3), 6);
    expect(logOdds(support, 'A', 5)).toBeCloseTo(Math.log(1 / 4), 6);
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

  it('pools what is level, too', () => {
    expect(learnMap([...observed(1, 20, 20), ...observed(2, 20, 20), ...observed(3, 40, 0)])).toHaveLength(2);
  });

  it('leans on what is right on average', () => {
    // (60 + 1) / (80 + 2) of all; two questions of that on top of each forty.
    const base = 61 / 82;
    expect(learnMap([...observed(1, 20, 20), ...observed(2, 40, 0)]).map(({ probability }) => probability)).toEqual([
      expect.closeTo((20 + 2 * base) / 42, 9),
      expect.closeTo((40 + 2 * base) / 42, 9),
    ]);
  });

  it.each([
    ['forty questions are a group', [40, 40], [1, 1.5]],
    ['fewer are joined with the next', [39, 40], [1]],
    ['what is left over at the end joins the last group', [40, 39], [1]],
    ['what is left over at the end joins the last group', [40, 40, 39], [1, 1.5]],
    ['of many questions a fiftieth is a group', [79, 79, 79, 3842], [1, 2.5]],
    ['equal scores are never parted', [100, 100], [1, 1.5]],
  ])('%s: %j', (_, sizes, steps) => {
    // Each score is right more often than the one before.
    const observations = sizes.flatMap((size, index) => {
      const right = Math.round((size * (index + 1)) / (sizes.length + 1));
      return observed(index + 1, right, size - right);
    });
    expect(learnMap([...observations].reverse()).map(({ from }) => from)).toEqual(steps);
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

  it('counts a forecast for as many questions as it stands for', () => {
    const reliability = new Reliability();
    reliability.add(0.6, true, 0.5);
    reliability.add(0.6, false, 0.5);
    reliability.add(0.1, false, 3);
    // |0.5 − 0.6| × 1/4 + |0 − 0.1| × 3/4
    expect(reliability.ece).toBe(0.1);
    expect(reliability.bins).toEqual([
      { from: 0.1, questions: 3, expected: 0.1, accuracy: 0 },
      { from: 0.6, questions: 1, expected: 0.6, accuracy: 0.5 },
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
