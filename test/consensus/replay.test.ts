import { describe, expect, it } from '@jest/globals';
import type { Decision } from '../../src/consensus/decision.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { PROFILES, type RuleOverrides } from '../../src/consensus/rules.ts';
import { parseRecordedDecision } from '../../src/consensus/recorded-decision.ts';
import { compared, recordAgain, replay } from '../../src/consensus/replay.ts';
import fc from '../support/fast-check.ts';
import { ballot, failed, rulesWith, voters } from './ballots.ts';
import { answers, elections, STRATEGIES, weights } from './elections.ts';

const engine = new ConsensusEngine();

/** What `ask --json` prints around a decision. */
const recordOf = (decision: Decision) => ({
  schemaVersion: 1,
  id: 'q1',
  question: '1 + 1?',
  seed: 7,
  ...decision,
  timing: { startedAt: '2026-01-01T00:00:00.000Z', durationMs: 5 },
});
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const readBack = (decision: Decision) => parseRecordedDecision(throughJson(recordOf(decision)));

const overrides: fc.Arbitrary<RuleOverrides> = fc.record(
  {
    strategy: fc.constantFrom(...STRATEGIES),
    confidenceThreshold: fc.double({ min: 0, max: 1, noNaN: true }),
    minAgreement: fc.constantFrom(0, 0.5, 0.7, 1),
    quorum: fc.constantFrom(null, 1, 3),
    stopAt: fc.constantFrom(null, 0.95),
    options: fc.constantFrom<NonNullable<RuleOverrides['options']>[]>(
      {},
      { numericTolerance: 0.1 },
      { similarityThreshold: 0.5 },
      { weights: { latency: 0 } },
      { synthesis: { text: 'So the answer is q.', member: 'm1' } },
    ),
  },
  { requiredKeys: [] },
);
const elected = fc
  .tuple(elections(weights, answers), overrides)
  .map(([election, rules]) => ({ ...election, rules: rulesWith({ strategy: election.rules.strategy, ...rules }) }));

describe('replay', () => {
  it('decides bit for bit the same under the same rules, through JSON', () => {
    fc.assert(
      fc.property(elected, (election) => {
        const decision = engine.decideBallots(election);
        const { decision: again, changed } = replay(readBack(decision).decision, {}, engine);
        expect(JSON.stringify(recordOf(again))).toBe(JSON.stringify(recordOf(decision)));
        expect(changed).toBe(false);
      }),
    );
  });

  it('counts the round that was counted before, unless the rounds are others', () => {
    const ballots = [
      ...['1', '1', '2'].map((answer, index) => ballot('abc'[index] ?? '', answer)),
      ...['a', 'b', 'c'].map((member) => failed(member, { round: 1 })),
    ];
    const rules = rulesWith({ rounds: [3, 3], decidingRound: 0 });
    const before = engine.decideBallots({ electorate: voters('a', 'b', 'c'), ballots, rules });
    const recorded = readBack(before).decision;
    expect(replay(recorded, {}, engine)).toMatchObject({ decision: before, changed: false });
    expect(replay(recorded, { rounds: [3, 3] }, engine).decision).toMatchObject({ answer: null, status: 'no_quorum' });
  });

  it('decides under other rules what they would have decided at first, and says whether the outcome is another', () => {
    fc.assert(
      fc.property(elected, overrides, (election, changes) => {
        const before = engine.decideBallots(election);
        const { rules } = election;
        const { strategy, profile, quorum, stopAt, options } = rules;
        const direct = engine.decideBallots({
          ...election,
          rules: engine.rules({ strategy, profile, quorum, stopAt, options, ...rules.thresholds, ...changes }),
        });
        const { decision, changed, was } = replay(readBack(before).decision, changes, engine);
        expect(decision).toEqual(direct);
        expect(changed).toBe(direct.answer !== before.answer || direct.status !== before.status);
        expect(was).toEqual({
          strategy: before.strategy,
          status: before.status,
          answer: before.answer,
          confidence: before.confidence,
          agreement: before.agreement,
        });
      }),
    );
  });

  const responses = [
    { member: 'a', text: 'So it is 3 + 4 = 7. The answer is (B) 7 apples.' },
    { member: 'b', text: '**B**' },
    { member: 'c', text: '#### 7' },
    { member: 'd', ranking: ['B. seven', 'A. six'] },
    { member: 'e', text: "I don't know." },
  ];

  it.each(PROFILES.flatMap((from) => PROFILES.map((to) => [from, to] as const)))(
    'reads responses decided under %s again as %s would have',
    (from, to) => {
      const texts = responses.filter(({ text }) => text !== undefined);
      const { decision } = replay(readBack(engine.decide(texts, { profile: from })).decision, { profile: to }, engine);
      expect(decision).toEqual(engine.decide(texts, { profile: to }));
    },
  );

  it('gives the candidates of rankings the form that answers have under another profile', () => {
    const before = engine.decide(responses, { profile: 'text', strategy: 'borda_count' });
    const { decision } = replay(readBack(before).decision, { profile: 'choice' }, engine);
    expect(decision.ballots[3]).toMatchObject({ answer: 'B', ranking: ['B', 'A'] });
    expect(decision.answer).toBe('B');
  });

  it('takes the best place of entries that another profile reads alike', () => {
    const before = engine.decide([{ member: 'a', ranking: ['B. seven', 'A. six', 'B'] }], { profile: 'text' });
    const { decision } = replay(readBack(before).decision, { profile: 'choice', strategy: 'copeland' }, engine);
    expect(decision.ballots[0]?.ranking).toEqual(['B', 'A']);
  });

  it('reads an answer that came without a text out of the answer', () => {
    const before = engine.decide([{ member: 'a', text: '', answer: '$1,200' }], { profile: 'text' });
    expect(replay(readBack(before).decision, { profile: 'number' }, engine).decision.answer).toBe('1200');
  });

  it('leaves failed and cancelled ballots without an answer', () => {
    const electorate = voters('a', 'b', 'c');
    const ballots = [
      ballot('a', '7', { text: '7' }),
      failed('b'),
      ballot('c', null, { finish: 'cancelled', text: '7' }),
    ];
    const before = engine.decideBallots({ electorate, ballots, rules: rulesWith() });
    const { decision } = replay(readBack(before).decision, { profile: 'number' }, engine);
    expect(decision).toMatchObject({ answer: '7', agreement: 0.3333, status: 'no_quorum' });
    expect(decision.ballots.map(({ answer }) => answer)).toEqual(['7', null, null]);
  });

  it('lets only some members vote; who was not there is missing', () => {
    const before = engine.decide(responses);
    const { decision } = replay(readBack(before).decision, { members: ['c', 'x'] }, engine);
    expect(decision).toMatchObject({ answer: '7', agreement: 0.5, status: 'no_quorum' });
    expect(decision.electorate).toEqual([
      { member: 'c', samples: 1, weight: 1 },
      { member: 'x', samples: 1, weight: 1, missing: 'not in the recorded electorate' },
    ]);
  });

  it('keeps the rounds, the synthesis and the cost of the run', () => {
    const cast = (member: string, answer: string, round: number) => ballot(member, answer, { round, text: answer });
    const before = engine.decideBallots({
      electorate: voters('a', 'b'),
      ballots: [cast('a', '5', 0), cast('b', '7', 0), cast('a', '7', 1), cast('b', '7', 1), cast('c', '7', 2)],
      rules: rulesWith({
        strategy: 'ensemble',
        rounds: [2, 2, 1],
        options: { synthesis: { text: 'The answer is 7.', member: 'c' } },
      }),
    });
    const recorded = { ...before, usage: { ...before.usage, promptTokens: 999 } };
    const same = replay(readBack(recorded).decision, {}, engine).decision;
    expect(same).toEqual(recorded);
    const { decision } = replay(readBack(recorded).decision, { profile: 'number', members: ['b'] }, engine);
    expect(decision.ballots.map(({ member, round }) => `${member}${round}`)).toEqual(['a0', 'b0', 'b1', 'c2']);
    expect(decision.rules.options).toEqual(before.rules.options);
  });

  it('keeps a calibrated probability while nothing changes that bears on the answer', () => {
    const recorded = { ...engine.decide(responses), calibrated: 0.93 };
    const calibratedUnder = (changes: RuleOverrides) =>
      replay(readBack(recorded).decision, changes, engine).decision.calibrated;
    expect([{}, { minAgreement: 0.9 }, { quorum: 1 }].map(calibratedUnder)).toEqual([0.93, 0.93, 0.93]);
    const others = [{ strategy: 'copeland' }, { profile: 'text' as const }, { options: {} }, { members: ['a', 'b'] }];
    expect(others.map(calibratedUnder)).toEqual([null, null, null, null]);
  });

  it('keeps learned weights and probabilities where the calibration is not at hand', () => {
    const questions = Array.from({ length: 30 }, (_, index) => ({
      gold: '7',
      responses: ['a', 'b', 'c'].map((member, place) => ({ member, answer: index % (place + 2) === 0 ? '8' : '7' })),
    }));
    const calibration = engine.calibrate(questions);
    const calibrated = new ConsensusEngine({ strategy: 'weighted_voting', calibration });
    const before = calibrated.decide(questions[0]?.responses ?? []);
    expect(before.calibrated).not.toBeNull();
    expect(replay(readBack(before).decision, {}, engine).decision).toEqual(before);
    expect(replay(readBack(before).decision, {}, calibrated).decision).toEqual(before);
    const plain = replay(readBack(before).decision, { strategy: 'majority_voting' }, engine).decision;
    expect(plain).toEqual(engine.decide(questions[0]?.responses ?? [], { strategy: 'majority_voting' }));
  });

  it('counts the cost anew where other members vote', () => {
    const recorded = { ...engine.decide(responses), usage: { ...engine.decide(responses).usage, promptTokens: 999 } };
    const { usage } = replay(readBack(recorded).decision, { members: ['a', 'b'] }, engine).decision;
    expect(usage.promptTokens).toBe(0);
  });

  it('passes on what a strategy fails with, unlike a record that cannot be decided', () => {
    const failing = new ConsensusEngine().register('failing', () => {
      throw new Error('no');
    });
    const decision = engine.decide(responses);
    const recorded = { ...decision, rules: { ...decision.rules, strategy: 'failing' } };
    expect(() => replay(recorded, {}, failing)).toThrow(expect.objectContaining({ code: 'PACORE_STRATEGY' }));
  });

  it('gives the record with the new decision in it, field by field in the old order', () => {
    const before = engine.decide(responses, { strategy: 'ranking' });
    const closing = { member: 'a', answer: 'B', contradicts: false, kept: 'vote' } as const;
    const record = { ...recordOf({ ...before, closing }), note: 'kept' };
    const same = { decision: { ...before, closing }, changed: false, was: compared(before, before).was };
    const again = recordAgain(record, same);
    expect(JSON.stringify(again)).toBe(JSON.stringify({ ...record, replayed: { changed: false, was: same.was } }));
    const other = compared(engine.decide(responses, { strategy: 'copeland' }), before);
    const changed = recordAgain(record, other);
    expect(changed).toMatchObject({ ...other.decision, note: 'kept', replayed: { changed: other.changed } });
    expect(Object.keys(changed).filter((name) => ['factors', 'closing', 'decision'].includes(name))).toEqual([]);
    expect(record.closing).toBe(closing);
  });

  it('sees a record whose answer is not what its ballots give', () => {
    const { decision } = readBack({ ...engine.decide(responses), answer: '8' });
    expect(replay(decision, {}, engine)).toMatchObject({
      changed: true,
      decision: { answer: 'B' },
      was: { answer: '8' },
    });
  });

  it.each<readonly [string, Partial<Decision>, RegExp]>([
    [
      'a strategy that is not there',
      { rules: rulesWith({ strategy: 'mine' }) },
      /^There is no strategy "mine"\. Known: auto, majority_voting/,
    ],
    [
      'a ballot from outside',
      { electorate: voters('a', 'b', 'c', 'd') },
      /^The ballot of "e" .* not in the electorate/,
    ],
    [
      'a voter twice',
      { electorate: voters('a', 'a', 'b', 'c', 'd', 'e') },
      /^The member "a" is in the electorate twice/,
    ],
    ['a ballot from a round that there is not', { ballots: [ballot('a', '7', { round: 3 })] }, /round 3.* is refused/],
  ])('refuses %s', (_, fields, message) => {
    const { decision } = readBack({ ...engine.decide(responses), ...fields });
    expect(() => replay(decision, {}, engine)).toThrow(
      expect.objectContaining({ code: 'PACORE_INPUT', message: expect.stringMatching(message) }),
    );
  });

  it('compares two decisions by their outcome: the answer and the status', () => {
    const [one, other] = [engine.decide(responses), engine.decide(responses, { strategy: 'weighted_voting' })];
    expect(compared(other, one)).toMatchObject({ changed: false, was: { strategy: 'majority_voting' } });
    expect(compared({ ...one, status: 'no_quorum' }, one).changed).toBe(true);
    expect(compared({ ...one, answer: null }, one).changed).toBe(true);
  });
});

describe('parseRecordedDecision', () => {
  const ranked = engine.decideBallots({
    electorate: [{ member: 'a', model: 'm', samples: 1, weight: 1 }, ...voters('b')],
    ballots: [ballot('a', '7', { model: 'm', ranking: ['7', '8'], confidence: 0.5 }), failed('b')],
    rules: rulesWith({ strategy: 'ranking' }),
  });
  const good = { ...recordOf(ranked), synthesis: ballot('c', '7'), messages: [{ role: 'user', content: 'x' }] };
  const [first] = good.ballots;

  it('takes a full record, fields of later versions included', () => {
    const later = { ...good, cascade: ['x'], ballots: good.ballots.map((cast) => ({ ...cast, judged: true })) };
    const { id, decision, fields } = parseRecordedDecision(throughJson(later));
    expect(id).toBe('q1');
    expect(decision).toEqual({ ...ranked, ballots: later.ballots });
    expect(fields).toEqual(later);
  });

  it('takes every value that a decision can have', () => {
    const accepted = (change: object) =>
      expect(parseRecordedDecision({ ...good, ...change }).fields).toMatchObject(change);
    for (const status of ['decided', 'low_confidence', 'no_quorum']) accepted({ status });
    for (const tieBreak of ['confidence', 'ballots', 'order', null]) accepted({ tieBreak });
    for (const finish of ['stop', 'length', 'cancelled', 'error']) accepted({ ballots: [{ ...first, finish }] });
    for (const role of ['system', 'user', 'assistant']) accepted({ messages: [{ role, content: '' }] });
    for (const kept of ['vote', 'synthesis'])
      accepted({ closing: { member: null, answer: null, contradicts: true, kept } });
  });

  /** Every field with its path, `ballots[0].weight`, but for rules, which are checked as rules. */
  const leavesOf = (value: unknown, path: string): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [path];
    return Object.entries(value).flatMap(([name, part]) =>
      leavesOf(part, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`),
    );
  };
  const complete = throughJson({
    ...good,
    electorate: [{ member: 'a', model: 'm', samples: 1, weight: 1, learnedWeight: 1, missing: 'gone' }],
    ballots: [{ ...first, error: { code: 'PACORE_GENERATION', message: 'x', retryAfterMs: 5 } }],
    closing: { member: 'a', answer: '7', contradicts: false, kept: 'vote' },
    assumedConfidence: 0.5,
  });

  it.each(leavesOf(complete, '').filter((path) => !path.startsWith('rules')))('checks %s', (path) => {
    const line = throughJson(complete) as Record<string, unknown>;
    const names = path.split(/[.[\]]+/).filter((name) => name !== '');
    const last = names.pop() ?? '';
    const holder = names.reduce((object, name) => object[name] as Record<string, unknown>, line);
    holder[last] = {};
    expect(() => parseRecordedDecision(line)).toThrow(new RegExp(`^${path.replace(/[.[\]]/g, '\\$&')} must be `));
  });

  it('refuses a learned weight that is not above 0', () => {
    for (const learnedWeight of [0, -1])
      expect(() => parseRecordedDecision({ ...good, electorate: [{ ...voters('a')[0], learnedWeight }] })).toThrow(
        /^electorate\[0\]\.learnedWeight must be a number above 0; it is not/,
      );
  });

  it.each<readonly [object | null, RegExp]>([
    [null, /^the line must be an object; it is not null/],
    [{ ...good, schemaVersion: 2 }, /^schemaVersion must be 1; it is not 2/],
    [{ ...good, id: undefined }, /^id must be a string or a number; it is missing/],
    [{ ...good, question: 5 }, /^question must be a string/],
    [{ ...good, messages: [{ role: 'robot', content: '' }] }, /^messages\[0\]\.role must be one of system, user/],
    [{ ...good, messages: [{ role: 'user' }] }, /^messages\[0\]\.content must be a string/],
    [{ ...good, seed: 1.5 }, /^seed must be a whole number of at least 0; it is not 1\.5/],
    [{ ...good, strategy: null }, /^strategy must be a string/],
    [{ ...good, status: 'sure' }, /^status must be one of decided, low_confidence, no_quorum; it is not "sure"/],
    [{ ...good, answer: 7 }, /^answer must be a string/],
    [{ ...good, text: undefined }, /^text must be a string; it is missing/],
    [{ ...good, confidence: 1.1 }, /^confidence must be a number from 0 to 1/],
    [{ ...good, agreement: null }, /^agreement must be a number from 0 to 1/],
    [{ ...good, calibrated: 'x' }, /^calibrated must be a number from 0 to 1, or null/],
    [{ ...good, tieBreak: 'coin' }, /^tieBreak must be one of confidence, ballots, order/],
    [{ ...good, electorate: {} }, /^electorate must be an array/],
    [{ ...good, electorate: [{ member: '' }] }, /^electorate\[0\]\.member must be the name of a member/],
    [{ ...good, electorate: [{ member: 'a', samples: 0 }] }, /^electorate\[0\]\.samples must be a whole number/],
    [{ ...good, electorate: [{ member: 'a', samples: 1 }] }, /^electorate\[0\]\.weight must be a number/],
    [{ ...good, electorate: [{ ...voters('a')[0], missing: 1 }] }, /^electorate\[0\]\.missing must be a string/],
    [{ ...good, rules: undefined }, /^rules must be an object; it is missing/],
    [{ ...good, rules: { ...good.rules, profile: 'prose' } }, /^rules: .*"profile" must be one of auto, number/],
    [{ ...good, rules: { ...good.rules, thresholds: undefined } }, /^rules\.thresholds must be an object/],
    [{ ...good, rules: { ...good.rules, thresholds: { minAgreement: 1 } } }, /^rules: confidenceThreshold is missing/],
    [{ ...good, rules: { ...good.rules, quorum: undefined } }, /^rules: quorum is missing/],
    [{ ...good, rules: { ...good.rules, quorum: 0 } }, /^rules: .*"quorum" must be a whole number/],
    [{ ...good, rules: { ...good.rules, options: [] } }, /^rules: .*"options" must be an object/],
    [{ ...good, rules: { ...good.rules, mood: 'bright' } }, /^rules: There is no option "mood"/],
    [{ ...good, tally: [{}] }, /^tally\[0\]\.answer must be a string; it is missing/],
    [{ ...good, factors: [{ answer: '7' }] }, /^factors\[0\]\.agreement must be a number from 0 to 1/],
    [{ ...good, ballots: [{ ...first, model: undefined }] }, /^ballots\[0\]\.model must be a string; it is missing/],
    [{ ...good, ballots: [{ ...first, sample: -1 }] }, /^ballots\[0\]\.sample must be a whole number of at least 0/],
    [{ ...good, ballots: [{ ...first, round: '0' }] }, /^ballots\[0\]\.round/],
    [{ ...good, ballots: [{ ...first, text: null }] }, /^ballots\[0\]\.text must be a string/],
    [{ ...good, ballots: [{ ...first, answer: 7 }] }, /^ballots\[0\]\.answer/],
    [{ ...good, ballots: [{ ...first, confidence: 2 }] }, /^ballots\[0\]\.confidence must be a number from 0 to 1, or/],
    [{ ...good, ballots: [{ ...first, weight: null }] }, /^ballots\[0\]\.weight must be a number/],
    [{ ...good, ballots: [{ ...first, ranking: [1] }] }, /^ballots\[0\]\.ranking\[0\] must be a string/],
    [{ ...good, ballots: [{ ...first, finish: 'done' }] }, /^ballots\[0\]\.finish must be one of stop, length/],
    [
      { ...good, ballots: [{ ...first, error: { code: 'OOPS' } }] },
      /^ballots\[0\]\.error\.code must be one of PACORE_/,
    ],
    [
      { ...good, ballots: [{ ...first, promptTokens: -1 }] },
      /^ballots\[0\]\.promptTokens must be a number of at least 0/,
    ],
    [{ ...good, ballots: [{ ...first, latencyMs: '5' }] }, /^ballots\[0\]\.latencyMs/],
    [{ ...good, closing: { member: 'a', answer: null, contradicts: 'no' } }, /^closing\.contradicts must be true or/],
    [{ ...good, usage: {} }, /^usage\.promptTokens must be a number of at least 0; it is missing/],
    [{ ...good, synthesis: {} }, /^synthesis\.member must be a string/],
    [{ ...good, timing: { startedAt: 5 } }, /^timing\.startedAt must be a string/],
  ])('names the field that is wrong in %j', (line, message) => {
    expect(() => parseRecordedDecision(line)).toThrow(
      expect.objectContaining({ code: 'PACORE_INPUT', message: expect.stringMatching(message), retryable: false }),
    );
  });
});
