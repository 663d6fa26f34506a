import { describe, expect, it } from '@jest/globals';
import { learnAccuracies } from '../../../src/consensus/calibration/accuracy.ts';
import { Calibration } from '../../../src/consensus/calibration/calibration.ts';
import {
  memberWeights,
  observationsOf,
  seatsOf,
  type Committee,
} from '../../../src/consensus/calibration/committee.ts';
import { learnMap, probabilityAt } from '../../../src/consensus/calibration/isotonic.ts';
import { memberOfPlace, outcomesOf } from '../../../src/consensus/calibration/outcomes.ts';
import { logOdds } from '../../../src/consensus/calibration/posterior.ts';
import { reportOf } from '../../../src/consensus/calibration/report.ts';
import { logOddsWeight } from '../../../src/consensus/calibration/weight.ts';
import { ConsensusEngine } from '../../../src/consensus/engine.ts';
import { ballot, failed } from '../ballots.ts';

const members = [
  { member: 'a', samples: 2 },
  { member: 'b', samples: 1 },
];
const rows = (category: string | null, ...outcomes: readonly string[]) =>
  outcomes.map((word) => ({ category, outcomes: word }));

describe('outcomes', () => {
  const said = (member: string, answer: string | null, sample = 0) => ballot(member, answer, { sample });

  it('stand at the place of the sample, whatever came first or not at all', () => {
    const ballots = [said('a', '8', 2), said('a', '7'), failed('a', { sample: 1 }), said('b', null, 1), said('c', '8')];
    expect([...outcomesOf(ballots, '7', {})]).toEqual([
      ['a', '1.a'],
      ['b', '.-'],
      ['c', 'a'],
    ]);
  });

  it('keep their place when an earlier sample comes later', () => {
    expect(outcomesOf([said('a', '8', 1), said('a', '7'), said('a', '9', 2)], '7', {}).get('a')).toBe('1ab');
  });

  it('are alone after 52 kinds of mistakes', () => {
    const ballots = Array.from({ length: 55 }, (_, sample) => said('a', String(sample), sample));
    const outcomes = outcomesOf(ballots, '0', {}).get('a');
    expect(outcomes).toBe('1abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ~~');
  });

  it('belong to members in their order', () => {
    expect(memberOfPlace(members)).toEqual([0, 0, 1]);
  });
});

describe('a committee', () => {
  it('sits where its members stand in the table', () => {
    const voter = (member: string, samples: number, weight = 1) => ({ member, samples, weight });
    expect(seatsOf([voter('b', 1, 3), voter('a', 1)], members)).toEqual([
      { member: 1, place: 2, samples: 1, weight: 3 },
      { member: 0, place: 0, samples: 1, weight: 1 },
    ]);
    expect(seatsOf([voter('a', 2)], members)).toEqual([{ member: 0, place: 0, samples: 2, weight: 1 }]);
    expect(seatsOf([voter('a', 3)], members)).toBeNull();
    expect(seatsOf([voter('a', 1), voter('z', 1)], members)).toBeNull();
  });

  const weights = { in: (category: string | null) => (category === 'x' ? [2, 1] : [1, 2]), ofStranger: 9 };
  const seats = seatsOf(
    members.map((entry) => ({ ...entry, weight: 1 })),
    members,
  );
  const observed = (outcomes: string, category: string | null, committee: Partial<Committee> = {}) =>
    observationsOf(
      { outcomes, category },
      { seats: seats ?? [], isWeighted: true, knowsCategory: true, ...committee },
      weights,
      4,
    );
  const oddsOf = (own: number, ...rivals: readonly number[]) => {
    const against = rivals.reduce((sum, rival) => sum + Math.exp(rival), 3 - rivals.length);
    return expect.closeTo(own - Math.log(against), 5);
  };

  it('answers by the weights of the category, where it is known', () => {
    expect(observed('11a', 'x')).toEqual([{ score: oddsOf(2, 1), isRight: true, weight: 1 }]);
    expect(observed('11a', 'y')).toEqual([{ score: oddsOf(2, 1), isRight: false, weight: 1 }]);
    expect(observed('11a', 'x', { knowsCategory: false })).toEqual(observed('11a', 'y'));
  });

  it('answers by its own weights where votes do not count by the learned ones; the score stays that of the learned', () => {
    const even = observed('11a', 'x', { isWeighted: false });
    expect(even).toEqual([
      { score: oddsOf(2, 1), isRight: true, weight: 0.5 },
      { score: oddsOf(1, 2), isRight: false, weight: 0.5 },
    ]);
    const heavy = seats?.map((seat) => ({ ...seat, weight: seat.member === 1 ? 3 : 1 })) ?? [];
    expect(observed('11a', 'x', { isWeighted: false, seats: heavy })).toEqual([
      { score: oddsOf(1, 2), isRight: false, weight: 1 },
    ]);
    expect(observed('11a', 'x', { seats: heavy })).toEqual([{ score: oddsOf(1, 2), isRight: false, weight: 1 }]);
  });

  it('counts a sample as its part, and nothing that is no answer', () => {
    expect(observed('1a-', 'x')).toEqual([
      { score: oddsOf(1, 1), isRight: true, weight: 0.5 },
      { score: oddsOf(1, 1), isRight: false, weight: 0.5 },
    ]);
    expect(observed('1.-', 'x')).toEqual([{ score: oddsOf(1), isRight: true, weight: 1 }]);
    expect(observed('-..', 'x')).toEqual([]);
  });

  it('holds mistakes of their own apart', () => {
    expect(observed('~~.', 'x')).toHaveLength(2);
    expect(observed('aa.', 'x')).toEqual([{ score: oddsOf(2), isRight: false, weight: 1 }]);
  });

  it('weighs a member that is not in the table as the mean one', () => {
    const stranger = [{ member: 5, place: 0, samples: 1, weight: 1 }];
    expect(observed('1..', 'x', { seats: stranger })).toEqual([{ score: oddsOf(9), isRight: true, weight: 1 }]);
  });

  it('has the weights of accuracies: of the category, or of all where it is not known', () => {
    const byCategory = new Map([['x', [0.9, 0.5]]]);
    const learned = memberWeights({ overall: [0.6, 0.7], byCategory, mean: 0.65 }, 4);
    const all = [0.6, 0.7].map((accuracy) => logOddsWeight(accuracy, 4));
    expect(learned.in('x')).toEqual([0.9, 0.5].map((accuracy) => logOddsWeight(accuracy, 4)));
    expect(learned.in('y')).toEqual(all);
    expect(learned.in(null)).toEqual(all);
    expect(learned.ofStranger).toBe(logOddsWeight(0.65, 4));
  });
});

describe('a calibration', () => {
  const table = {
    members,
    rows: [...rows('x', '11a', '1aa', '111'), ...rows(null, 'ab1'), ...rows('x', '-.1'), ...rows('y', 'aa-', '1.1')],
  };
  const calibration = new Calibration({ table, profile: 'choice', options: 4, folds: 3 });
  const sorted = [...rows('x', '11a', '1aa', '111', '-.1'), ...rows(null, 'ab1'), ...rows('y', 'aa-', '1.1')];

  it('takes its questions category by category', () => {
    expect(calibration.source).toEqual({ table: { members, rows: sorted }, profile: 'choice', options: 4, folds: 3 });
  });

  it('holds every n-th question out, and learns the weights from the others', () => {
    expect(calibration.folds.map(({ held }) => held)).toEqual([
      [sorted[0], sorted[3], sorted[6]],
      [sorted[1], sorted[4]],
      [sorted[2], sorted[5]],
    ]);
    for (const [fold, { rest, weights }] of calibration.folds.entries()) {
      expect(rest).toEqual(sorted.filter((_, index) => index % 3 !== fold));
      const learned = memberWeights(learnAccuracies({ members, rows: rest }), 4);
      for (const category of ['x', 'y', null]) expect(weights.in(category)).toEqual(learned.in(category));
    }
    expect(new Calibration({ ...calibration.source, folds: 100 }).folds).toHaveLength(sorted.length);
    expect(calibration.folds).toBe(calibration.folds);
  });

  it('weighs a member by its accuracy, a stranger by the mean', () => {
    const { overall, byCategory, mean } = learnAccuracies(table);
    expect(calibration.weightOf('b', null)).toBe(logOddsWeight(overall[1] ?? 0, 4));
    expect(calibration.weightOf('b', 'y')).toBe(logOddsWeight(byCategory.get('y')?.[1] ?? 0, 4));
    expect(calibration.weightOf('z', null)).toBe(logOddsWeight(mean, 4));
  });

  it('has one map for each committee, learned out of fold', () => {
    const committee: Committee = { seats: calibration.everybody, isWeighted: true, knowsCategory: true };
    expect(calibration.everybody).toEqual([
      { member: 0, place: 0, samples: 2, weight: 1 },
      { member: 1, place: 2, samples: 1, weight: 1 },
    ]);
    const observations = calibration.folds.flatMap(({ held, weights }) =>
      held.flatMap((row) => observationsOf(row, committee, weights, 4)),
    );
    expect(calibration.mapFor(committee)).toEqual(learnMap(observations));
    expect(calibration.mapFor({ ...committee })).toBe(calibration.mapFor(committee));
    expect(calibration.mapFor({ ...committee, isWeighted: false })).not.toBe(calibration.mapFor(committee));
  });

  it.each([
    ['majority_voting', 'x', true],
    ['weighted_voting', 'y', true],
    ['weighted_voting', 'z', false],
    ['majority_voting', undefined, false],
  ])('says of a %s on %p what its map says at the log-odds', (strategy, category, knowsCategory) => {
    // Enough questions for a map of several steps.
    const repeated = sorted
      .flatMap((row) => Array.from({ length: 60 }, () => row))
      .filter((row) => row.category !== null);
    const large = new Calibration({ ...calibration.source, table: { members, rows: repeated } });
    const electorate = [
      { member: 'a', samples: 2, weight: 1 },
      { member: 'b', samples: 1, weight: 1 },
    ];
    const responses = ['A', 'A', 'B'].map((answer, index) => ({ member: index < 2 ? 'a' : 'b', answer }));
    const engine = new ConsensusEngine({ strategy, profile: 'choice', calibration: large });
    const { answer, calibrated } = engine.decide(responses, { electorate, category });
    const [own, other] = ['a', 'b'].map((member) => large.weightOf(member, category ?? null));
    const support = new Map([
      ['A', own ?? 0],
      ['B', other ?? 0],
    ]);
    const map = large.mapFor({ seats: large.everybody, isWeighted: strategy === 'weighted_voting', knowsCategory });
    expect(map.length).toBeGreaterThan(1);
    expect(calibrated).toBeCloseTo(probabilityAt(map, logOdds(support, answer ?? '', 4)) ?? 0, 4);
  });

  it('reports on each member what it did', () => {
    const silent = [...members, { member: 'c', samples: 1 }];
    const own = ['1a1.', '-...', '..a.', '11-.'];
    const report = reportOf(
      new Calibration({
        table: { members: silent, rows: rows(null, ...own) },
        profile: 'choice',
        options: 4,
        folds: 2,
      }),
    );
    expect(
      report.members.map(({ member, questions, answered, accuracy }) => ({ member, questions, answered, accuracy })),
    ).toEqual([
      { member: 'a', questions: 3, answered: 2, accuracy: 0.6 },
      { member: 'b', questions: 3, answered: 2, accuracy: 0.3333 },
      { member: 'c', questions: 0, answered: 0, accuracy: null },
    ]);
    // A right answer, nothing, a wrong one, a right one: by a majority and by weight.
    expect(report.strategies.map(({ strategy, accuracy }) => [strategy, accuracy])).toEqual([
      ['majority_voting', 0.5],
      ['weighted_voting', 0.5],
    ]);
    expect(report.categories).toEqual([
      {
        category: null,
        questions: 4,
        weights: Object.fromEntries(report.members.map(({ member, weight }) => [member, weight])),
      },
    ]);
    expect(
      report.map.map(({ from, probability }) => [from, probability].every((n) => n === Math.round(n * 1e4) / 1e4)),
    ).toEqual(report.map.map(() => true));
  });

  it('reports draws as parts of a question', () => {
    const { strategies, bins } = reportOf(
      new Calibration({
        table: { members, rows: rows(null, ...Array<string>(8).fill('11a')) },
        profile: 'choice',
        options: 4,
        folds: 2,
      }),
    );
    expect(strategies[0]?.accuracy).toBe(0.5);
    expect(bins.reduce((sum, { questions }) => sum + questions, 0)).toBe(8);
  });
});
