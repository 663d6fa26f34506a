import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { readResult } from '../../src/dashboard/bench/read-result.ts';
import { count, duration, percent, words } from '../../src/dashboard/parts/format.ts';

describe('numbers', () => {
  it.each([
    [0.4, '0 ms'],
    [840, '840 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1240, '1.24 s'],
    [12_340, '12.3 s'],
    [59_960, '1 min 0 s'],
    [125_000, '2 min 5 s'],
  ])('%d ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('have their units', () => {
    expect([percent(0.6667), percent(1), count(1, 'ballot'), count(1200, 'ballot'), words('borda_count')]).toEqual([
      ...['66.7 %', '100 %', '1 ballot', '1,200 ballots', 'borda count'],
    ]);
  });
});

describe('readResult', () => {
  const row = {
    ...{ name: 'a', kind: 'member', accuracy: 0.8, ci: [0.7, 0.9], p50Ms: 1, p95Ms: 2 },
    ...{ questionsPerSecond: 3, tokens: 4, relativeCost: null },
  };
  const whole = { count: 1, strategy: 's', baseline: 'b', verdict: 'v', outcome: 'wins', rows: [row] };

  it('takes what the benchmark prints', () => {
    expect(readResult(JSON.stringify(whole))).toEqual(whole);
  });

  it.each<[string, unknown]>([
    ['no object', 7],
    ['nothing', null],
    ['no rows', { ...whole, rows: undefined }],
    ['a row that is none', { ...whole, rows: [null] }],
    ['a kind that nobody knows', { ...whole, rows: [{ ...row, kind: 'other' }] }],
    ['an interval of one end', { ...whole, rows: [{ ...row, ci: [0.7] }] }],
    ['a number in words', { ...whole, rows: [{ ...row, accuracy: 'good' }] }],
    ['a cost in words', { ...whole, rows: [{ ...row, relativeCost: 'dear' }] }],
    ['a verdict that is no text', { ...whole, verdict: 1 }],
  ])('refuses %s', (_, value) => {
    expect(() => readResult(JSON.stringify(value))).toThrow('no output of `pacore bench --json`');
  });

  it('says so when it is no JSON', () => {
    expect(() => readResult('accuracy: good')).toThrow('no JSON');
  });
});

it('the page is under 60 kB in all, compressed', () => {
  const folder = 'dist/dashboard';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const sizes = files.map(({ parentPath, name }) => gzipSync(readFileSync(join(parentPath, name))).length);
  expect(sizes.length).toBeGreaterThan(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});
