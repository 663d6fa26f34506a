import { describe, expect, test } from '@jest/globals';
import type { Comparison } from '../../src/bench/result.ts';
import { outcomeOf, verdictOn, type Findings } from '../../src/bench/verdict.ts';
import { benchRow, comparison } from './rows.ts';

const findings = (fields: Partial<Findings> = {}): Findings => ({
  count: 300,
  strategy: 'majority_voting',
  committee: benchRow({ name: 'committee: majority_voting', kind: 'committee', accuracy: 0.8 }),
  large: benchRow({ name: 'big', kind: 'large', accuracy: 0.8, p50Ms: 40 }),
  best: benchRow({ name: 'small-b', accuracy: 0.75 }),
  toLarge: comparison(0, [-0.01, 0.01]),
  toBest: comparison(0.05, [0.02, 0.08]),
  ...fields,
});

describe('the outcome', () => {
  test.each<[string, number, Comparison, string]>([
    ['better', 300, comparison(0.05, [0.02, 0.08]), 'wins'],
    ['better on few questions', 20, comparison(0.5, [0.3, 0.7]), 'wins'],
    ['as good', 300, comparison(0, [-0.015, 0.015]), 'matches'],
    ['the same all along', 150, comparison(0, [0, 0]), 'matches'],
    ['measurably worse, but within the margin', 3000, comparison(-0.01, [-0.015, -0.005]), 'matches'],
    ['worse by the margin', 3000, comparison(-0.015, [-0.02, -0.01]), 'loses'],
    ['worse', 300, comparison(-0.1, [-0.14, -0.06]), 'loses'],
    ['worse on few questions', 20, comparison(-0.5, [-0.7, -0.3]), 'loses'],
    ['anything from worse to better', 60, comparison(0.01, [-0.09, 0.11]), 'undecided'],
    ['the same all along, on too few questions', 149, comparison(0, [0, 0]), 'undecided'],
    ['always better, on five questions', 5, { ...comparison(1, [1, 1]), significant: false }, 'undecided'],
  ])('%s', (_, count, toLarge, expected) => {
    expect(outcomeOf({ count, toLarge })).toBe(expected);
  });
});

describe('the verdict', () => {
  test.each([
    [
      'a match',
      {},
      'The committee (majority_voting) matches big, give or take 2 points: 80.0 % of 300 questions right against 80.0 %, ' +
        '0.0 points (95 % interval −1.0 to +1.0). The committee is better than its best member alone, small-b: +5.0 points ' +
        '(95 % interval +2.0 to +8.0). It takes 0.50 times as long as big (median), at 0.50 times the cost.',
    ],
    [
      'a loss',
      { toLarge: comparison(-0.1, [-0.14, -0.06]), toBest: comparison(-0.05, [-0.08, -0.02]) },
      /^The committee \(majority_voting\) loses to big: .* −10\.0 points .*The committee is worse than its best member/,
    ],
    ['a win', { toLarge: comparison(0.1, [0.06, 0.14]) }, /^The committee \(majority_voting\) is better than big: /],
    [
      'too few questions',
      { count: 20 },
      /^Too few questions to tell whether the committee \(majority_voting\) matches big: /,
    ],
    [
      'an unfair baseline',
      { large: benchRow({ name: 'big', kind: 'large', accuracy: 0.749 }) },
      / Unfair baseline: big \(74\.9 %\) is below the best small model alone, small-b \(75\.0 %\), so this says nothing /,
    ],
    [
      'a committee that is as good as its best member',
      { toBest: comparison(0.001, [-0.03, 0.03]) },
      / not measurably better or worse than its best member alone, small-b: /,
    ],
    ['an unknown cost', { committee: benchRow({ relativeCost: null }) }, / as long as big \(median\)\.$/],
  ] satisfies [string, Partial<Findings>, string | RegExp][])('of %s', (_, fields, expected) => {
    const verdict = verdictOn(findings(fields));
    if (typeof expected === 'string') expect(verdict).toBe(expected);
    else expect(verdict).toMatch(expected);
    expect(verdict).not.toContain('\n');
  });

  test('does not call a baseline unfair that is as good as the best member', () => {
    expect(verdictOn(findings({ large: benchRow({ name: 'big', accuracy: 0.75 }) }))).not.toMatch(/unfair/i);
  });
});
