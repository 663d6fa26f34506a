import { describe, expect, it } from '@jest/globals';
import type { PacoreEvent } from '../../src/events.ts';
import {
  everyQuestionEndsOnce,
  growthOf,
  history,
  noBallotCountedTwice,
  noLeak,
  resourcesNow,
} from '../../src/testing.ts';

const opened = { type: 'question-opened', questionId: 'q', question: '?', members: ['a'] } as const;
const failed = {
  type: 'question-failed',
  questionId: 'q',
  error: { code: 'PACORE_ABORTED', message: '', retryable: true },
} as const;
const ballot = (sample: number) => ({ member: 'a', sample, round: 0 });
const cast = (sample: number) =>
  ({ type: 'ballot-cast', questionId: 'q', ballot: ballot(sample) }) as unknown as PacoreEvent;
const decided = (...samples: readonly number[]) =>
  ({
    type: 'question-decided',
    questionId: 'q',
    record: { status: 'decided', ballots: samples.map(ballot) },
  }) as unknown as PacoreEvent;

function after(...events: readonly PacoreEvent[]) {
  const past = history();
  events.forEach(past.record);
  return past;
}

describe('a history', () => {
  it('is sound where each question ends once and each ballot counts once', () => {
    const past = after(opened, cast(0), cast(1), decided(0, 1));
    expect([...everyQuestionEndsOnce(past), ...noBallotCountedTwice(past)]).toEqual([]);
    expect(past.counts.get('ballot-cast')).toBe(2);
    expect(everyQuestionEndsOnce(after(opened, failed))).toEqual([]);
  });

  it.each<readonly [string, readonly PacoreEvent[], string]>([
    ['never ends', [opened], 'opened 1 times and ended 0 times: never'],
    ['ends twice', [opened, decided(0), failed], 'ended 2 times: decided, PACORE_ABORTED'],
    ['ends without having begun', [failed], 'opened 0 times and ended 1 times'],
    ['begins twice', [opened, opened, failed], 'opened 2 times'],
  ])('tells of a question that %s', (_, events, message) => {
    expect(everyQuestionEndsOnce(after(...events))).toEqual([expect.stringContaining(message)]);
  });

  it('tells of a ballot that is cast or counted twice', () => {
    expect(noBallotCountedTwice(after(opened, cast(0), cast(0), decided(1, 1)))).toEqual([
      'question q: the ballot a/0/0 was cast more than once',
      'question q: the ballot a/1/0 was counted more than once',
    ]);
  });
});

describe('resources', () => {
  const samples = (...heaps: readonly number[]) =>
    heaps.map((heapMiB) => ({ heapMiB, rssMiB: 100, handles: 5, threads: 7 }));

  it('are level where they grow at first only', () => {
    expect(noLeak(samples(0, 50, 100, 100, 101, 99, 100, 101))).toEqual([]);
  });

  it('are not where they go on growing', () => {
    expect(noLeak(samples(0, 10, 20, 30, 40, 50, 60, 70))).toEqual([
      'heapMiB grew by 20.0 over the second half; 10 may be',
    ]);
    expect(noLeak(samples(0, 10, 20, 30, 40, 50, 60, 70), { heapMiB: 20 })).toEqual([]);
  });

  it('have not grown where there are too few samples to tell', () => {
    expect(growthOf([])).toEqual({ heapMiB: 0, rssMiB: 0, handles: 0, threads: 0 });
    expect(growthOf(samples(5))).toMatchObject({ heapMiB: 0 });
  });

  it('are measured', () => {
    const { heapMiB, rssMiB } = resourcesNow();
    expect(rssMiB).toBeGreaterThan(heapMiB);
    expect(heapMiB).toBeGreaterThan(1);
  });
});
