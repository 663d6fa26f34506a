import { describe, expect, it } from '@jest/globals';
import { asCounted } from '../../src/consensus/assumed-confidence.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { Ballot } from '../../src/consensus/ballot.ts';
import { preferencesOf } from '../../src/consensus/preferences.ts';
import { cpuTime } from './cpu-time.ts';
import { ballot, electionOf, failed, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine({ strategy: 'borda_count', profile: 'text' });
const rules = rulesWith({ strategy: 'borda_count' });

/** Decides by rankings, one member each; `null` abstains. */
function rank(rankings: readonly (readonly string[] | null)[], options: Readonly<Record<string, unknown>> = {}) {
  const responses = rankings.map((ranking, index) => {
    const member = `m${index}`;
    return ranking === null ? { member, answer: null } : { member, ranking };
  });
  return engine.decide(responses, { options });
}

const scores = ({ tally }: ReturnType<typeof rank>) =>
  Object.fromEntries(tally.map(({ answer, score }) => [answer, score]));

describe('borda_count', () => {
  it('counts the capital of Tennessee as the textbooks do', () => {
    const cities = ['memphis', 'nashville', 'chattanooga', 'knoxville'] as const;
    const [m, n, c, k] = cities;
    const regions = [
      { member: 'west', weight: 42, ranking: [m, n, c, k] },
      { member: 'middle', weight: 26, ranking: [n, c, k, m] },
      { member: 'south-east', weight: 15, ranking: [c, k, n, m] },
      { member: 'east', weight: 17, ranking: [k, c, n, m] },
    ];
    const electorate = regions.map(({ member, weight }) => ({ member, weight, samples: 1 }));
    const decision = engine.decide(
      regions.map(({ member, ranking }) => ({ member, ranking })),
      { electorate },
    );
    expect(scores(decision)).toEqual({ nashville: 194, chattanooga: 173, memphis: 126, knoxville: 107 });
    expect(decision).toMatchObject({ answer: n, confidence: 0.6467, agreement: 0.26, tieBreak: null });
  });

  it.each<readonly [string, readonly (readonly string[] | null)[], object, object]>([
    [
      'complete rankings',
      [
        ['a', 'b', 'c'],
        ['b', 'c', 'a'],
        ['b', 'a', 'c'],
      ],
      { b: 5, a: 3, c: 1 },
      { answer: 'b', confidence: 0.8333 },
    ],
    [
      'short rankings, whose rest shares the remaining points',
      [['a'], ['b', 'c', 'd', 'a'], ['b', 'a']],
      { b: 7, a: 5, c: 3.5, d: 2.5 },
      { answer: 'b', confidence: 0.7778 },
    ],
    [
      'an abstention and an empty ranking, which give nothing',
      [['a', 'b'], null, []],
      { a: 1, b: 0 },
      { answer: 'a', confidence: 0.3333, agreement: 0.3333, status: 'low_confidence' },
    ],
    ['one candidate', [['a'], ['a'], null], { a: 2 }, { answer: 'a', confidence: 0.6667 }],
    ['one ballot', [['a', 'b']], { a: 1, b: 0 }, { answer: 'a', confidence: 1, agreement: 1, status: 'decided' }],
    [
      'a winner that nobody puts first',
      [
        ['a', 'x', 'c', 'd'],
        ['c', 'x', 'd', 'a'],
        ['d', 'x', 'a', 'c'],
      ],
      { x: 6, a: 4, c: 4, d: 4 },
      { answer: 'x', text: 'x', confidence: 0.6667, agreement: 0, status: 'low_confidence' },
    ],
  ])('of %s', (_, rankings, points, outcome) => {
    const decision = rank(rankings);
    expect(scores(decision)).toEqual(points);
    expect(decision).toMatchObject(outcome);
  });

  it('is 1 for unanimous rankings, and keeps who is missing in the denominator', () => {
    const ranking = ['a', 'b', 'c'];
    expect(rank([ranking, ranking, ranking])).toMatchObject({ answer: 'a', confidence: 1, agreement: 1 });
    const electorate = voters('a', 'b', 'c');
    const ballots = [ballot('a', 'a', { ranking }), failed('b'), ballot('c', null, { finish: 'cancelled', ranking })];
    expect(engine.decideBallots({ electorate, ballots, rules })).toMatchObject({ answer: 'a', confidence: 0.3333 });
  });

  it('takes the ranking where there is one, whatever the answer', () => {
    const electorate = voters('a', 'b', 'c');
    const ballots = [
      ballot('a', 'x', { ranking: ['y', 'z'] }),
      ballot('b', null, { ranking: ['y'] }),
      ballot('c', 'z', { ranking: ['x', 'y'] }),
    ];
    const decision = engine.decideBallots({ electorate, ballots, rules });
    expect(decision).toMatchObject({
      answer: 'y',
      text: 'y',
      confidence: 0.8333,
      agreement: 0,
      tally: [
        { answer: 'y', score: 5, members: [] },
        { answer: 'x', score: 2.5, members: ['a'] },
        { answer: 'z', score: 1.5, members: ['c'] },
      ],
    });
  });

  it('breaks ties like every strategy', () => {
    expect(rank([['b', 'a'], ['a', 'b'], null])).toMatchObject({ answer: 'a', tieBreak: 'order' });
    const responses = [
      { member: 'm', ranking: ['b', 'a'], confidence: 0.9 },
      { member: 'n', ranking: ['a', 'b'], confidence: 0.8 },
    ];
    expect(engine.decide(responses)).toMatchObject({ answer: 'b', tieBreak: 'confidence' });
    expect(rank([['a', 'x', 'y', 'b'], ['b', 'y', 'x', 'a'], null])).toMatchObject({ answer: 'a', tieBreak: 'order' });
  });

  it('gives what a member holds equal the mean of the places that they share', () => {
    const electorate = [
      { member: 'a', samples: 4, weight: 1 },
      { member: 'b', samples: 1, weight: 2 },
    ];
    const samples = ['x', 'y', 'z', 'z'].map((answer, sample) => ballot('a', answer, { sample, weight: 0.25 }));
    const ballots = [...samples, ballot('b', 'w', { weight: 2 })];
    const decision = engine.decideBallots({ electorate, ballots, rules });
    // a: z 3, x and y 1.5 each, w 0; b: w 2 × 3, the others 2 × 1 each.
    expect(scores(decision)).toEqual({ w: 6, z: 5, x: 3.5, y: 3.5 });
  });

  it('lets the first of candidates that nobody answers speak for those that are the same', () => {
    const electorate = voters('a');
    const ballots = [ballot('a', null, { ranking: ['3.11', '3.1'] })];
    const tolerant = rulesWith({ strategy: 'borda_count', options: { numericTolerance: 0.02 } });
    expect(engine.decideBallots({ electorate, ballots, rules: tolerant }).answer).toBe('3.1');
  });

  it('counts candidates that are the same by tolerance once, at their best place', () => {
    const decision = rank([['3.14', '7', '3.141'], ['3.1'], ['7', '3.141']], { numericTolerance: 0.02 });
    expect(scores(decision)).toEqual({ '3.1': 2, '7': 1 });
    expect(decision.ballots[0]?.ranking).toEqual(['3.14', '7', '3.141']);
  });

  it('decides a thousand ballots over a thousand candidates at once', () => {
    const answers = Array.from({ length: 1000 }, (_, index) => `answer ${index}`);
    const responses = answers.map((answer, index) => ({ member: `m${index}`, answer }));
    const ms = cpuTime(() => {
      expect(engine.decide(responses)).toMatchObject({ answer: 'answer 0', tieBreak: 'order', confidence: 0.5 });
    });
    expect(ms).toBeLessThan(1000);
  });

  it.each<readonly [unknown, RegExp]>([
    [['x', 'y', 'x'], /"a" \(sample 0, round 0\).*ranking names "x" twice/],
    ['xy', /ranking must be an array/],
    [[1, 2], /ranking must be an array/],
  ])('refuses the ranking %j', (ranking, message) => {
    const ballots = [{ ...ballot('a', 'x'), ranking } as Ballot];
    expect(() => engine.decideBallots({ electorate: voters('a'), ballots, rules })).toThrow(
      expect.objectContaining({ code: 'PACORE_USAGE', message: expect.stringMatching(message) }),
    );
  });

  it('needs all ballots: it is never settled before', () => {
    const election = electionOf(['x', 'x', 'x'], { strategy: 'borda_count' });
    expect(engine.isSettled({ ...election, ballots: election.ballots.slice(0, 2) })).toBe(false);
    expect(engine.isSettled(election)).toBe(true);
    expect(engine.ballotsNeeded(election)).toBe(3);
  });
});

describe('preferences', () => {
  const samples = (...votes: readonly (readonly [string | null, number | null])[]) =>
    votes.map(([answer, confidence], sample) => ballot('a', answer, { sample, confidence, weight: 0.25 }));

  it.each<readonly [string, readonly Ballot[], readonly (readonly string[])[], number]>([
    ['by votes', samples(['y', 1], ['x', 0.1], ['x', 0.1]), [['x'], ['y']], 0.75],
    ['then by confidence', samples(['x', 0.5], ['y', 0.6]), [['y'], ['x']], 0.5],
    ['at the mean where there is none', samples(['x', 0.9], ['y', null], ['z', 0.5]), [['x'], ['y'], ['z']], 0.75],
    ['full where nobody has one', samples(['x', null], ['y', null]), [['x', 'y']], 0.5],
    ['equal where nothing tells them apart', samples(['y', 1], ['x', 1], ['z', 0.5]), [['y', 'x'], ['z']], 0.75],
    ['through the noise of sums', samples(['x', 0.1], ['x', 0.2], ['y', 0.3], ['y', 0]), [['x', 'y']], 1],
    ['without abstentions', samples([null, 1], ['x', 1]), [['x']], 0.25],
  ])('are derived %s', (_, ballots, levels, weight) => {
    expect(preferencesOf(asCounted(ballots))).toEqual([{ levels, weight }]);
  });

  it('are given and derived, side by side', () => {
    const given = ballot('a', 'x', { ranking: ['y', 'x'], weight: 0.5 });
    const derived = ballot('a', 'z', { sample: 1, weight: 0.5 });
    expect(preferencesOf(asCounted([given, derived, ballot('b', 'x', { weight: 2 })]))).toEqual([
      { levels: [['y'], ['x']], weight: 0.5 },
      { levels: [['z']], weight: 0.5 },
      { levels: [['x']], weight: 2 },
    ]);
  });
});
