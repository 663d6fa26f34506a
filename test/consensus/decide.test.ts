import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { ballot, electionOf, failed, rulesWith, voters } from './ballots.ts';

const engine = new ConsensusEngine();
const weighted = rulesWith({ strategy: 'weighted_voting' });

describe('majority_voting', () => {
  it('is confident by the share of the whole electorate', () => {
    expect(engine.decideBallots(electionOf(['54', '54', '55']))).toMatchObject({
      strategy: 'majority_voting',
      status: 'decided',
      answer: '54',
      text: 'a says 54',
      confidence: 0.6667,
      agreement: 0.6667,
      calibrated: null,
      tieBreak: null,
      tally: [
        { answer: '54', score: 2, share: 0.6667, members: ['a', 'b'] },
        { answer: '55', score: 1, share: 0.3333, members: ['c'] },
      ],
    });
  });

  it('keeps abstaining, failed, cancelled, missing and absent voters in the denominator', () => {
    const electorate = [
      ...voters('a', 'b', 'c', 'd', 'e'),
      { member: 'f', samples: 1, weight: 1, missing: 'given up' },
    ];
    const ballots = [
      ballot('a', 'x'),
      ballot('b', 'x'),
      ballot('c', null),
      failed('d'),
      ballot('e', null, { finish: 'cancelled' }),
    ];
    const decision = engine.decideBallots({ electorate, ballots, rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'x', confidence: 0.3333, agreement: 0.3333, status: 'no_quorum' });
    expect(decision.usage).toEqual({ promptTokens: 50, completionTokens: 25, cancelledBallots: 1 });
    expect(decision.electorate).toBe(electorate);
  });

  it('ignores the answer of a ballot that did not end well', () => {
    const ballots = [
      ballot('a', 'x'),
      ballot('b', 'y', { finish: 'cancelled' }),
      ballot('c', 'y', { finish: 'error' }),
    ];
    expect(engine.decideBallots({ electorate: voters('a', 'b', 'c'), ballots, rules: rulesWith() })).toMatchObject({
      answer: 'x',
      confidence: 0.3333,
      tally: [{ answer: 'x' }],
    });
  });

  it('weighs members, and shares a member among its samples', () => {
    const electorate = [
      { member: 'a', samples: 2, weight: 3 },
      { member: 'b', samples: 1, weight: 1 },
    ];
    const ballots = [
      ballot('b', 'y'),
      ballot('a', 'y', { sample: 1, weight: 1.5 }),
      ballot('a', 'x', { sample: 0, weight: 1.5 }),
    ];
    const decision = engine.decideBallots({ electorate, ballots, rules: rulesWith() });
    expect(decision).toMatchObject({ answer: 'y', confidence: 0.625, agreement: 0.625 });
    expect(decision.tally).toEqual([
      { answer: 'y', score: 2.5, share: 0.625, members: ['a', 'b'] },
      { answer: 'x', score: 1.5, share: 0.375, members: ['a'] },
    ]);
    expect(decision.ballots.map(({ member, sample }) => `${member}${sample}`)).toEqual(['a0', 'a1', 'b0']);
  });

  it('lists the best first, whatever came first', () => {
    const { tally } = engine.decideBallots(electionOf(['w', 'y', 'x', 'x', 'x', 'z', 'z', 'v']));
    expect(tally.map(({ answer, score }) => [answer, score])).toEqual([
      ['x', 3],
      ['z', 2],
      ['v', 1],
      ['w', 1],
      ['y', 1],
    ]);
  });

  it('lists what has the same score by confidence, then by ballots, then in order', () => {
    const electorate = [...voters('a', 'b', 'c', 'd', 'w', 'v'), { member: 'e', samples: 2, weight: 1 }];
    const half = { weight: 0.5, confidence: 0.3 };
    const ballots = [
      ballot('a', 'z', { confidence: 0.6 }),
      ballot('b', 'y', { confidence: 0.7 }),
      ballot('c', 'x', { confidence: 0.6 }),
      ballot('e', 'q', { sample: 0, ...half }),
      ballot('e', 'q', { sample: 1, ...half }),
      ballot('w', 'p', { confidence: 0.1 }),
      ballot('v', 'p', { confidence: 0.1 }),
    ];
    const { tally } = engine.decideBallots({ electorate, ballots, rules: rulesWith() });
    expect(tally.map(({ answer }) => answer)).toEqual(['p', 'y', 'q', 'x', 'z']);
  });

  it('lists ballots by electorate and sample', () => {
    const electorate = [
      { member: 'b', samples: 3, weight: 3 },
      { member: 'a', samples: 1, weight: 1 },
    ];
    const ballots = [
      ballot('a', 'x'),
      ballot('b', 'x', { sample: 1 }),
      ballot('b', 'x', { sample: 2 }),
      ballot('b', 'x', { sample: 0 }),
    ];
    const decision = engine.decideBallots({ electorate, ballots, rules: rulesWith() });
    expect(decision.ballots.map(({ member, sample, round }) => `${member}${sample}${round}`)).toEqual([
      'b00',
      'b10',
      'b20',
      'a00',
    ]);
  });

  it('treats answers that are names of object properties like any other', () => {
    const decision = engine.decideBallots(electionOf(['__proto__', '__proto__', 'constructor']));
    expect(decision).toMatchObject({ answer: '__proto__', confidence: 0.6667 });
  });
});

describe('weighted_voting', () => {
  it('adds up weight × confidence', () => {
    const ballots = [
      ballot('a', 'x', { confidence: 0.3 }),
      ballot('b', 'x', { confidence: 0.4 }),
      ballot('c', 'y', { confidence: 0.9 }),
    ];
    expect(engine.decideBallots({ electorate: voters('a', 'b', 'c'), ballots, rules: weighted })).toMatchObject({
      answer: 'y',
      confidence: 0.3,
      agreement: 0.3333,
      status: 'low_confidence',
      tally: [
        { answer: 'y', score: 0.9, share: 0.3 },
        { answer: 'x', score: 0.7, share: 0.2333 },
      ],
    });
  });

  it('is 1 when all agree with full confidence, and counts no confidence as full', () => {
    const ballots = [ballot('a', 'x'), ballot('b', 'x', { confidence: 1 })];
    const election = { electorate: voters('a', 'b'), ballots, rules: weighted };
    expect(engine.decideBallots(election)).toMatchObject({ answer: 'x', confidence: 1, agreement: 1 });
  });

  it('still has an answer when all confidences are 0', () => {
    const ballots = [ballot('a', 'x', { confidence: 0 }), ballot('b', 'x', { confidence: 0 })];
    const election = { electorate: voters('a', 'b'), ballots, rules: weighted };
    expect(engine.decideBallots(election)).toMatchObject({ answer: 'x', confidence: 0, status: 'low_confidence' });
  });
});

describe('text', () => {
  it("is the winner's most confident response, ties by electorate, then sample", () => {
    const electorate = [
      { member: 'a', samples: 2, weight: 1 },
      { member: 'b', samples: 2, weight: 1 },
    ];
    const cast = (member: string, sample: number, confidence: number | null, answer = 'x') =>
      ballot(member, answer, { sample, weight: 0.5, confidence, text: `${member}${sample}` });
    const textOf = (...confidences: readonly (number | null)[]) => {
      const [first = null, second = null, third = null, fourth = null] = confidences;
      const ballots = [cast('b', 1, fourth), cast('b', 0, third), cast('a', 1, second), cast('a', 0, first)];
      return engine.decideBallots({ electorate, ballots, rules: rulesWith() }).text;
    };
    expect(textOf(0.5, 0.5, 0.5, 0.5)).toBe('a0');
    expect(textOf(0.5, 0.6, 0.6, 0.5)).toBe('a1');
    expect(textOf(0.5, 0.6, 0.7, 0.7)).toBe('b0');
    expect(textOf(0.5, 0.6, 0.7, null)).toBe('b0');
    expect(textOf(null, 0.5, 0.4, 0.3)).toBe('a1');
    expect(textOf(null, 0.1, 0.1, 0.1)).toBe('a0');
    expect(textOf(0.1, 0.1, 0.1, null)).toBe('a0');
    expect(textOf(null, null, null, null)).toBe('a0');
    const ballots = [cast('a', 0, 0.1), cast('a', 1, 0.2), cast('b', 0, 0.3), cast('b', 1, 1, 'y')];
    expect(engine.decideBallots({ electorate, ballots, rules: rulesWith() }).text).toBe('b0');
  });
});

describe('status', () => {
  it.each([
    [['x', 'x', 'y'], {}, 'decided'],
    [['x', 'x', 'y'], { confidenceThreshold: 0.6667 }, 'decided'],
    [['x', 'x', 'y'], { confidenceThreshold: 0.6668 }, 'low_confidence'],
    [['x', 'x', 'y'], { minAgreement: 0.6667 }, 'decided'],
    [['x', 'x', 'y'], { minAgreement: 0.6668 }, 'low_confidence'],
    [['x', 'y'], {}, 'low_confidence'],
    [['x', 'x', 'y', 'y'], {}, 'low_confidence'],
    [['x', 'y', null], { confidenceThreshold: 0, minAgreement: 0 }, 'low_confidence'],
    [['x', 'y', 'z'], {}, 'low_confidence'],
    [['x', null, null], {}, 'low_confidence'],
    [['x', null, null], { confidenceThreshold: 0, minAgreement: 0 }, 'decided'],
    [[null, null, null], { confidenceThreshold: 0, minAgreement: 0 }, 'low_confidence'],
    [['x', 'x', 'x'], { quorum: 3 }, 'decided'],
    [['x', 'x', 'x'], { quorum: 4 }, 'no_quorum'],
    [['x'], { quorum: 1 }, 'decided'],
  ] as const)('of %j under %j is %s', (answers, rules, status) => {
    expect(engine.decideBallots(electionOf(answers, rules)).status).toBe(status);
  });

  it('needs different thresholds for confidence and agreement', () => {
    const ballots = [ballot('a', 'x', { confidence: 0.6 }), ballot('b', 'x', { confidence: 0.6 })];
    const statusUnder = (confidenceThreshold: number, minAgreement: number) => {
      const rules = rulesWith({ strategy: 'weighted_voting', confidenceThreshold, minAgreement });
      return engine.decideBallots({ electorate: voters('a', 'b'), ballots, rules }).status;
    };
    expect(statusUnder(0.6, 1)).toBe('decided');
    expect(statusUnder(0.61, 0)).toBe('low_confidence');
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 3],
  ])('with %d members needs %d answers unless told otherwise', (members, needed) => {
    const names = Array.from({ length: members }, (_, index) => `m${index}`);
    const statusOf = (answered: number) =>
      engine.decideBallots({
        electorate: voters(...names),
        ballots: names.slice(0, answered).map((name) => ballot(name, 'x')),
        rules: rulesWith({ confidenceThreshold: 0, minAgreement: 0 }),
      }).status;
    expect(statusOf(needed)).toBe('decided');
    expect(statusOf(needed - 1)).toBe('no_quorum');
  });

  it('counts members, not ballots, for the quorum, abstentions included', () => {
    const electorate = [
      { member: 'a', samples: 3, weight: 1 },
      { member: 'b', samples: 1, weight: 1 },
    ];
    const samples = [0, 1, 2].map((sample) => ballot('a', 'x', { sample, weight: 1 / 3 }));
    const statusOf = (...others: readonly ReturnType<typeof ballot>[]) =>
      engine.decideBallots({ electorate, ballots: [...samples, ...others], rules: rulesWith() }).status;
    expect(statusOf()).toBe('no_quorum');
    expect(statusOf(failed('b'))).toBe('no_quorum');
    expect(statusOf(ballot('b', null))).toBe('decided');
    expect(statusOf(ballot('b', null, { finish: 'length' }))).toBe('decided');
  });

  it('of all abstaining is null and low_confidence; of nobody, no_quorum', () => {
    const nothing = { answer: null, text: null, confidence: 0, agreement: 0, tieBreak: null, tally: [] };
    expect(engine.decideBallots(electionOf([null, null]))).toMatchObject({ ...nothing, status: 'low_confidence' });
    expect(engine.decideBallots(electionOf([]))).toMatchObject({ ...nothing, status: 'no_quorum' });
    const electorate = voters('a', 'b').map((entry) => ({ ...entry, missing: 'given up' }));
    expect(engine.decideBallots({ electorate, ballots: [], rules: rulesWith() })).toMatchObject({
      ...nothing,
      status: 'no_quorum',
    });
  });

  it('keeps the answer there is without a quorum', () => {
    const election = { electorate: voters('a', 'b', 'c'), ballots: [ballot('a', 'x')], rules: rulesWith() };
    expect(engine.decideBallots(election)).toMatchObject({
      answer: 'x',
      text: 'a says x',
      status: 'no_quorum',
      confidence: 0.3333,
    });
  });
});

describe('an election', () => {
  const [a] = voters('a');
  const election = (overrides: object) => ({
    electorate: voters('a', 'b'),
    ballots: [ballot('a', 'x')],
    rules: rulesWith(),
    ...overrides,
  });
  it.each([
    ['a duplicate ballot', { ballots: [ballot('a', 'x'), ballot('a', 'y')] }, /"a" \(sample 0, round 0\).*already/],
    [
      'a second ballot in another round',
      { ballots: [ballot('a', 'x'), ballot('a', 'y', { round: 1 })] },
      /there is no round 1/,
    ],
    ['a ballot from outside', { ballots: [ballot('c', 'x')] }, /"c".*not in the electorate/],
    ['a sample too many', { ballots: [ballot('a', 'x', { sample: 1 })] }, /only 1 samples/],
    ['a negative sample', { ballots: [ballot('a', 'x', { sample: -1 })] }, /samples/],
    ['a negative round', { ballots: [ballot('a', 'x', { round: -1 })] }, /round must be a whole number from 0 on/],
    ['a broken round', { ballots: [ballot('a', 'x', { round: 0.5 })] }, /round/],
    ['NaN confidence', { ballots: [ballot('a', 'x', { confidence: NaN })] }, /confidence is NaN/],
    ['a confidence above 1', { ballots: [ballot('a', 'x', { confidence: 1.1 })] }, /confidence is 1.1/],
    ['a confidence below 0', { ballots: [ballot('a', 'x', { confidence: -0.1 })] }, /confidence is -0.1/],
    ['a wrong weight', { ballots: [ballot('a', 'x', { weight: 2 })] }, /weighs 2/],
    ['NaN weight', { ballots: [ballot('a', 'x', { weight: NaN })] }, /weighs NaN/],
    ['an answer that is no string', { ballots: [{ ...ballot('a', 'x'), answer: 5 }] }, /answer must be a string/],
    ['a member twice', { electorate: [a, a] }, /"a" is in the electorate twice/],
    ['no samples', { electorate: [{ ...a, samples: 0 }] }, /"a" 0 samples/],
    ['half a sample', { electorate: [{ ...a, samples: 1.5 }] }, /"a" 1.5 samples/],
    ['weight 0', { electorate: [{ ...a, weight: 0 }] }, /weight 0/],
    [
      'weights beyond numbers',
      {
        electorate: [
          { ...a, weight: 1e308 },
          { ...a, member: 'b', weight: 1e308 },
        ],
        ballots: [],
      },
      /weights of the electorate add up/,
    ],
    ['infinite weight', { electorate: [{ ...a, weight: Infinity }] }, /weight Infinity/],
  ])('with %s is refused', (_, overrides, message) => {
    for (const method of ['decideBallots', 'isSettled', 'ballotsNeeded'] as const) {
      const call = () => engine[method](election(overrides));
      expect(call).toThrow(expect.objectContaining({ code: 'PACORE_USAGE', message: expect.stringMatching(message) }));
    }
  });
});
