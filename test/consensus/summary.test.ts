import { describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { RecordedResponse } from '../../src/consensus/recorded.ts';
import type { RuleOverrides } from '../../src/consensus/rules.ts';
import { SummaryAccumulator } from '../../src/consensus/summary.ts';

const said = (...answers: readonly (string | null)[]): readonly RecordedResponse[] =>
  answers.map((answer, index) => ({ member: String.fromCharCode(97 + index), answer }));

function summaryOf(
  questions: readonly (readonly [responses: readonly RecordedResponse[], gold?: string])[],
  rules: RuleOverrides = {},
) {
  const engine = new ConsensusEngine(rules);
  const summary = new SummaryAccumulator();
  for (const [responses, gold] of questions) {
    const election = engine.election(responses);
    summary.add({ decision: engine.decideBallots(election), gold, ballotsNeeded: engine.ballotsNeeded(election) });
  }
  return summary.summary();
}

describe('summary', () => {
  it('counts questions, members and ballots', () => {
    expect(
      summaryOf([
        [said('1', '1', '2'), '1.0'],
        [said('1', '2', '3'), '2'],
        [said('4', null, '4'), '5'],
        [said('4', '4', '4')],
      ]),
    ).toEqual({
      questions: 4,
      decided: 3,
      withGold: 3,
      correct: 1,
      accuracy: 0.3333,
      ballotsNeeded: { mean: 2.5, of: 3 },
      ece: null,
      members: {
        a: { answered: 4, correct: 1, accuracy: 0.3333 },
        b: { answered: 3, correct: 2, accuracy: 0.6667 },
        c: { answered: 4, correct: 0, accuracy: 0 },
      },
    });
  });

  it('counts a right answer whatever its status', () => {
    expect(summaryOf([[said('1', '2', '3'), '1']])).toMatchObject({ decided: 0, correct: 1, accuracy: 1 });
  });

  it('has no accuracies without gold answers, and no means without questions', () => {
    expect(summaryOf([[said('1')]])).toMatchObject({
      withGold: 0,
      accuracy: null,
      members: { a: { answered: 1, correct: 0, accuracy: null } },
    });
    expect(summaryOf([])).toEqual({
      questions: 0,
      decided: 0,
      withGold: 0,
      correct: 0,
      accuracy: null,
      ballotsNeeded: { mean: null, of: null },
      ece: null,
      members: {},
    });
  });

  it('never counts an abstention as right, nor anything against an unreadable gold answer', () => {
    expect(summaryOf([[said(null, null), 'n/a']])).toMatchObject({ withGold: 1, correct: 0 });
    expect(summaryOf([[said('A'), 'Paris']], { profile: 'choice' })).toMatchObject({ withGold: 1, correct: 0 });
  });

  it('compares with the gold answer under the same equivalence', () => {
    expect(summaryOf([[said('3.14'), '3.1416']], { options: { numericTolerance: 0.01 } }).correct).toBe(1);
    expect(summaryOf([[said('3.14'), '3.1416']]).correct).toBe(0);
  });

  it('takes the majority of the samples of a member as its answer', () => {
    const samples = ['1', '2', '2'].map((answer) => ({ member: 'a', answer }));
    expect(summaryOf([[samples, '2']]).members).toEqual({ a: { answered: 1, correct: 1, accuracy: 1 } });
  });

  it('keeps members with odd names apart from object properties', () => {
    const { members } = summaryOf([[[{ member: '__proto__', answer: '1' }], '1']]);
    expect(Object.keys(members)).toEqual(['__proto__']);
    expect(JSON.stringify(members)).toBe('{"__proto__":{"answered":1,"correct":1,"accuracy":1}}');
  });
});
