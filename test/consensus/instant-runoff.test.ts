import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { TransferCount } from '../../src/consensus/transfer-count.ts';
import { cpuTime } from './cpu-time.ts';
import { ballot, failed, rulesWith, voters } from './ballots.ts';
import { decideByRankings, scoresOf, type Bloc } from './rankings.ts';

const engine = new ConsensusEngine({ strategy: 'instant_runoff', profile: 'text' });
const rules = rulesWith({ strategy: 'instant_runoff' });
const count = (blocs: readonly Bloc[]) => decideByRankings(engine, blocs);

describe('instant_runoff', () => {
  it('elects Knoxville the capital of Tennessee, as the textbooks do', () => {
    const decision = count([
      [42, ['memphis', 'nashville', 'chattanooga', 'knoxville']],
      [26, ['nashville', 'chattanooga', 'knoxville', 'memphis']],
      [15, ['chattanooga', 'knoxville', 'nashville', 'memphis']],
      [17, ['knoxville', 'chattanooga', 'nashville', 'memphis']],
    ]);
    expect(scoresOf(decision)).toEqual({ knoxville: 58, memphis: 42, nashville: 26, chattanooga: 15 });
    expect(decision.tally.map(({ answer }) => answer)).toEqual(['knoxville', 'memphis', 'nashville', 'chattanooga']);
    expect(decision).toMatchObject({ answer: 'knoxville', confidence: 0.58, agreement: 0.17, tieBreak: null });
  });

  it.each<readonly [string, readonly Bloc[], object, object]>([
    [
      'a majority of first places, which ends the count at once',
      [
        [3, ['a', 'b']],
        [1, ['b', 'c']],
        [1, ['c', 'b']],
      ],
      { a: 3, b: 1, c: 1 },
      { answer: 'a', confidence: 0.6, tieBreak: null },
    ],
    [
      'truncated ballots, which are exhausted when all that they name are out: a majority of the rest decides',
      [
        [4, ['a']],
        [3, ['b', 'c']],
        [2, ['c']],
      ],
      { a: 4, b: 3, c: 2 },
      { answer: 'a', confidence: 0.4444, agreement: 0.4444, status: 'low_confidence' },
    ],
    [
      'a transfer past a candidate that is out already',
      [
        [2, ['a']],
        [2, ['b']],
        [1, ['d', 'c', 'b']],
      ],
      { b: 3, a: 2, d: 1, c: 0 },
      { answer: 'b', confidence: 0.6, agreement: 0.4, tieBreak: null },
    ],
    [
      'a cycle: a over b over c over a',
      [
        [4, ['a', 'b', 'c']],
        [3, ['b', 'c', 'a']],
        [2, ['c', 'a', 'b']],
      ],
      { a: 6, b: 3, c: 2 },
      { answer: 'a', confidence: 0.6667 },
    ],
    [
      'a draw for the last place that makes no difference: both go out together',
      [
        [4, ['a']],
        [5, ['b']],
        [1, ['c', 'd', 'a']],
        [1, ['d', 'c', 'a']],
      ],
      { a: 6, b: 5, c: 1, d: 1 },
      { answer: 'a', confidence: 0.5455, tieBreak: null },
    ],
    [
      'a draw for the last place that makes a difference: the last in order goes out',
      [
        [1, ['a', 'b']],
        [1, ['b', 'c']],
        [1, ['c', 'b']],
      ],
      { b: 2, a: 1, c: 1 },
      { answer: 'b', confidence: 0.6667, tieBreak: 'order' },
    ],
    [
      'a draw of the last two',
      [
        [1, ['b', 'a']],
        [1, ['a', 'b']],
      ],
      { a: 1, b: 1 },
      { answer: 'a', confidence: 0.5, tieBreak: 'order' },
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
      'one candidate',
      [
        [1, ['a']],
        [1, ['a']],
        [1, null],
      ],
      { a: 2 },
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

  it('is not monotone: a winner raised by ten voters loses', () => {
    const election = (changed: readonly string[]): readonly Bloc[] => [
      [39, ['a', 'b', 'c']],
      [25, ['b', 'c', 'a']],
      [10, changed],
      [26, ['c', 'a', 'b']],
    ];
    expect(count(election(['b', 'c', 'a']))).toMatchObject({ answer: 'a', confidence: 0.65 });
    expect(count(election(['a', 'b', 'c']))).toMatchObject({ answer: 'c', confidence: 0.51 });
  });

  it('takes out whom the tie-break rules put last, and records the last rule that was needed', () => {
    const responses = [
      { member: 'm', ranking: ['a', 'c'], confidence: 0.9 },
      { member: 'n', ranking: ['b', 'c'], confidence: 0.5 },
      { member: 'o', ranking: ['c', 'b'], confidence: 0.8 },
    ];
    // b is the least confident, so b goes out first.
    expect(engine.decide(responses)).toMatchObject({ answer: 'c', confidence: 0.6667, tieBreak: 'confidence' });
  });

  it('counts fewer ballots of the same weight and confidence as last', () => {
    const electorate = [
      { member: 'one', samples: 1, weight: 2 },
      { member: 'two', samples: 2, weight: 2 },
      { member: 'three', samples: 1, weight: 2 },
    ];
    const ballots = [
      ballot('one', 'a', { ranking: ['a', 'c'], weight: 2, confidence: 0.5 }),
      ...[0, 1].map((sample) => ballot('two', 'b', { sample, ranking: ['b', 'c'], confidence: 0.25 })),
      ballot('three', 'c', { ranking: ['c', 'a'], weight: 2, confidence: 0.6 }),
    ];
    expect(engine.decideBallots({ electorate, ballots, rules })).toMatchObject({ answer: 'c', tieBreak: 'ballots' });
  });

  it('is decided by a majority at once: no more votes are transferred', () => {
    const decision = count([
      [3, ['a']],
      [1, ['b', 'a']],
      [1, ['c', 'a']],
    ]);
    expect(decision).toMatchObject({ answer: 'a', confidence: 0.6, tieBreak: null });
    expect(scoresOf(decision)).toEqual({ a: 3, b: 1, c: 1 });
  });

  it('needs more than half for that', () => {
    const decision = count([
      [3, ['a']],
      [2, ['b']],
      [1, ['c', 'b']],
    ]);
    expect(decision).toMatchObject({ answer: 'a', tieBreak: 'order' });
    expect(scoresOf(decision)).toEqual({ a: 3, b: 3, c: 1 });
  });

  it('takes out one alone of those that are level where together they could pass any of the others', () => {
    const decision = count([
      [1, ['x']],
      [1, ['y', 'x']],
      [1.5, ['z', 'x']],
      [3, ['w']],
    ]);
    // y, last in order, goes to x; then z does; together they would have left z and w.
    expect(decision).toMatchObject({ answer: 'x', tieBreak: 'order' });
  });

  it('counts exhausted votes for nobody', () => {
    const preferences = [
      { weight: 1, levels: [['a', 'b'], ['c']] },
      { weight: 2, levels: [['a']] },
    ];
    const transfers = new TransferCount(preferences, new Set(['a', 'b', 'c']));
    const votes = (...out: readonly string[]) => {
      for (const name of out) transfers.eliminate(name);
      return Object.fromEntries(transfers.votes());
    };
    expect([votes(), votes('a'), votes('b'), votes('c')]).toEqual([{ a: 2.5, b: 0.5 }, { b: 1 }, { c: 1 }, {}]);
  });

  it('shares the weight of what a member holds equal', () => {
    const electorate = [
      { member: 'a', samples: 2, weight: 1 },
      { member: 'b', samples: 1, weight: 1 },
    ];
    const ballots = [
      ballot('a', 'x', { weight: 0.5 }),
      ballot('a', 'y', { weight: 0.5, sample: 1 }),
      ballot('b', 'z', { weight: 1, ranking: ['z', 'x'] }),
    ];
    const decision = engine.decideBallots({ electorate, ballots, rules });
    // x and y have half a vote each and draw; y, last in order, goes out, and x has all of a's vote.
    expect(scoresOf(decision)).toEqual({ x: 1, y: 0.5, z: 1 });
    expect(decision).toMatchObject({ answer: 'x', confidence: 0.5, tieBreak: 'order' });
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
