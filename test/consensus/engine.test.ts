import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { RuleOverrides } from '../../src/consensus/rules.ts';
import type { Strategy, Verdict } from '../../src/consensus/strategy.ts';
import { electionOf, perfectFactors } from './ballots.ts';

const perfect = perfectFactors('x');
const usage = (message: RegExp): unknown =>
  expect.objectContaining({ code: 'PACORE_USAGE', message: expect.stringMatching(message), retryable: false });

describe('rules', () => {
  it('have defaults', () => {
    expect(new ConsensusEngine().rules()).toEqual({
      strategy: 'auto',
      profile: 'auto',
      thresholds: { confidenceThreshold: 0.5, minAgreement: 0.5 },
      quorum: null,
      options: {},
    });
  });

  it('come from the engine, then from the call; undefined changes nothing', () => {
    const engine = new ConsensusEngine({
      strategy: 'weighted_voting',
      confidenceThreshold: 0.8,
      quorum: 2,
      options: { a: 1 },
    });
    const rules = engine.rules({
      strategy: undefined,
      minAgreement: 0,
      quorum: null,
      options: { b: 2 },
      profile: 'number',
    });
    expect(rules).toEqual({
      strategy: 'weighted_voting',
      profile: 'number',
      thresholds: { confidenceThreshold: 0.8, minAgreement: 0 },
      quorum: null,
      options: { b: 2 },
    });
    expect(engine.rules().quorum).toBe(2);
  });

  it.each<readonly [object, RegExp]>([
    [{ confidenceThreshold: 1.1 }, /"confidenceThreshold" must be a number from 0 to 1, not 1.1/],
    [{ confidenceThreshold: '0.5' }, /"confidenceThreshold".*"0.5"/],
    [{ minAgreement: NaN }, /"minAgreement".*NaN/],
    [{ minAgreement: -0.1 }, /"minAgreement"/],
    [{ quorum: 0 }, /"quorum" must be a whole number of at least 1, or null for a majority, not 0/],
    [{ quorum: 1.5 }, /"quorum"/],
    [{ profile: 'numbers' }, /"profile" must be one of auto, number, choice, text, json, code, not "numbers"/],
    [{ strategy: 5 }, /"strategy" must be the name of a strategy, not 5/],
    [{ options: [] }, /"options" must be an object, not an array/],
    [{ options: null }, /"options" must be an object, not null/],
    [{ options: 5 }, /"options" must be an object, not 5/],
    [{ category: 5 }, /"category" must be a text, or null, not 5/],
    [{ strategy: {} }, /"strategy" must be the name of a strategy, not an object/],
    [{ profile: 'x'.repeat(99) }, /not "x{60}…"\.$/],
    [{ profile: 'x'.repeat(60) }, /not "x{60}"\.$/],
    [{ options: { numericTolerance: -1 } }, /"numericTolerance" must be a number of at least 0, not -1/],
    [{ options: { numericTolerance: Infinity } }, /"numericTolerance"/],
    [{ options: { similarityThreshold: 0 } }, /"similarityThreshold" must be a number above 0, up to 1, not 0/],
    [{ options: { similarityThreshold: 1.1 } }, /"similarityThreshold"/],
    [{ options: { similarityThreshold: '0.5' } }, /"similarityThreshold".*"0.5"/],
    [
      { treshold: 0.5 },
      /no option "treshold"\. Known: strategy, profile, confidenceThreshold, minAgreement, quorum, stopAt, rounds, decidingRound, guard, category, labels, asRead, options\./,
    ],
  ])('refuse %j', (overrides, message) => {
    expect(() => new ConsensusEngine(overrides as RuleOverrides)).toThrow(usage(message));
    expect(() => new ConsensusEngine().rules(overrides as RuleOverrides)).toThrow(usage(message));
  });

  it('list the known strategies when one is unknown', () => {
    const engine = new ConsensusEngine({ strategy: 'vote' });
    expect(() => engine.rules()).toThrow(usage(/no strategy "vote".*majority_voting, weighted_voting/));
    expect(() => engine.decideBallots(electionOf(['x'], { strategy: 'toString' }))).toThrow(usage(/"toString"/));
  });
});

describe('awaitsSynthesis', () => {
  it.each<readonly [string, RuleOverrides, boolean]>([
    ['ensemble', {}, true],
    ['ensemble', { options: { synthesis: null } }, true],
    ['ensemble', { options: { synthesis: { text: 'x' } } }, false],
    ['auto', {}, true],
    ['majority_voting', {}, false],
  ])('of %s under %j is %j', (strategy, overrides, expected) => {
    const engine = new ConsensusEngine();
    expect(engine.awaitsSynthesis(engine.rules({ strategy, ...overrides }))).toBe(expected);
  });
});

describe('readsRankings', () => {
  it.each([
    ['borda_count', true],
    ['instant_runoff', true],
    ['copeland', true],
    ['auto', false],
    ['majority_voting', false],
    ['ranking', false],
  ])('of %s is %j', (strategy, expected) => {
    expect(new ConsensusEngine().readsRankings({ strategy })).toBe(expected);
  });
});

describe('a registered strategy', () => {
  const decideWith = (strategy: Strategy, answers: readonly (string | null)[] = ['x', 'y', 'x']) =>
    new ConsensusEngine({ strategy: 'mine' })
      .register('mine', strategy)
      .decideBallots(electionOf(answers, { strategy: 'mine' }));

  it('is known by its name', () => {
    const engine = new ConsensusEngine().register('mine', () => ({ answer: null, confidence: 0 }));
    const builtIn = [
      'auto',
      'majority_voting',
      'weighted_voting',
      'borda_count',
      'instant_runoff',
      'copeland',
      'ensemble',
      'ranking',
    ];
    expect(engine.strategies).toEqual([...builtIn, 'mine']);
    expect(new ConsensusEngine().strategies).toEqual(builtIn);
  });

  it('may return the bare minimum: the engine completes it', () => {
    expect(decideWith(() => ({ answer: 'y', confidence: 0.123456 }))).toMatchObject({
      strategy: 'mine',
      status: 'low_confidence',
      answer: 'y',
      text: 'b says y',
      confidence: 0.1235,
      agreement: 0.3333,
      tieBreak: null,
      tally: [
        { answer: 'y', score: 1, share: 0.3333, members: ['b'] },
        { answer: 'x', score: 2, share: 0.6667, members: ['a', 'c'] },
      ],
    });
  });

  it('has its confidence rounded, halves up', () => {
    expect(decideWith(() => ({ answer: 'x', confidence: 0.00015 })).confidence).toBe(0.0002);
    expect(decideWith(() => ({ answer: 'x', confidence: 0.00014 })).confidence).toBe(0.0001);
  });

  it('may bring its own text, scores and tie-break', () => {
    const scores = new Map([['x', { score: 7, share: 0.7 }]]);
    const decision = decideWith(() => ({ answer: 'x', confidence: 1, text: 'all of it', scores, tieBreak: 'order' }));
    expect(decision).toMatchObject({ text: 'all of it', tieBreak: 'order', status: 'low_confidence' });
    expect(decision.tally).toEqual([
      { answer: 'x', score: 7, share: 0.7, members: ['a', 'c'] },
      { answer: 'y', score: 0, share: 0, members: ['b'] },
    ]);
  });

  it('may bring a factor table, which comes in the order of the tally, rounded', () => {
    const factors = [
      { ...perfect, answer: 'y', latency: 1 / 3 },
      { ...perfect, answer: 'z' },
      { ...perfect, answer: 'x', score: 0.77777 },
    ];
    const decision = decideWith(() => ({ answer: 'x', confidence: 1, factors }), ['w', 'x', 'y']);
    expect(decision.factors).toEqual([
      { ...perfect, answer: 'x', score: 0.7778 },
      { ...perfect, answer: 'y', latency: 0.3333 },
    ]);
  });

  it('may choose what stands in a ranking only; what it does not score is not in the tally', () => {
    const engine = new ConsensusEngine({ strategy: 'mine' }).register('mine', () => ({ answer: 'z', confidence: 1 }));
    const decision = engine.decide([{ member: 'a', answer: 'x', ranking: ['x', 'z'] }], { profile: 'text' });
    expect(decision).toMatchObject({ answer: 'z', text: 'z', agreement: 0, tally: [{ answer: 'x', score: 1 }] });
  });

  it('sees the valid ballots, abstentions too, in the order of the electorate, and its options', () => {
    let seen: unknown;
    const engine = new ConsensusEngine().register('mine', (ballots, options, { totalWeight, electorate, rules }) => {
      const answers = ballots.map(({ answer }) => answer);
      seen = { answers, options, totalWeight, voters: electorate.length, strategy: rules.strategy };
      return { answer: null, confidence: 0 };
    });
    const election = electionOf(['x', null, 'y'], { strategy: 'mine', options: { k: 3 } });
    const decision = engine.decideBallots({ ...election, ballots: [...election.ballots].reverse() });
    expect(seen).toEqual({ answers: ['x', null, 'y'], options: { k: 3 }, totalWeight: 3, voters: 3, strategy: 'mine' });
    expect(decision).toMatchObject({ answer: null, text: null, agreement: 0, status: 'low_confidence' });
  });

  it('is not asked when nobody has an answer', () => {
    const decision = decideWith(() => {
      throw new Error('asked');
    }, [null, null]);
    expect(decision).toMatchObject({ answer: null, confidence: 0, status: 'low_confidence' });
  });

  it('may name answers that say the same as the winner: their ballots count for it', () => {
    const supporters = new Set(['y', 'w']);
    const decision = decideWith(() => ({ answer: 'x', confidence: 1, supporters }), ['w', 'x', 'y', 'z']);
    expect(decision).toMatchObject({
      agreement: 0.75,
      tally: [
        { answer: 'x', members: ['a', 'b', 'c'] },
        { answer: 'z', members: ['d'] },
      ],
    });
    expect(decision.ballots.map(({ answer }) => answer)).toEqual(['w', 'x', 'y', 'z']);
    const none = decideWith(() => ({ answer: null, confidence: 0, supporters }), ['w', 'y']);
    expect(none).toMatchObject({ answer: null, agreement: 0, tally: [{ answer: 'w' }, { answer: 'y' }] });
  });

  it('cannot alter the ballots', () => {
    const strategy: Strategy = (ballots) => {
      const [first] = ballots;
      if (first !== undefined) Object.assign(first, { answer: 'y' });
      return { answer: 'y', confidence: 1 };
    };
    expect(() => decideWith(strategy)).toThrow(expect.objectContaining({ code: 'PACORE_STRATEGY' }));
  });

  it('cannot alter electorate or options', () => {
    const strategies: readonly Strategy[] = [
      (_, options) => ({ answer: 'x', confidence: Number(Object.assign(options, { more: 1 })) }),
      (_, __, { electorate }) => ({ answer: 'x', confidence: (electorate as object[]).push({}) / 4 }),
      (_, __, { electorate }) => ({
        answer: 'x',
        confidence: Number(electorate.map((it) => Object.assign(it, { weight: 9 }))),
      }),
      (_, __, { rules }) => ({ answer: 'x', confidence: Number(Object.assign(rules, { quorum: 0 })) }),
    ];
    for (const strategy of strategies)
      expect(() => decideWith(strategy)).toThrow(expect.objectContaining({ code: 'PACORE_STRATEGY' }));
  });

  it('that never returns is stopped, whatever it catches', () => {
    const endless: Strategy = () => {
      for (;;) {
        try {
          for (;;);
        } catch {
          continue;
        }
      }
    };
    const message = 'The strategy "mine" did not return within 1000 ms.';
    expect(() => decideWith(endless)).toThrow(expect.objectContaining({ code: 'PACORE_STRATEGY', message }));
    // And the next one runs as ever.
    expect(decideWith(() => ({ answer: 'x', confidence: 1 }))).toMatchObject({ answer: 'x' });
  });

  it('may ask another engine, which has a strategy of its own too', () => {
    const inner = new ConsensusEngine().register('inner', () => ({ answer: 'x', confidence: 0.75 }));
    const outer: Strategy = (ballots, _, { electorate, rules }) => {
      const election = { ballots, electorate, rules: { ...rules, strategy: 'inner' } };
      return { answer: 'x', confidence: inner.decideBallots(election).confidence };
    };
    expect(decideWith(outer)).toMatchObject({ answer: 'x', confidence: 0.75 });
  });

  it('that is async and rejects leaves no unhandled rejection behind', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    try {
      const strategy = (() => Promise.reject(new Error('late'))) as unknown as Strategy;
      expect(() => decideWith(strategy)).toThrow(expect.objectContaining({ code: 'PACORE_STRATEGY' }));
      await new Promise(setImmediate);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', listener);
    }
  });

  it.each<readonly [string, () => unknown, RegExp]>([
    [
      'whose verdict throws when it is read',
      () => ({
        get answer() {
          throw new Error('look away');
        },
      }),
      /threw: look away/,
    ],
    [
      'whose verdict never ends being read',
      () => ({
        get answer() {
          for (;;);
        },
      }),
      /did not return within/,
    ],
    [
      'that throws what cannot be shown',
      () => {
        throw Object.create(null);
      },
      /threw: something that cannot be shown/,
    ],
  ])('%s is a PACORE_STRATEGY error', (_, strategy, message) => {
    expect(() => decideWith(strategy as Strategy)).toThrow(
      expect.objectContaining({ code: 'PACORE_STRATEGY', message: expect.stringMatching(message) }),
    );
  });

  it('that throws is a PACORE_STRATEGY error with its cause', () => {
    const cause = new RangeError('too far');
    const strategy: Strategy = () => {
      throw cause;
    };
    const message = 'The strategy "mine" threw: too far';
    expect(() => decideWith(strategy)).toThrow(
      expect.objectContaining({ code: 'PACORE_STRATEGY', message, cause, retryable: false }),
    );
  });

  it.each<readonly [unknown, RegExp]>([
    [undefined, /"mine" returned undefined/],
    ['x', /returned "x" instead/],
    [null, /returned null/],
    [Promise.resolve({ answer: 'x', confidence: 1 }), /promise/],
    [{ answer: 'z', confidence: 1 }, /answer "z", which no ballot has/],
    [{ answer: 5, confidence: 1 }, /answer 5; it must be a string or null/],
    [{ answer: {}, confidence: 1 }, /answer an object; it must be/],
    [{ confidence: 1 }, /answer undefined/],
    [{ answer: 'x' }, /confidence undefined/],
    [{ answer: 'x', confidence: NaN }, /confidence NaN/],
    [{ answer: 'x', confidence: 1.01 }, /confidence 1.01/],
    [{ answer: 'x', confidence: -0.01 }, /confidence -0.01/],
    [{ answer: 'x', confidence: '1' }, /confidence "1"/],
    [{ answer: 'x', confidence: 1, text: 5 }, /text 5/],
    [{ answer: 'x', confidence: 1, tieBreak: 'coin' }, /tie-break "coin"/],
    [{ answer: 'x', confidence: 1, scores: { x: 1 } }, /scores that are not a Map of answer to/],
    [{ answer: 'x', confidence: 1, scores: new Map([['x', { score: NaN, share: 1 }]]) }, /scores that are/],
    [{ answer: 'x', confidence: 1, scores: new Map([['x', { score: 1 }]]) }, /scores that are/],
    [{ answer: 'x', confidence: 1, scores: new Map([['x', null]]) }, /scores that are/],
    [{ answer: 'x', confidence: 1, scores: new Map([['x', 5]]) }, /scores that are/],
    [
      {
        answer: 'x',
        confidence: 1,
        scores: new Map([
          ['x', { score: 1, share: 1 }],
          ['y', { score: 1, share: NaN }],
        ]),
      },
      /scores that are/,
    ],
    [{ answer: 'x', confidence: 1, supporters: ['y'] }, /supporters that are not a Set of answers that ballots have/],
    [{ answer: 'x', confidence: 1, supporters: new Set(['z']) }, /supporters that are not/],
    [{ answer: 'x', confidence: 1, supporters: new Set([5]) }, /supporters that are not/],
    [{ answer: 'x', confidence: 1, factors: {} }, /factors that are not rows of answer, agreement, .*score/],
    [{ answer: 'x', confidence: 1, factors: [null] }, /factors that are/],
    [{ answer: 'x', confidence: 1, factors: [undefined] }, /factors that are/],
    [{ answer: 'x', confidence: 1, factors: [{ ...perfect, answer: 5 }] }, /factors/],
    [{ answer: 'x', confidence: 1, factors: [{ ...perfect, latency: NaN }] }, /factors/],
    [{ answer: 'x', confidence: 1, factors: [perfect, { ...perfect, score: undefined }] }, /factors/],
  ])('that returns %j is a PACORE_STRATEGY error', (verdict, message) => {
    expect(() => decideWith(() => verdict as Verdict)).toThrow(
      expect.objectContaining({ code: 'PACORE_STRATEGY', message: expect.stringMatching(message) }),
    );
  });

  it('needs a name of its own and a function', () => {
    const engine = new ConsensusEngine();
    const strategy: Strategy = () => ({ answer: null, confidence: 0 });
    expect(() => engine.register('', strategy)).toThrow(usage(/needs a name/));
    expect(() => engine.register(5 as unknown as string, strategy)).toThrow(usage(/needs a name/));
    expect(() => engine.register('majority_voting', strategy)).toThrow(usage(/"majority_voting" already/));
    expect(() => engine.register('mine', 'x' as unknown as Strategy)).toThrow(usage(/"mine" must be a function/));
  });
});

describe('decide', () => {
  const engine = new ConsensusEngine({ profile: 'number' });

  it('reads texts, and takes answers at their word', () => {
    const decision = engine.decide([
      { member: 'a', text: 'The answer is 54.', confidence: 0.9 },
      { member: 'b', answer: '54.0' },
      { member: 'c', text: 'The answer is 54.', answer: null },
    ]);
    expect(decision).toMatchObject({
      answer: '54',
      confidence: 0.6667,
      text: 'The answer is 54.',
      assumedConfidence: 0.9,
    });
    expect(decision.ballots).toMatchObject([
      {
        member: 'a',
        sample: 0,
        round: 0,
        answer: '54',
        confidence: 0.9,
        weight: 1,
        model: null,
        finish: 'stop',
        text: 'The answer is 54.',
      },
      { member: 'b', answer: '54', confidence: null, text: '54.0' },
      { member: 'c', answer: null },
    ]);
  });

  it('counts several responses of a member as its samples', () => {
    const decision = engine.decide([
      { member: 'a', answer: '1' },
      { member: 'b', answer: '2' },
      { member: 'a', answer: '2' },
    ]);
    expect(decision.electorate).toEqual([
      { member: 'a', samples: 2, weight: 1 },
      { member: 'b', samples: 1, weight: 1 },
    ]);
    expect(decision).toMatchObject({ answer: '2', confidence: 0.75 });
    expect(decision.ballots.map(({ sample, weight }) => [sample, weight])).toEqual([
      [0, 0.5],
      [1, 0.5],
      [0, 1],
    ]);
  });

  it('with members decides by exactly those', () => {
    const responses = ['a', 'b', 'c'].map((member) => ({ member, answer: member === 'c' ? '2' : '1' }));
    const decision = engine.decide(responses, { members: ['c', 'a', 'd'] });
    expect(decision.electorate).toEqual([
      { member: 'c', samples: 1, weight: 1 },
      { member: 'a', samples: 1, weight: 1 },
      { member: 'd', samples: 1, weight: 1, missing: 'no response' },
    ]);
    expect(decision).toMatchObject({ answer: '1', tieBreak: 'order', confidence: 0.3333 });
  });

  it('with an electorate uses its samples and weights, and refuses responses from outside', () => {
    const electorate = [
      { member: 'a', samples: 2, weight: 3 },
      { member: 'b', samples: 1, weight: 1 },
      { member: 'c', samples: 1, weight: 1, missing: 'given up' },
    ];
    const decision = engine.decide([{ member: 'a', answer: '1' }], { electorate });
    expect(decision).toMatchObject({ answer: '1', confidence: 0.3, status: 'no_quorum' });
    expect(decision.electorate.map(({ missing }) => missing)).toEqual([undefined, 'no response', 'given up']);
    expect(() => engine.decide([{ member: 'x', answer: '1' }], { electorate })).toThrow(
      usage(/"x".*not in the electorate/),
    );
    expect(() =>
      engine.decide(
        [1, 2, 3].map(() => ({ member: 'a', answer: '1' })),
        { electorate },
      ),
    ).toThrow(usage(/only 2/));
  });

  it('reads a ranking: the first is the answer, none is an abstention', () => {
    const decision = engine.decide(
      [
        { member: 'a', ranking: ['b', 'A'] },
        { member: 'b', ranking: [] },
        { member: 'c', text: 'The answer is (A)', ranking: ['B', 'nothing'] },
      ],
      { profile: 'choice' },
    );
    expect(decision.ballots).toMatchObject([
      { answer: 'B', ranking: ['B', 'A'], text: 'b' },
      { answer: null, ranking: [], text: '' },
      { answer: 'A', ranking: ['B'] },
    ]);
  });

  it('takes the entries of a ranking at their word', () => {
    const decision = engine.decide([{ member: 'a', ranking: ['Answer: x', 'y'] }], { profile: 'text' });
    expect(decision.ballots).toMatchObject([{ answer: 'answer: x', ranking: ['answer: x', 'y'] }]);
  });

  it('refuses a ranking that names a candidate twice', () => {
    expect(() => engine.decide([{ member: 'a', ranking: ['1', '2', '1.0'] }])).toThrow(
      expect.objectContaining({
        code: 'PACORE_INPUT',
        message: expect.stringMatching(/"a" names "1" twice/),
        retryable: false,
      }),
    );
  });

  it('takes overrides for one decision', () => {
    const responses = [
      { member: 'a', answer: 'x', confidence: 0.1 },
      { member: 'b', answer: 'y', confidence: 1 },
      { member: 'c', answer: 'x', confidence: 0.1 },
    ];
    expect(engine.decide(responses, { profile: 'text' }).answer).toBe('x');
    expect(engine.decide(responses, { profile: 'text', strategy: 'weighted_voting' }).answer).toBe('y');
    expect(engine.decide(responses).answer).toBeNull();
  });

  it.each<readonly [object, RegExp]>([
    [{ members: [] }, /"members"/],
    [{ members: 'a' }, /"members"/],
    [{ members: [''] }, /"members"/],
    [{ members: ['a', ''] }, /"members"/],
    [{ members: [5] }, /"members"/],
    [{ members: ['a', 'a'] }, /"a" is in the electorate twice/],
    [{ members: ['a'], electorate: [] }, /either "members" or "electorate"/],
    [{ memebrs: ['a'] }, /"memebrs"/],
  ])('refuses %j', (options, message) => {
    expect(() => engine.decide([{ member: 'a', answer: '1' }], options)).toThrow(usage(message));
  });

  it('of nothing is no quorum', () => {
    expect(engine.decide([])).toMatchObject({ status: 'no_quorum', answer: null, electorate: [], ballots: [] });
  });
});
