import { describe, expect, test } from '@jest/globals';
import { graded } from '../../src/bench/grade.ts';
import { ConsensusEngine } from '../../src/consensus/engine.ts';

const engine = new ConsensusEngine({ profile: 'number' });

describe('an answer', () => {
  test.each<[string, readonly (string | null)[], string | null, boolean]>([
    ['that is the expected one', ['54', '54', '3'], '54', true],
    ['in other words', ['fifty-four', '54.0', '3'], '54', true],
    ['that is another one', ['53', '53', '54'], '54', false],
    ['where none is expected', ['53', null, null], null, false],
    ['that is missing', [null, null, null], '54', false],
    ['that is missing where none is expected', [null, null, null], null, true],
    ['below the thresholds counts as it is given', ['54', null, null], '54', true],
  ])('%s', (_, answers, expected, right) => {
    const decision = engine.decide(answers.map((answer, index) => ({ member: `m${index}`, answer })));
    expect(graded(decision, { question: '?', answer: expected, set: null })).toEqual({
      answer: decision.answer,
      right,
    });
  });

  test('without a quorum is none, and wrong even where none is expected', () => {
    const decision = engine.decide([{ member: 'a', answer: null }], { members: ['a', 'b', 'c'] });
    expect(decision.status).toBe('no_quorum');
    expect(graded(decision, { question: '?', answer: null, set: null })).toEqual({ answer: null, right: false });
  });

  test('that is close enough is right where the rules say how close', () => {
    const decision = engine.decide([{ member: 'a', answer: '3.14' }], { options: { numericTolerance: 0.01 } });
    expect(graded(decision, { question: '?', answer: '3.15', set: null }).right).toBe(true);
  });
});
