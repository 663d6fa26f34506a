import type { BenchRow, Comparison } from '../../src/bench/result.ts';

/** A row of which only some fields matter. */
export function benchRow(fields: Partial<BenchRow>): BenchRow {
  return {
    name: 'row',
    kind: 'member',
    accuracy: 0.7,
    ci: [0.65, 0.75],
    sets: {},
    unanswered: 0,
    p50Ms: 20,
    p95Ms: 40,
    wallMsAt1: 25,
    questionsPerSecond: 50,
    cpuMsPerQuestion: 20,
    tokens: 20,
    parameters: 1e6,
    relativeCost: 0.5,
    ...fields,
  };
}

/** A comparison with this interval; significant when it leaves out 0. */
export function comparison(difference: number, ci: readonly [number, number]): Comparison {
  return { a: 'committee', b: 'big', difference, ci, significant: ci[0] > 0 || ci[1] < 0 };
}
