import { availableParallelism } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { benchEntry } from '../../src/bench/entry.ts';
import { loadConfig } from '../../src/config/load.ts';

const SMALL = ['a', 'b', 'c'].map((id) => ({ id, backend: 'llama', model: `embedded:small-${id}`, replicas: 1 }));

function baselineOf(baseline: string, members: readonly object[] = SMALL) {
  return benchEntry(loadConfig({ source: { members } }), { baseline }).baseline.members[0];
}

describe('the baseline of a benchmark', () => {
  test('an embedded one runs on one thread, in as many replicas as there are members and cores', () => {
    const replicas = Math.min(3, availableParallelism());
    expect(baselineOf('embedded:large')).toMatchObject({ id: 'baseline', threads: 1, replicas });
    expect(baselineOf('embedded:large', SMALL.slice(1))).toMatchObject({ replicas: Math.min(2, replicas) });
  });

  test('a file of the user’s is loaded once and has all threads', () => {
    expect(baselineOf('/models/7b.gguf')).toMatchObject({ threads: 'auto', replicas: 1, model: '/models/7b.gguf' });
  });

  test('a configured member takes part as it is configured, and does not vote', () => {
    const members = [...SMALL, { id: 'big', backend: 'llama', model: 'embedded:large', replicas: 1 }];
    expect(baselineOf('big', members)).toMatchObject({ id: 'big', replicas: 1, threads: 1 });
    expect(benchEntry(loadConfig({ source: { members } }), { baseline: 'big' }).members).toEqual(['a', 'b', 'c']);
  });
});
