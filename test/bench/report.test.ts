import { describe, expect, test } from '@jest/globals';
import { formatReport } from '../../src/bench/report/report.ts';
import type { BenchResult } from '../../src/bench/result.ts';
import { benchRow, comparison } from './rows.ts';

const HOSTILE = `<script>alert("1")</script>'&\u001b[31m`;

const result = (fields: Partial<BenchResult> = {}): BenchResult => ({
  count: 3,
  available: 5,
  sets: { [HOSTILE]: 3 },
  seed: 1,
  strategy: HOSTILE,
  baseline: HOSTILE,
  samples: 3,
  rows: [
    benchRow({ name: HOSTILE, sets: { [HOSTILE]: 1 } }),
    benchRow({ name: 'committee', kind: 'committee', p50Ms: 25 }),
    benchRow({ name: 'big', kind: 'large', relativeCost: 1 }),
  ],
  comparisons: [{ ...comparison(0.1, [0, 0.2]), a: HOSTILE, b: HOSTILE }],
  speedup: 1.5,
  speedupLimit: 2,
  cores: 2,
  outcome: 'undecided',
  verdict: HOSTILE,
  lost: [{ question: HOSTILE, expected: null, committee: HOSTILE, large: HOSTILE }],
  won: [],
  ...fields,
});

describe('the report', () => {
  const page = formatReport(result());

  test('shows what models and files say as text, wherever it stands', () => {
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u001b');
    expect(page.split('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;&#38;[31m').length).toBeGreaterThan(8);
  });

  test('stands alone', () => {
    expect(page).toMatch(/default-src 'none'/);
    expect(page).not.toMatch(/https?:|src=|href=|url\(|@import/);
  });

  test('is in balance: what is opened is closed', () => {
    const open: string[] = [];
    for (const [, end, name = '', , alone] of page.matchAll(/<(\/?)([a-z][\w]*)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
      if (alone === '/' || name === 'meta') continue;
      if (end === '/') expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  test('has a point for each row in both plots, within the picture', () => {
    const [cost = '', latency = ''] = page.match(/<svg[^]*?<\/svg>/g) ?? [];
    for (const svg of [cost, latency]) {
      const points = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
      expect(points).toHaveLength(3);
      for (const [, x, y] of points) {
        expect(Number(x)).toBeGreaterThan(60);
        expect(Number(x)).toBeLessThan(620);
        expect(Number(y)).toBeGreaterThan(36);
        expect(Number(y)).toBeLessThan(370);
      }
    }
    const [, one, , large] = /cx="([\d.]+)"[^]*?cx="([\d.]+)"[^]*?cx="([\d.]+)"/.exec(cost) ?? [];
    expect(Number(large)).toBeGreaterThan(Number(one));
  });

  test('says so where the cost is not known', () => {
    const rows = [benchRow({ relativeCost: null }), benchRow({ name: 'b', relativeCost: null })];
    const unknown = formatReport(result({ rows }));
    expect(unknown).toContain('Accuracy and cost: not known for these models.');
    expect(unknown.match(/<svg/g)).toHaveLength(1);
  });

  test('names of rows do not stand on one another', () => {
    const rows = Array.from({ length: 6 }, (_, index) => benchRow({ name: `row ${index}` }));
    const [svg = ''] = /<svg[^]*?<\/svg>/.exec(formatReport(result({ rows }))) ?? [];
    const heights = [...svg.matchAll(/y="([\d.]+)" dy="4" text-anchor="start"/g)]
      .map(([, y]) => Number(y))
      .sort((a, b) => a - b);
    expect(heights).toHaveLength(6);
    for (const [index, y] of heights.slice(1).entries()) expect(y - (heights[index] ?? 0)).toBeGreaterThanOrEqual(12.9);
  });
});
