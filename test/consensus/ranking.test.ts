import { describe, expect, it } from '@jest/globals';
import { asCounted } from '../../src/consensus/assumed-confidence.ts';
import type { Ballot } from '../../src/consensus/ballot.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { factorWeights } from '../../src/consensus/factor-weights.ts';
import { FACTORS } from '../../src/consensus/factors.ts';
import { judge } from '../../src/consensus/judgement.ts';
import { ballot, electionOf, failed, perfectFactors, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine({ strategy: 'ranking' });

const text = 'ten chars.';
const cast = (member: string, answer: string | null, overrides: Partial<Ballot> = {}) =>
  ballot(member, answer, { text, latencyMs: 100, ...overrides });

/** Decides over one ballot of each member a, b, c, … under the factor weights. */
function rank(ballots: readonly Ballot[], weights?: Readonly<Record<string, unknown>>) {
  const electorate = voters(...ballots.map(({ member }) => member));
  const options = weights === undefined ? {} : { weights };
  return engine.decideBallots({ electorate, ballots, rules: rulesWith({ strategy: 'ranking', options }) });
}

describe('ranking', () => {
  it('is 1 when all agree and every factor is perfect', () => {
    const decision = rank([cast('a', 'x'), cast('b', 'x', { confidence: 1 }), cast('c', 'x')]);
    expect(decision).toMatchObject({ answer: 'x', confidence: 1, agreement: 1, status: 'decided', tieBreak: null });
    expect(decision.factors).toEqual([perfectFactors('x')]);
  });

  it('adds up the factors, over the whole electorate', () => {
    const ballots = [
      cast('a', 'x', { confidence: 0.5, finish: 'length', latencyMs: 400 }),
      cast('b', 'y', { text: `${text}${text}`, confidence: 1 }),
      cast('c', 'x', { confidence: 0.8 }),
      failed('d'),
      cast('e', null, { text: text.repeat(50), latencyMs: 1 }),
    ];
    const decision = rank(ballots);
    // Medians of a, b, c: 10 characters, 100 ms. a: 0.5 + 0.125 + 0.05 + 0.05 + 0.0125 + 0.05 = 0.7875; c: 0.95; b: 0.975.
    expect(decision).toMatchObject({ answer: 'x', confidence: 0.3475, agreement: 0.4, status: 'low_confidence' });
    expect(decision.factors).toEqual([
      {
        answer: 'x',
        agreement: 0.4,
        confidence: 0.26,
        completeness: 0.3,
        length: 0.4,
        latency: 0.25,
        reliability: 0.4,
        score: 0.3475,
      },
      {
        answer: 'y',
        agreement: 0.2,
        confidence: 0.2,
        completeness: 0.2,
        length: 0.1,
        latency: 0.2,
        reliability: 0.2,
        score: 0.195,
      },
    ]);
    expect(decision.tally).toMatchObject([
      { answer: 'x', score: 1.7375, share: 0.3475 },
      { answer: 'y', score: 0.975, share: 0.195 },
    ]);
  });

  it('judges members by their weight, relative to the largest', () => {
    const electorate = [
      { member: 'a', samples: 1, weight: 1 },
      { member: 'b', samples: 1, weight: 4 },
    ];
    const ballots = [cast('a', 'x'), cast('b', 'y', { weight: 4 })];
    const { factors } = engine.decideBallots({ electorate, ballots, rules: rulesWith({ strategy: 'ranking' }) });
    expect(factors).toMatchObject([
      { answer: 'y', agreement: 0.8, reliability: 0.8 },
      { answer: 'x', agreement: 0.2, reliability: 0.05 },
    ]);
  });

  it('with one factor only goes by that factor', () => {
    const none = Object.fromEntries(FACTORS.map((factor) => [factor, 0]));
    const ballots = [
      cast('a', 'x', { confidence: 0.2 }),
      cast('b', 'x', { confidence: 0.3 }),
      cast('c', 'y', { confidence: 0.9 }),
    ];
    expect(rank(ballots, { ...none, agreement: 7 })).toMatchObject({ answer: 'x', confidence: 0.6667 });
    expect(rank(ballots, { ...none, confidence: 0.1 })).toMatchObject({ answer: 'y', confidence: 0.3 });
  });

  it('prefers a complete, ordinary, quick answer to one that is not', () => {
    for (const flaw of [{ finish: 'length' }, { text: '' }, { text: text.repeat(9) }, { latencyMs: 5000 }] as const) {
      expect(
        rank([cast('a', 'x', flaw), cast('b', 'y', { confidence: 1 }), cast('c', 'z', { confidence: 0.9 })]),
      ).toMatchObject({
        answer: 'y',
        tieBreak: null,
      });
    }
  });

  it('breaks ties like every strategy', () => {
    expect(rank([cast('a', 'y'), cast('b', 'x')])).toMatchObject({ answer: 'x', tieBreak: 'order', confidence: 0.5 });
  });

  it('has no table without answers, and other strategies have none at all', () => {
    expect(rank([cast('a', null)])).not.toHaveProperty('factors');
    expect(rank([cast('a', null, { ranking: ['x'] })])).toMatchObject({ answer: null, confidence: 0, factors: [] });
    for (const strategy of engine.strategies.filter((name) => name !== 'ranking')) {
      expect(engine.decideBallots(electionOf(['x'], { strategy }))).not.toHaveProperty('factors');
    }
  });

  it('needs all ballots: it is never settled before', () => {
    const election = electionOf(['x', 'x', 'x'], { strategy: 'ranking' });
    expect(engine.isSettled({ ...election, ballots: election.ballots.slice(0, 2) })).toBe(false);
    expect(engine.ballotsNeeded(election)).toBe(3);
  });
});

describe('the factors of a ballot', () => {
  const judged = (...cast: readonly Ballot[]) => {
    const ballots = asCounted(cast);
    const judgements = judge(ballots, voters(...ballots.map(({ member }) => member)));
    return ballots.map((one) => judgements.get(one));
  };
  const texts = (...lengths: readonly number[]) =>
    lengths.map((length, i) => cast(`m${i}`, 'x', { text: 'x'.repeat(length) }));
  const times = (...ms: readonly number[]) => ms.map((latencyMs, index) => cast(`m${index}`, 'x', { latencyMs }));

  it.each([
    [{ finish: 'stop', text: 'x' }, 1],
    [{ finish: 'length', text: 'x' }, 0.5],
    [{ finish: 'stop', text: '' }, 0],
    [{ finish: 'length', text: ' \n' }, 0],
  ] as const)('completeness of %j is %d', (overrides, expected) => {
    expect(judged(cast('a', 'x', overrides))).toMatchObject([{ completeness: expected }]);
  });

  it.each([
    [[10], [1]],
    [
      [10, 40],
      [0.5, 0.5],
    ],
    [
      [40, 10, 20],
      [0.5, 0.5, 1],
    ],
    [
      [0, 0],
      [1, 1],
    ],
    [
      [0, 8, 2],
      [0, 0.5, 0.5],
    ],
    [
      [8, 2, 4, 4],
      [0.5, 0.5, 1, 1],
    ],
  ])('length of %j is %j', (lengths, expected) => {
    expect(judged(...texts(...lengths)).map((factors) => factors?.length)).toEqual(expected);
  });

  it.each([
    [[10], [1]],
    [
      [40, 10, 20],
      [0.5, 1, 1],
    ],
    [
      [10, 40],
      [1, 0.5],
    ],
    [
      [10, 0, 40],
      [1, 1, 1],
    ],
    [
      [0, 0, 0],
      [1, 1, 1],
    ],
    [
      [10, NaN, 40],
      [1, 1, 1],
    ],
    [
      [10, Infinity, 40],
      [1, 1, 1],
    ],
    [
      [10, -1, 40],
      [1, 1, 1],
    ],
  ])('latency of %j is %j', (ms, expected) => {
    expect(judged(...times(...ms)).map((factors) => factors?.latency)).toEqual(expected);
  });

  it('of none are none', () => {
    expect(judge([], voters('a')).size).toBe(0);
  });
});

describe('factor weights', () => {
  it('add up to 1 and have defaults', () => {
    const defaults = factorWeights({});
    expect(defaults.agreement).toBeCloseTo(0.5);
    expect(FACTORS.reduce((sum, factor) => sum + defaults[factor], 0)).toBeCloseTo(1);
    expect(factorWeights({ weights: undefined })).toEqual(defaults);
    expect(factorWeights({ weights: null })).toEqual(defaults);
    expect(factorWeights({ weights: {} })).toEqual(defaults);
    expect(factorWeights(Object.create({ weights: 5 }) as object as Record<string, unknown>)).toEqual(defaults);
  });

  it('keep their defaults where they are not given', () => {
    const weights = factorWeights({ weights: { agreement: 0, confidence: 0.75 } });
    expect(weights.agreement).toBe(0);
    expect(weights.confidence).toBeCloseTo(0.75);
    expect(weights.latency).toBeCloseTo(0.05);
    expect(factorWeights({ weights: { agreement: 1000 } }).agreement).toBeCloseTo(1000 / 1000.5);
  });

  it.each<readonly [unknown, RegExp]>([
    ['x', /"weights" must be an object \{ factor: weight \}, not "x"/],
    [[1], /"weights" must be an object/],
    [
      { speed: 1 },
      /names no factor with "speed"\. Known: agreement, confidence, completeness, length, latency, reliab/,
    ],
    [{ agreement: -1 }, /"weights\.agreement" must be a number from 0 to 1000, not -1/],
    [{ latency: NaN }, /"weights\.latency".*NaN/],
    [{ latency: 1001 }, /"weights\.latency".*1001/],
    [{ latency: '1' }, /"weights\.latency".*"1"/],
    [{ latency: undefined }, /"weights\.latency".*undefined/],
    [Object.fromEntries(FACTORS.map((factor) => [factor, 0])), /makes every factor 0/],
  ])('of %j are refused before anybody is asked', (weights, message) => {
    const refusal = expect.objectContaining({ code: 'PACORE_USAGE', message: expect.stringMatching(message) });
    expect(() => engine.rules({ options: { weights } })).toThrow(refusal);
    const election = electionOf(['x'], { strategy: 'ranking', options: { weights } });
    expect(() => engine.decideBallots(election)).toThrow(refusal);
  });
});
