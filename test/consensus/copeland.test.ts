import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { cpuTime } from './cpu-time.ts';
import { ballot, failed, rulesWith, voters } from './ballots.ts';
import { decideByRankings, scoresOf, type Bloc } from './rankings.ts';

const engine = new ConsensusEngine({ strategy: 'copeland', profile: 'text' });
const rules = rulesWith({ strategy: 'copeland' });
const count = (blocs: readonly Bloc[]) => decideByRankings(engine, blocs);

describe('copeland', () => {
  it('elects Nashville the capital of Tennessee, which beats every other city', () => {
    const decision = count([
      [42, ['memphis', 'nashville', 'chattanooga', 'knoxville']],
      [26, ['nashville', 'chattanooga', 'knoxville', 'memphis']],
      [15, ['chattanooga', 'knoxville', 'nashville', 'memphis']],
      [17, ['knoxville', 'chattanooga', 'nashville', 'memphis']],
    ]);
    expect(decision).toMatchObject({
      answer: 'nashville',
      // 58 over Memphis is its hardest duel; 68 over each of the others.
      confidence: 0.58,
      agreement: 0.26,
      tieBreak: null,
      tally: [
        { answer: 'nashville', score: 3, share: 0.58 },
        { answer: 'chattanooga', score: 2, share: 0.32 },
        { answer: 'knoxville', score: 1, share: 0.17 },
        { answer: 'memphis', score: 0, share: 0.42 },
      ],
    });
  });

  it.each<readonly [string, readonly Bloc[], object, object]>([
    [
      'a cycle: each wins one duel, and the order decides',
      [
        [4, ['a', 'b', 'c']],
        [3, ['b', 'c', 'a']],
        [2, ['c', 'a', 'b']],
      ],
      { a: 1, b: 1, c: 1 },
      { answer: 'a', confidence: 0.4444, status: 'low_confidence', tieBreak: 'order' },
    ],
    [
      'a cycle below a winner of all duels',
      [
        [1, ['x', 'a', 'b', 'c']],
        [1, ['b', 'x', 'c', 'a']],
        [1, ['x', 'c', 'a', 'b']],
      ],
      { x: 3, a: 1, b: 1, c: 1 },
      { answer: 'x', confidence: 0.6667, tieBreak: null },
    ],
    [
      'truncated ballots, whose rest is below and equal',
      [
        [1, ['a']],
        [1, ['b', 'c']],
      ],
      // a : b and a : c are 1 : 1; b : c is 1 : 0, for the first ballot holds them equal.
      { b: 1.5, a: 1, c: 0.5 },
      { answer: 'b', confidence: 0.5, tieBreak: null },
    ],
    [
      'a winner that nobody puts first',
      [
        [1, ['a', 'x', 'c', 'd']],
        [1, ['c', 'x', 'd', 'a']],
        [1, ['d', 'x', 'a', 'c']],
      ],
      { x: 3, a: 1, c: 1, d: 1 },
      { answer: 'x', text: 'x', confidence: 0.6667, agreement: 0, status: 'low_confidence' },
    ],
    [
      'a draw',
      [
        [1, ['b', 'a']],
        [1, ['a', 'b']],
        [1, null],
      ],
      { a: 0.5, b: 0.5 },
      { answer: 'a', confidence: 0.3333, tieBreak: 'order' },
    ],
    [
      'an abstention and an empty ranking, which stay in the denominator',
      [
        [1, ['a', 'b']],
        [1, null],
        [1, []],
      ],
      { a: 1, b: 0 },
      { answer: 'a', confidence: 0.3333, agreement: 0.3333, status: 'low_confidence' },
    ],
    [
      'one candidate, which has nobody to beat',
      [
        [1, ['a']],
        [1, ['a']],
        [1, null],
      ],
      { a: 0 },
      { answer: 'a', confidence: 0.6667, tieBreak: null },
    ],
    [
      'all abstaining',
      [
        [1, null],
        [1, []],
      ],
      {},
      { answer: null, confidence: 0, status: 'low_confidence', tieBreak: null },
    ],
  ])('of %s', (_, blocs, scores, outcome) => {
    const decision = count(blocs);
    expect(scoresOf(decision)).toEqual(scores);
    expect(decision).toMatchObject(outcome);
  });

  it('breaks ties like every strategy', () => {
    const responses = [
      { member: 'm', ranking: ['b', 'a'], confidence: 0.9 },
      { member: 'n', ranking: ['a', 'b'], confidence: 0.8 },
    ];
    expect(engine.decide(responses)).toMatchObject({ answer: 'b', tieBreak: 'confidence' });
  });

  it('counts what a member holds equal as supporting neither', () => {
    const electorate = [
      { member: 'a', samples: 2, weight: 1 },
      { member: 'b', samples: 1, weight: 1 },
    ];
    const ballots = [ballot('a', 'x', { weight: 0.5 }), ballot('a', 'y', { weight: 0.5, sample: 1 }), ballot('b', 'y')];
    const decision = engine.decideBallots({ electorate, ballots, rules });
    expect(decision).toMatchObject({ answer: 'y', confidence: 0.5, agreement: 0.75, tieBreak: null });
    expect(scoresOf(decision)).toEqual({ x: 0, y: 1 });
  });

  it('is 1 for unanimous rankings, and keeps who is missing in the denominator', () => {
    const ranking = ['a', 'b', 'c'];
    expect(
      count([
        [1, ranking],
        [2, ranking],
      ]),
    ).toMatchObject({ answer: 'a', confidence: 1, agreement: 1 });
    const electorate = voters('a', 'b', 'c');
    const ballots = [ballot('a', 'a', { ranking }), failed('b'), ballot('c', null, { finish: 'cancelled', ranking })];
    expect(engine.decideBallots({ electorate, ballots, rules })).toMatchObject({ answer: 'a', confidence: 0.3333 });
  });

  it('decides a thousand ballots over a thousand candidates at once', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `answer ${index}`);
    const responses = names.map((answer, index) => ({ member: `m${index}`, answer }));
    const ms = cpuTime(() => {
      expect(engine.decide(responses)).toMatchObject({ answer: 'answer 0', tieBreak: 'order', confidence: 0.001 });
    });
    expect(ms).toBeLessThan(3000);
  });
});
