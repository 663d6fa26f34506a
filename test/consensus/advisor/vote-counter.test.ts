import { describe, expect, it } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { ABSTAINED, NOBODY_RIGHT } from '../../../src/consensus/advisor/answer-sheet.ts';
import { equalWeights, rightBy, VoteCounter } from '../../../src/consensus/advisor/vote-counter.ts';
import { engine, row, sheetOf, ungraded } from './sheets.ts';

const LETTERS = ['A', 'B', 'C', 'D'];
const NAMES = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'];

/** Few distinct values, so that scores and confidences are often equal, beside arbitrary ones. */
const confidences = fc.oneof(fc.constantFrom(null, 0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const weights = fc.oneof(fc.constantFrom(1, 2, 0.1, 0.2), fc.double({ min: 0.001, max: 10, noNaN: true }));
const samples = fc.array(fc.record({ answer: fc.constantFrom(...LETTERS, null), confidence: confidences }), {
  maxLength: 3,
});
const questions = fc.array(
  fc.record({
    ballots: fc.array(samples, { minLength: NAMES.length, maxLength: NAMES.length }),
    gold: fc.constantFrom(...LETTERS, null),
  }),
  { minLength: 1, maxLength: 4 },
);
const committees = fc.subarray([...NAMES.keys()], { minLength: 1 });

describe('the fast vote', () => {
  it.each(['majority_voting', 'weighted_voting'])('is the %s of the engine', (strategy) => {
    const all = fc.array(weights, { minLength: NAMES.length, maxLength: NAMES.length });
    fc.assert(
      fc.property(questions, committees, all, (drawn, committee, memberWeights) => {
        const recorded = drawn.map(({ ballots, gold }) => ({
          gold,
          responses: ballots.flatMap((own, member) =>
            own.map((ballot) => ({ member: NAMES[member] ?? '', ...ballot })),
          ),
        }));
        const sheet = sheetOf(recorded, NAMES);
        const byConfidence = strategy === 'weighted_voting';
        const counting = { weights: Float64Array.from(memberWeights), byConfidence };
        const places = Int32Array.from(committee);
        const fast = [...rightBy(sheet, Int32Array.from(recorded.keys()), places, counting)];
        const decided = recorded.map(({ responses, gold }) => {
          const electorate = committee.map((member) => ({
            member: NAMES[member] ?? '',
            samples: Math.max(1, responses.filter((response) => response.member === NAMES[member]).length),
            weight: memberWeights[member] ?? 1,
          }));
          const own = responses.filter((response) => electorate.some(({ member }) => member === response.member));
          const { answer } = engine.decide(own, { strategy, electorate });
          return Number(answer !== null && answer === gold);
        });
        expect(fast).toEqual(decided);
      }),
    );
  });

  it('chooses the very answer of the engine, ties and abstentions included', () => {
    fc.assert(
      fc.property(fc.array(samples, { minLength: 4, maxLength: 4 }), (ballots) => {
        const responses = ballots.flatMap((own, member) =>
          own.map((ballot) => ({ member: NAMES[member] ?? '', ...ballot })),
        );
        const members = NAMES.slice(0, 4);
        const sheet = sheetOf([{ responses, gold: null }], members);
        const winner = new VoteCounter(sheet).winner(0, Int32Array.of(0, 1, 2, 3), equalWeights(sheet));
        const given = [...new Set(responses.map(({ answer }) => answer))].filter((answer) => answer !== null).sort();
        expect(given[winner] ?? null).toBe(engine.decide(responses, { members }).answer);
      }),
    );
  });
});

describe('equal scores', () => {
  const vote = (member: string, answer: string, confidence: number) => ({ member, answer, confidence });
  const winnerOf = (...responses: readonly ReturnType<typeof vote>[]): string | undefined => {
    const names = [...new Set(responses.map(({ member }) => member))];
    const sheet = sheetOf([{ responses, gold: 'A' }], names);
    const every = Int32Array.from(names.keys());
    return LETTERS[new VoteCounter(sheet).winner(0, every, equalWeights(sheet))];
  };

  it('are told apart by the sum of all confidences', () => {
    // A 1.1 against B 1, the surer ballot first or last.
    for (const [first, last] of [
      [0.9, 0.2],
      [0.2, 0.9],
    ] as const)
      expect(winnerOf(vote('a', 'A', first), vote('b', 'A', last), vote('c', 'B', 0.5), vote('d', 'B', 0.5))).toBe('A');
    expect(winnerOf(vote('a', 'A', 0.2), vote('b', 'A', 0.2), vote('c', 'B', 0.3), vote('d', 'B', 0.3))).toBe('B');
  });

  it('and confidences, by ballots, whoever comes first', () => {
    expect(winnerOf(vote('a', 'B', 0.5), vote('a', 'B', 0.5), vote('b', 'A', 1))).toBe('B');
    expect(winnerOf(vote('a', 'A', 1), vote('b', 'B', 0.5), vote('b', 'B', 0.5))).toBe('B');
  });
});

describe('the answer sheet', () => {
  it('numbers the answers of a question in canonical order and keeps abstentions and silence apart', () => {
    const sheet = sheetOf([row('BA-'), row(' C', 'B'), ungraded('AA'), row('AB', null)]);
    expect(sheet.members).toEqual(['a', 'b', 'c']);
    expect([...sheet.starts]).toEqual([0, 1, 2, 3, 3, 4, 4, 5, 6, 6]);
    expect([...sheet.answers]).toEqual([1, 0, ABSTAINED, 0, 0, 1]);
    expect([...sheet.gold]).toEqual([0, NOBODY_RIGHT, NOBODY_RIGHT]);
    expect(sheet).toMatchObject({ questions: 3, withoutGold: 1, mostAnswers: 2 });
  });

  it('refuses a member named twice', () => {
    expect(() => sheetOf([], ['a', 'b', 'a'])).toThrow(/"a" is named twice/);
  });
});
