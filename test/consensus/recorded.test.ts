import { describe, expect, it } from '@jest/globals';
import { parseRecordedQuestion } from '../../src/consensus/recorded.ts';

describe('parseRecordedQuestion', () => {
  it('takes a full line', () => {
    const line = {
      id: 'q1',
      question: '1 + 1?',
      gold: '2',
      category: 'sums',
      responses: [
        { member: 'a', text: '2', confidence: 1 },
        { member: 'c', text: '2', confidence: 0 },
        { member: 'b', answer: null, confidence: null, ranking: ['2', '1'] },
      ],
    };
    expect(parseRecordedQuestion(line)).toEqual(line);
  });

  it('takes numbers for id, gold, answers and candidates, and leaves unknown fields aside', () => {
    const line = {
      id: 7,
      gold: 2.5,
      extra: true,
      responses: [{ member: 'a', answer: 2, ranking: [2, '3'], extra: 1 }],
    };
    expect(parseRecordedQuestion(line)).toEqual({
      id: '7',
      gold: '2.5',
      responses: [{ member: 'a', answer: '2', ranking: ['2', '3'] }],
    });
  });

  const good = { member: 'a', text: 'x' };
  it.each<readonly [unknown, RegExp]>([
    [null, /^the line must be an object; it is not null/],
    [[], /^the line must be an object; it is not an array/],
    ['x', /^the line .*"x"/],
    [{ responses: [] }, /^id must be a string or a number; it is missing/],
    [{ id: true, responses: [] }, /^id .* true/],
    [{ id: 'q' }, /^responses must be an array/],
    [{ id: 'q', responses: {} }, /^responses .* an object/],
    [{ id: 'q', question: 5, responses: [] }, /^question must be a string/],
    [{ id: 'q', gold: null, responses: [] }, /^gold /],
    [{ id: 'q', gold: NaN, responses: [] }, /^gold /],
    [{ id: 'q', category: 5, responses: [] }, /^category /],
    [{ id: 'q', responses: [good, 5] }, /^responses\[1\] must be an object; it is not 5/],
    [{ id: 'q', responses: [{ text: 'x' }] }, /^responses\[0\]\.member must be a string; it is missing/],
    [{ id: 'q', responses: [{ member: '', text: 'x' }] }, /^responses\[0\]\.member must be the name of a member; .*""/],
    [{ id: 'q', responses: [good, { member: 'b' }] }, /^responses\[1\] has neither text nor answer nor ranking/],
    [{ id: 'q', responses: [{ member: 'a', text: 5 }] }, /^responses\[0\]\.text must be a string; it is not 5/],
    [{ id: 'q', responses: [{ member: 'a', text: null }] }, /^responses\[0\]\.text/],
    [{ id: 'q', responses: [{ member: 'a', answer: {} }] }, /^responses\[0\]\.answer .* an object/],
    [
      { id: 'q', responses: [{ ...good, confidence: 7 }] },
      /^responses\[0\]\.confidence must be a number from 0 to 1, or null; it is not 7/,
    ],
    [{ id: 'q', responses: [{ ...good, confidence: -1 }] }, /^responses\[0\]\.confidence/],
    [{ id: 'q', responses: [{ ...good, confidence: '1' }] }, /^responses\[0\]\.confidence/],
    [{ id: 'q', responses: [{ member: 'a', ranking: 'ABC' }] }, /^responses\[0\]\.ranking must be an array/],
    [{ id: 'q', responses: [{ member: 'a', ranking: ['A', null] }] }, /^responses\[0\]\.ranking\[1\]/],
    [{ id: 'q', responses: [{ ...good, member: 'x'.repeat(99), text: ['x'] }] }, /^responses\[0\]\.text .* an array/],
  ])('names the field that is wrong in %j', (line, message) => {
    expect(() => parseRecordedQuestion(line)).toThrow(
      expect.objectContaining({ code: 'PACORE_INPUT', message: expect.stringMatching(message), retryable: false }),
    );
  });

  it('keeps messages short', () => {
    expect(() => parseRecordedQuestion('x'.repeat(1000))).toThrow(/^the line must be an object; it is not "x{60}…"\.$/);
  });
});
