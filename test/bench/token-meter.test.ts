import { expect, test } from '@jest/globals';
import { TokenMeter } from '../../src/bench/token-meter.ts';
import type { Ballot } from '../../src/consensus/ballot.ts';

const ballot = (member: string, fields: Partial<Ballot>): Ballot => ({
  member,
  model: null,
  sample: 0,
  round: 0,
  text: '',
  answer: null,
  confidence: null,
  weight: 1,
  finish: 'stop',
  promptTokens: 9,
  completionTokens: 0,
  latencyMs: 1,
  ...fields,
});

test('tokens of ballots that were called off count, and those of all samples of a member', () => {
  const meter = new TokenMeter();
  const hear = (questionId: string, member: string, sample: number, completionTokens: number) =>
    meter.hear({ type: 'text-delta', questionId, member, sample, round: 0, text: 'x', completionTokens });
  meter.hear({ type: 'question-opened', questionId: 'q', question: '?', members: ['a', 'b'] });
  meter.hear({ type: 'question-opened', questionId: 'other', question: '?', members: ['a', 'b'] });
  hear('q', 'a', 0, 4);
  hear('q', 'a', 0, 5);
  hear('q', 'a', 1, 2);
  hear('q', 'b', 0, 3);
  hear('other', 'b', 0, 50);
  const ballots = [
    ballot('a', { completionTokens: 6 }),
    ballot('a', { sample: 1, finish: 'cancelled' }),
    ballot('b', { finish: 'cancelled' }),
    ballot('c', { finish: 'cancelled' }),
  ];
  const synthesis = ballot('b', { round: 1, completionTokens: 7 });
  expect([...meter.take({ id: 'q', ballots, synthesis })]).toEqual([
    ['a', 8],
    ['b', 10],
    ['c', 0],
  ]);
});
