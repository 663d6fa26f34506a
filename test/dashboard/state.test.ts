import { describe, expect, it } from '@jest/globals';
import type { Ballot } from '../../src/consensus/ballot.ts';
import { spansOf } from '../../src/dashboard/decision/spans.ts';
import { tokensSaved } from '../../src/dashboard/decision/tokens-saved.ts';
import { LiveAnswers } from '../../src/dashboard/state/live-answers.ts';
import { LiveQuestions } from '../../src/dashboard/state/live-questions.ts';
import { Rates, SECONDS } from '../../src/dashboard/state/rates.ts';
import type { PacoreEvent } from '../../src/events.ts';

const ballot = (fields: Partial<Ballot> = {}): Ballot => ({
  ...{ member: 'a', model: null, sample: 0, round: 0, text: '54', answer: '54', confidence: 1, weight: 1 },
  ...{ finish: 'stop', promptTokens: 1, completionTokens: 10, latencyMs: 100 },
  ...fields,
});
const place = { member: 'a', sample: 0, round: 0 };
const opened = (questionId: string): PacoreEvent => ({
  ...{ type: 'question-opened', questionId, question: `text of ${questionId}`, members: ['a', 'b'] },
});
const delta = (questionId: string, text: string, completionTokens: number): PacoreEvent => ({
  ...{ type: 'text-delta', questionId, ...place, text, completionTokens },
});
const failed = (questionId: string): PacoreEvent => ({
  ...{ type: 'question-failed', questionId, error: { code: 'PACORE_ABORTED', message: 'gone', retryable: false } },
});

describe('LiveAnswers', () => {
  it('collects what is written, until the ballot has it whole', () => {
    const answers = new LiveAnswers();
    answers.write(place, 'five', 1);
    answers.write(place, ' four', 2);
    expect(answers.all).toMatchObject([{ text: 'five four', tokens: 2, ballot: null }]);
    answers.restart(place);
    answers.write(place, '54', 1);
    expect(answers.all).toMatchObject([{ text: '54', tokens: 1, restarts: 1 }]);
    answers.cast(ballot({ text: 'Answer: 54' }));
    expect(answers.all).toMatchObject([{ text: 'Answer: 54', tokens: 10, ballot: { answer: '54' } }]);
  });

  it('keeps the end of what is endless', () => {
    const answers = new LiveAnswers();
    for (let tokens = 1; tokens <= 1000; tokens += 1) answers.write(place, 'ten chars.', tokens);
    answers.write(place, 'end', 1001);
    expect(answers.all[0]?.text).toMatch(/end$/);
    expect(answers.all[0]?.text).toHaveLength(4000);
  });
});

describe('LiveQuestions', () => {
  it('follows a question from its opening to its end', () => {
    const questions = new LiveQuestions();
    for (const event of [opened('q'), delta('q', '5', 1)]) questions.apply(event);
    expect(questions.open).toMatchObject([{ id: 'q', text: 'text of q', members: ['a', 'b'], outcome: null }]);
    questions.apply({ type: 'ballot-cast', questionId: 'q', ballot: ballot() });
    questions.apply(failed('q'));
    expect(questions.open).toEqual([]);
    expect(questions.ended).toMatchObject([{ id: 'q', outcome: { code: 'PACORE_ABORTED' } }]);
    expect(questions.ended[0]?.answers.all).toHaveLength(1);
  });

  it('shows one that was opened before it listened, without its text', () => {
    const questions = new LiveQuestions();
    questions.apply(delta('q', '5', 1));
    expect(questions.open).toMatchObject([{ id: 'q', text: null }]);
  });

  it('keeps the last dozen that ended, newest first, and no more than 500 open ones', () => {
    const questions = new LiveQuestions();
    for (let index = 0; index < 20; index += 1) questions.apply(failed(`q${index}`));
    expect(questions.ended.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, index) => `q${19 - index}`));
    for (let index = 0; index < 600; index += 1) questions.apply(opened(`o${index}`));
    expect(questions.open).toHaveLength(500);
    expect(questions.open[0]?.id).toBe('o100');
    questions.forgetOpen();
    expect(questions.open).toEqual([]);
  });
});

describe('Rates', () => {
  it('counts each token once, in the second it came', () => {
    const rates = new Rates();
    rates.add(delta('q', 'x', 3), 10_000);
    rates.add(delta('q', 'x', 5), 11_500);
    rates.add({ type: 'ballot-cast', questionId: 'q', ballot: ballot({ completionTokens: 9 }) }, 12_000);
    const series = rates.series(13_000, 'a');
    expect(series).toHaveLength(SECONDS);
    expect(series.slice(-3)).toEqual([3, 2, 4]);
    expect(rates.series(13_000)).toEqual(series);
    expect(rates.tokensPerSecond(13_000, 'a')).toBeCloseTo(0.9);
    expect(rates.latencyOf('a')).toBe(100);
  });

  it('counts an answer that began anew from its beginning', () => {
    const rates = new Rates();
    rates.add(delta('q', 'x', 7), 10_000);
    rates.add(delta('q', 'x', 2), 11_000);
    expect(rates.series(12_000, 'a').slice(-2)).toEqual([7, 2]);
  });

  it('forgets what is older than a minute', () => {
    const rates = new Rates();
    rates.add(delta('q', 'x', 7), 10_000);
    rates.add(delta('r', 'x', 1), 90_000);
    expect(rates.series(91_000, 'a').reduce((sum, tokens) => sum + tokens, 0)).toBe(1);
  });

  it('takes the median latency of answers that ended by themselves', () => {
    const rates = new Rates();
    const cast = (latencyMs: number, finish: Ballot['finish'] = 'stop') =>
      rates.add({ type: 'ballot-cast', questionId: 'q', ballot: ballot({ latencyMs, finish }) }, 0);
    expect(rates.latencyOf('a')).toBeNull();
    cast(30);
    cast(10);
    cast(20);
    cast(1, 'cancelled');
    expect(rates.latencyOf('a')).toBe(20);
  });
});

describe('what a decision shows', () => {
  it('starts a round when the slowest of the one before is in', () => {
    const spans = spansOf([
      ballot({ latencyMs: 100 }),
      ballot({ member: 'b', latencyMs: 300 }),
      ballot({ round: 1, latencyMs: 50 }),
    ]);
    expect(spans.map(({ start, end }) => [start, end])).toEqual([
      [0, 100],
      [0, 300],
      [300, 350],
    ]);
  });

  it.each<[string, readonly Ballot[], number]>([
    ['nothing was called off', [ballot()], 0],
    ['one that had not begun', [ballot(), ballot({ finish: 'cancelled', completionTokens: 0 })], 10],
    ['one that was half done', [ballot(), ballot({ finish: 'cancelled', completionTokens: 4 })], 6],
    ['one that was longer than the others', [ballot(), ballot({ finish: 'cancelled', completionTokens: 40 })], 0],
    ['no other to go by', [ballot({ finish: 'cancelled' })], 0],
  ])('estimates the tokens saved: %s', (_, ballots, saved) => {
    expect(tokensSaved({ ballots })).toBe(saved);
  });
});
