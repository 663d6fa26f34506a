import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BenchResult } from '../../src/bench/result.ts';
import { runCli } from '../../src/cli/run.ts';

/** `pacore bench` with scripted members: what it finds is known beforehand. No process, no models. */
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A configuration of members that always reply the same. */
function config(name: string, replies: Readonly<Record<string, string>>, more = ''): string {
  const members = Object.entries(replies).map(
    ([id, reply]) => `  - { id: ${id}, backend: scripted, script: { reply: ${JSON.stringify(reply)}${more} } }\n`,
  );
  return file(name, `members:\n${members.join('')}`);
}

/** Of 200 questions 160 have the answer 54, 20 the answer 55, and 20 none. */
function questions(): string {
  const lines = Array.from({ length: 200 }, (_, index) => {
    const [answer, set] = index < 160 ? [54, 'many'] : index < 180 ? [55, 'few'] : [null, 'none'];
    return `${JSON.stringify({ question: `What is ${index}?`, answer, set })}\n`;
  });
  return file('questions.jsonl', lines.join(''));
}

async function run(args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let status = 0;
  const context = {
    stdin: new PassThrough().end(),
    stdout,
    stderr,
    signal: new AbortController().signal,
    exit: (code: number) => (status = code),
    endsInOrder: () => undefined,
  };
  await runCli(['bench', ...args], context);
  const textOf = (stream: PassThrough) => String(stream.read() ?? '');
  return { status, stdout: textOf(stdout), stderr: textOf(stderr) };
}

async function result(args: readonly string[]): Promise<BenchResult> {
  const { status, stdout, stderr } = await run([...args, '--json', '--baseline', 'big', '--questions', questions()]);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as BenchResult;
}

const RIGHT = 'Answer: 54';
const RARE = 'Answer: 55';
const WEAK = { a: RARE, b: RARE, c: RIGHT, big: RIGHT };
const ALIKE = { a: RIGHT, b: RIGHT, c: RARE, big: RIGHT };

describe('pacore bench', () => {
  test('measures every row on the same questions', async () => {
    const found = await result(['--config', config('alike.yaml', ALIKE), '--count', '200', '--seed', '3']);
    expect(found).toMatchObject({
      count: 200,
      available: 200,
      sets: { few: 20, many: 160, none: 20 },
      seed: 3,
      strategy: 'auto',
      baseline: 'big',
      samples: 3,
      outcome: 'matches',
      verdict: expect.stringMatching(/^The committee \(auto\) matches big, give or take 2 points: 80\.0 %/),
      lost: [],
      won: [],
    });
    expect(found.rows.map(({ name, kind, accuracy }) => [name, kind, accuracy])).toEqual([
      ['a', 'member', 0.8],
      ['b', 'member', 0.8],
      ['c', 'member', 0.1],
      ['a × 3', 'samples', 0.8],
      ['committee: auto', 'committee', 0.8],
      ...['majority_voting', 'weighted_voting', 'borda_count', 'instant_runoff', 'copeland', 'ensemble', 'ranking'].map(
        (name) => [`committee: ${name}`, 'committee', 0.8],
      ),
      ['big', 'large', 0.8],
      ['big × 3', 'large', 0.8],
    ]);
    for (const row of found.rows) {
      expect(row.ci[0]).toBeLessThan(row.accuracy);
      expect(row.ci[1]).toBeGreaterThan(row.accuracy);
      expect(row).toMatchObject({ unanswered: 0, parameters: null, relativeCost: null });
      expect(row.p95Ms).toBeGreaterThanOrEqual(row.p50Ms);
      for (const cost of [row.p50Ms, row.wallMsAt1, row.cpuMsPerQuestion, row.questionsPerSecond])
        expect(cost).toBeGreaterThan(0);
    }
    expect(found.rows[0]).toMatchObject({ sets: { few: 0, many: 1, none: 0 }, tokens: 2 });
    expect(found.rows[3]?.tokens).toBeGreaterThanOrEqual(4);
    // The strategies that decide on all ballots.
    expect(found.rows[5]?.tokens).toBe(6);
    expect(found.comparisons.map(({ a, b }) => `${a} / ${b}`)).toEqual([
      ...found.rows.filter(({ name }) => name !== 'big').map(({ name }) => `${name} / big`),
      'committee: auto / a',
      'committee: auto / a × 3',
      'committee: auto / big × 3',
    ]);
    expect(found.comparisons[2]).toMatchObject({ a: 'c', difference: -0.7, significant: true });
    expect(found.speedup).toBeGreaterThan(0);
    expect(found.speedupLimit).toBeLessThanOrEqual(3);
  });

  test('measures coordinated rounds beside the vote, the last word included', async () => {
    const replies = { a: RIGHT, b: RIGHT, c: RARE, last: RARE, big: RIGHT };
    const path = file(
      'rounds.yaml',
      `${readFileSync(config('last.yaml', replies), 'utf8')}consensus: { aggregator: last }\nrounds: { guard: synthesis }\n`,
    );
    const found = await result(['--config', path, '--rounds', '3,1', '--count', '60']);
    const row = found.rows.find(({ name }) => name === 'rounds: 3,1');
    const vote = found.rows.find(({ name }) => name === 'committee: auto');
    expect(row).toMatchObject({ kind: 'committee', accuracy: found.rows.find(({ name }) => name === 'c')?.accuracy });
    const difference = (row?.accuracy ?? 0) - (vote?.accuracy ?? 0);
    expect(found.comparisons.at(-1)).toMatchObject({
      a: 'rounds: 3,1',
      b: 'committee: auto',
      difference: expect.closeTo(difference, 3),
      significant: true,
    });
    const { stdout } = await run([
      '--config',
      path,
      '--rounds',
      '3,1',
      '--count',
      '60',
      '--baseline',
      'big',
      '--questions',
      questions(),
    ]);
    expect(stdout).toMatch(/^rounds: 3,1 to committee: auto: −?-?\d/m);
  });

  test('says when the committee loses, and on what', async () => {
    const found = await result(['--config', config('weak.yaml', WEAK), '--count', '60']);
    const count = found.sets.many ?? 0;
    expect(found.outcome).toBe('loses');
    expect(found.verdict).toMatch(
      /^The committee \(auto\) loses to big: .* of 60 questions .*The committee is worse than its best member alone, c: /,
    );
    expect(found.lost).toHaveLength(Math.min(10, count));
    expect(found.lost[0]).toMatchObject({ expected: '54', committee: '55', large: '54' });
    for (const { expected } of found.won) expect(expected).toBe('55');
  });

  test('says when it wins, and that the baseline is unfair', async () => {
    const found = await result(['--config', config('strong.yaml', { ...ALIKE, big: RARE }), '--count', '60']);
    expect(found.outcome).toBe('wins');
    expect(found.verdict).toMatch(/ is better than big: .* Unfair baseline: big \(.* small model alone, a \(/);
  });

  test('an abstention is right where there is no answer, a failure never', async () => {
    const unsure = { a: 'I don’t know.', b: 'I don’t know.', big: RIGHT };
    const abstaining = await result(['--config', config('unsure.yaml', unsure), '--count', '200']);
    expect(abstaining.rows[0]).toMatchObject({ accuracy: 0.1, sets: { none: 1, many: 0 }, unanswered: 0 });
    const full = await result(['--config', config('full.yaml', unsure, ', contextSize: 1'), '--count', '20']);
    for (const row of full.rows) expect(row).toMatchObject({ accuracy: 0, unanswered: 20, questionsPerSecond: 0 });
  });

  test('asks the members, the strategy and the samples that are named', async () => {
    const args = ['--members', 'a,c', '--strategy', 'borda_count', '--samples', '2', '--count', '20'];
    const found = await result(['--config', config('named.yaml', ALIKE), ...args]);
    expect(found.strategy).toBe('borda_count');
    expect(found.rows.slice(0, 5).map(({ name }) => name)).toEqual([
      'a',
      'c',
      'a × 2',
      'committee: borda_count',
      'committee: auto',
    ]);
    expect(found.verdict).toContain('(borda_count)');
  });

  test('does what the command line says, whatever the environment says', async () => {
    // The one that is sure is wrong: by votes alone it loses.
    const members = [
      `{ id: sure, backend: scripted, script: { reply: "${RARE}", confidence: 1 } }`,
      ...['b', 'c'].map((id) => `{ id: ${id}, backend: scripted, script: { reply: "${RIGHT}", confidence: 0.3 } }`),
      `{ id: big, backend: scripted, script: { reply: "${RIGHT}" } }`,
    ];
    const path = file('sure.yaml', `members:\n${members.map((member) => `  - ${member}\n`).join('')}`);
    const env = { PACORE_CONSENSUS_STRATEGY: 'weighted_voting', PACORE_CONSENSUS_QUORUM: '2' };
    Object.assign(process.env, env);
    try {
      const { rows } = await result(['--config', path, '--strategy', 'majority_voting', '--count', '200']);
      expect(
        [4, 6].flatMap((place) => rows.slice(place, place + 1)).map(({ name, accuracy }) => [name, accuracy]),
      ).toEqual([
        ['committee: majority_voting', 0.8],
        ['committee: weighted_voting', 0.1],
      ]);
    } finally {
      for (const key of Object.keys(env)) Reflect.deleteProperty(process.env, key);
    }
  });

  test('is repeatable with a seed, but for the times', async () => {
    const marks = async (seed: string) => {
      const { rows, comparisons } = await result([
        '--config',
        config('again.yaml', WEAK),
        '--count',
        '50',
        '--seed',
        seed,
      ]);
      return [rows.map(({ accuracy, ci, sets }) => [accuracy, ci, sets]), comparisons];
    };
    const first = await marks('1');
    expect(await marks('1')).toEqual(first);
    expect(await marks('2')).not.toEqual(first);
  });

  test('prints two tables and the verdict, and writes the report', async () => {
    const report = join(folder, 'report.html');
    const args = ['--config', config('weak.yaml', WEAK), '--baseline', 'big', '--questions', questions()];
    const { status, stdout } = await run([...args, '--count', '30', '--report', report]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^30 of 200 questions, seed 1: \d+ few, \d+ many, \d+ none\n\n/);
    expect(stdout).toMatch(/\n\naccuracy \(95 % interval\) +right +to big +few +many +none\na +[\d.]+ % +\(/);
    expect(stdout).toMatch(/\n\ntime and cost a question +p50 +p95 .* parameters +cost\na +[\d.]+ ms /);
    expect(stdout).toMatch(/\n\nThe committee \(auto\) loses to big: .*\n$/);
    expect(stdout).not.toContain('\x1b');
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('loses to big');
    expect(page).toContain('<svg');
  });

  const QUESTION = '{"question": "What is 1?", "answer": 1}\n';
  test.each([
    ['a question file that is not there', () => ['--questions', join(folder, 'none')], /none cannot be read: ENOENT/],
    [
      'a malformed question',
      () => ['--questions', file('bad.jsonl', `${QUESTION}\n{"question": "What is 2?"}\n`)],
      /bad\.jsonl:3: answer must be .* \(PACORE_INPUT\)/,
    ],
    [
      'no questions',
      () => ['--questions', file('empty.jsonl', '\n')],
      /empty\.jsonl has no questions\. \(PACORE_INPUT\)/,
    ],
    ['an unknown member', () => ['--members', 'a,nobody'], /There is no member "nobody"; members: a, b, c/],
    ['the baseline as a member', () => ['--members', 'a,big'], /There is no member "big"/],
    ['a committee of one', () => ['--members', 'a'], /A committee has two members at least\. \(PACORE_USAGE\)/],
    ['an unknown strategy', () => ['--strategy', 'guess'], /there is no strategy "guess"/],
    ['no samples', () => ['--samples', '0'], /samples is 0; give a whole number/],
    ['a negative seed', () => ['--seed', '-1'], /seed is -1; give a whole number/],
    ['no questions asked for', () => ['--count', '0'], /Give a whole number from 1/],
    ['a baseline that does not exist', () => ['--baseline', 'embedded:huge'], /There is no embedded model 'huge'/],
    [
      'a report that cannot be written',
      () => ['--report', join(folder, 'none', 'report.html')],
      /The report .* cannot be written\. \(PACORE_USAGE\)/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const known = ['--config', config('weak.yaml', WEAK), '--baseline', 'big', '--questions', questions()];
    const { status, stdout, stderr } = await run([...known, ...args()]);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
  });
});
