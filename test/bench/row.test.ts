import { describe, expect, test } from '@jest/globals';
import { Bootstrap } from '../../src/bench/bootstrap.ts';
import type { Answered, Pass } from '../../src/bench/pass.ts';
import { costOf, rowOf } from '../../src/bench/rows.ts';
import { speedupOf } from '../../src/bench/speedup.ts';
import type { Team } from '../../src/bench/team.ts';
import { loadConfig } from '../../src/config/load.ts';

const { config } = loadConfig({
  source: {
    members: [
      { id: 'a', model: 'embedded:small-a' },
      { id: 'b', model: 'embedded:small-b' },
      { id: 'apart', model: 'embedded:small-c', isolation: 'process' },
      { id: 'far', backend: 'openai', model: 'x', baseUrl: 'http://localhost:1/v1' },
    ],
  },
});
const parameters = new Map<string, number | null>([
  ['a', 100],
  ['b', 10],
  ['apart', 1],
  ['far', null],
]);
const team = { config, parameters } as unknown as Team;

/** A pass of `members` whose questions took these times, each with these tokens. */
function passOf(members: readonly string[], times: readonly number[], tokens: Readonly<Record<string, number>>): Pass {
  const answered = times.map((ms, index): Answered => ({
    answer: '1',
    right: index % 2 === 0,
    isAnswered: index !== 3,
    ms,
    tokens: new Map(Object.entries(tokens)),
  }));
  const contender = { name: 'x', kind: 'committee', team, members, options: {} } as const;
  return { contender, answered, cpuMs: 80, questionsPerSecond: 12.345 };
}

const questions = ['easy', 'easy', 'hard', null].map((set, seed) => ({ question: `${seed}?`, answer: '1', set, seed }));
const terms = { questions, bootstrap: new Bootstrap(4, 1), unitOfCost: 1000 };

describe('a row', () => {
  test('is worked out from a pass', () => {
    expect(rowOf(passOf(['a', 'b'], [10, 40, 20, 30], { a: 3, b: 5 }), terms)).toMatchObject({
      accuracy: 0.5,
      sets: { easy: 0.5, hard: 1 },
      unanswered: 1,
      p50Ms: 20,
      p95Ms: 40,
      wallMsAt1: 25,
      questionsPerSecond: 12.35,
      cpuMsPerQuestion: 20,
      tokens: 8,
      parameters: 110,
      relativeCost: 0.35,
    });
  });

  test.each([
    ['a process of its own', ['a', 'apart'], { cpuMsPerQuestion: null, parameters: 101 }],
    ['an endpoint', ['a', 'far'], { cpuMsPerQuestion: null, parameters: null, relativeCost: null }],
    ['only members of this process', ['a'], { cpuMsPerQuestion: 20, parameters: 100 }],
  ])('with %s tells what can be known', (_, members, expected) => {
    const tokens = Object.fromEntries(members.map((id) => [id, 1]));
    expect(rowOf(passOf(members, [1, 1, 1, 1], tokens), terms)).toMatchObject(expected);
  });

  test('costs nothing that could be compared where nothing was written', () => {
    expect(costOf(passOf(['a'], [1], { a: 0 }))).toBeNull();
  });
});

describe('the speed-up', () => {
  test.each([
    ['is what the cores allow', [20, 20, 20], 2, 30, { speedup: 2, speedupLimit: 2 }],
    ['is what the slowest member allows', [10, 30, 10], 16, 40, { speedup: 1.25, speedupLimit: 1.67 }],
  ])('%s', (_, times, cores, together, expected) => {
    const members = times.map((ms) => passOf(['a'], [ms], {}));
    expect(speedupOf(members, passOf(['a', 'b'], [together], {}), cores)).toEqual({ ...expected, cores });
  });

  test('of members that compute elsewhere does not depend on the cores here', () => {
    const members = [1, 2, 3].map(() => passOf(['far'], [10], {}));
    expect(speedupOf(members, passOf(['far'], [10], {}), 1)).toMatchObject({ speedup: 3, speedupLimit: 3 });
  });
});
