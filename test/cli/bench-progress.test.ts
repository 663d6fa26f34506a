import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { benchLine, showBench } from '../../src/cli/bench/progress.ts';

describe('the progress of a benchmark', () => {
  test.each([
    [0, 0, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  small-a'],
    [1, 0, '░░░░░░░░░░░░░░░░░░░░░░░░ 1 %  small-a'],
    [50, 10_000, '████████████░░░░░░░░░░░░ 50 %  10 s left  small-a'],
    [10, 60_000, '██░░░░░░░░░░░░░░░░░░░░░░ 10 %  9 min left  small-a'],
    [100, 60_000, '████████████████████████ 100 %  0 s left  small-a'],
  ])('%d of 100 after %d ms', (done, elapsedMs, expected) => {
    expect(benchLine({ step: 'small-a', done, total: 100 }, elapsedMs)).toBe(expected);
  });

  test('is silent where there is no terminal', () => {
    const stream = new PassThrough();
    const display = showBench(stream);
    display.show({ step: 'small-a', done: 1, total: 2 });
    display.end();
    expect(stream.read()).toBeNull();
  });
});
