import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import { parseRecordedDecision } from '../../src/consensus/recorded-decision.ts';
import { replay } from '../../src/consensus/replay.ts';
import type { DecisionRecord } from '../../src/decision-record.ts';
import { ballot, electionOf, voters } from './ballots.ts';

const engine = new ConsensusEngine();
const LEAVES = 'plants make sugar out of light, water and carbon dioxide';
const ALSO_LEAVES = 'out of carbon dioxide and water, plants build sugar by means of sunlight';
const KING = 'a king turned all that he touched into gold and was sorry for it';
const SHIP = 'the ship left its harbour at dawn with forty sailors on board';

describe('auto', () => {
  it.each<readonly [string, readonly (string | null)[], string, string | null, number]>([
    ['numbers', ['54', '55', '54'], 'majority_voting', '54', 0.6667],
    ['labels, all different', ['A', 'B', 'C'], 'majority_voting', 'A', 0.3333],
    ['nothing', [null, null, null], 'majority_voting', null, 0],
    ['free texts that are one', [LEAVES, KING, LEAVES], 'majority_voting', LEAVES, 0.6667],
    ['free texts, two of which say the same', [KING, LEAVES, ALSO_LEAVES], 'ensemble', LEAVES, 0.6667],
    ['free texts that say the same, and a value', ['bananas', LEAVES, ALSO_LEAVES], 'ensemble', LEAVES, 0.6667],
    ['free texts that have nothing in common', [KING, SHIP, LEAVES], 'ensemble', KING, 0.3333],
    ['values that have a majority over a free text', ['54', LEAVES, '54'], 'majority_voting', '54', 0.6667],
    ['values that lead among free texts', ['54', '54', KING, SHIP, LEAVES], 'ensemble', '54', 0.4],
    ['a free text of one', [LEAVES], 'majority_voting', LEAVES, 1],
    ['free texts and abstentions', [LEAVES, null, ALSO_LEAVES], 'ensemble', LEAVES, 0.6667],
  ])('of %s leaves the decision to the right strategy', (_, answers, strategy, answer, agreement) => {
    expect(engine.decideBallots(electionOf(answers))).toMatchObject({
      strategy,
      answer,
      agreement,
      rules: { strategy: 'auto' },
    });
  });

  it('counts what says the same for the winner, in agreement and tally, and keeps what each said', () => {
    const decision = engine.decideBallots(electionOf([KING, ALSO_LEAVES, LEAVES]));
    expect(decision).toMatchObject({
      status: 'decided',
      answer: LEAVES,
      tieBreak: null,
      tally: [
        { answer: LEAVES, members: ['b', 'c'] },
        { answer: KING, members: ['a'] },
      ],
    });
    expect(decision.ballots.map(({ answer }) => answer)).toEqual([KING, ALSO_LEAVES, LEAVES]);
    expect(decision.tally[0]?.share).toBe(decision.confidence);
    expect(decision.tally).toHaveLength(2);
  });

  it('of two texts that say the same takes the more confident, then the shorter', () => {
    const cast = (confidences: readonly (number | null)[]) =>
      engine.decideBallots({
        ...electionOf([]),
        electorate: voters('a', 'b', 'c'),
        ballots: [LEAVES, ALSO_LEAVES, KING].map((answer, index) =>
          ballot('abc'.charAt(index), answer, { confidence: confidences[index] ?? null }),
        ),
      });
    expect(cast([0.5, 0.9, 1])).toMatchObject({ answer: ALSO_LEAVES, tieBreak: null, status: 'decided' });
    expect(cast([0.5, 0.5, 1])).toMatchObject({ answer: LEAVES, tieBreak: null, status: 'decided' });
  });

  it('is decided by three of five that say the same, and by unanimity with full confidence', () => {
    const third = 'with sunlight, water and carbon dioxide, a plant makes its own sugar';
    const decision = engine.decideBallots(electionOf([LEAVES, ALSO_LEAVES, third, KING, SHIP]));
    expect(decision).toMatchObject({ strategy: 'ensemble', status: 'decided', agreement: 0.6 });
    expect(engine.decideBallots(electionOf([LEAVES, LEAVES]))).toMatchObject({ confidence: 1, agreement: 1 });
  });

  it('does not let the alphabet choose: responses that are alike come before the one that opposes them', () => {
    const texts = [
      'It is no good idea. Caffeine stays in the body for hours and keeps many people awake at night. Answer: 6',
      'A fine idea: caffeine never keeps people awake at night and does not stay in the body for hours',
      'No good idea, for caffeine stays in the body for many hours and keeps people awake at night',
    ];
    for (const order of [texts, texts.toReversed()]) {
      const decision = engine.decide(order.map((text, index) => ({ member: `m${index}`, text })));
      expect(decision).toMatchObject({ text: texts[2], tieBreak: 'order', status: 'low_confidence' });
    }
  });

  it('takes a synthesis where free texts decide, and sets it aside where values do', () => {
    const text = 'Plants make sugar out of light, water and the carbon dioxide of the air.';
    const options = { synthesis: { text } };
    expect(engine.decideBallots(electionOf([KING, LEAVES, ALSO_LEAVES], { options }))).toMatchObject({
      strategy: 'ensemble',
      text,
      answer: LEAVES,
      agreement: 0.6667,
    });
    expect(engine.decideBallots(electionOf(['54', '54', '55'], { options }))).toMatchObject({
      strategy: 'majority_voting',
      text: 'a says 54',
    });
  });
});

describe('a record of auto', () => {
  const recordOf = (answers: readonly string[]): DecisionRecord => ({
    ...engine.decideBallots(electionOf(answers)),
    schemaVersion: 1,
    id: 'q',
    seed: null,
    timing: { startedAt: '2026-01-01T00:00:00.000Z', durationMs: 1 },
  });
  const readBack = (record: object) => parseRecordedDecision(JSON.parse(JSON.stringify(record))).decision;

  it('says who decided and what was asked for, and is decided again by the latter', () => {
    for (const answers of [
      ['54', '54', '55'],
      [LEAVES, ALSO_LEAVES, KING],
    ]) {
      const record = recordOf(answers);
      expect(replay(readBack(record), {}, engine)).toMatchObject({
        changed: false,
        decision: { strategy: record.strategy, rules: { strategy: 'auto' } },
      });
    }
    const again = replay(readBack(recordOf([LEAVES, ALSO_LEAVES, KING])), { strategy: 'majority_voting' }, engine);
    expect(again.decision).toMatchObject({ strategy: 'majority_voting', agreement: 0.3333 });
  });

  it('of before, which did not say what was asked for, is decided again by the strategy that decided', () => {
    const { rules, ...record } = recordOf(['54', '54', '55']);
    const { strategy, ...before } = rules;
    expect(strategy).toBe('auto');
    expect(readBack({ ...record, strategy: 'copeland', rules: before }).rules.strategy).toBe('copeland');
  });

  it.each([
    ['the strategy asked for', { rules: { strategy: 5 } }, /rules\.strategy must be/],
    ['the strategy that decided', { strategy: 5 }, /strategy must be/],
  ])('is refused where %s is no text', (_, { rules, ...fields }: { rules?: object; strategy?: number }, message) => {
    const record = recordOf(['54']);
    expect(() => readBack({ ...record, ...fields, rules: { ...record.rules, ...rules } })).toThrow(message);
  });
});
