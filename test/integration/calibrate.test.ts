import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CalibrationReport } from '../../src/consensus/calibration/report.ts';
import type { VoteSummary } from '../../src/consensus/summary.ts';
import type { DecisionRecord } from '../../src/decision-record.ts';
import { question, questionsOf } from '../consensus/calibration/questions.ts';
import { runCli } from '../support/cli.ts';

/** The command line as a process. Needs `npm run build`. */
let folder = '';
let [learned, others] = ['', ''];

const SPECIALISTS = { algebra: [0.7, 0.35, 0.25], biology: [0.25, 0.7, 0.35], chess: [0.35, 0.25, 0.7] };
const linesOf = (questions: readonly object[]) => questions.map((one) => `${JSON.stringify(one)}\n`).join('');

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-calibrate-'));
  learned = file('learned.jsonl', linesOf(questionsOf(900, SPECIALISTS)));
  others = file('others.jsonl', linesOf(questionsOf(900, SPECIALISTS, 2)));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('pacore calibrate', () => {
  it('writes what pacore vote then votes better by', async () => {
    const calibration = join(folder, 'calibration.json');
    const { status, stdout, stderr } = await runCli(['calibrate', learned, '--out', calibration, '--options', '4']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^a +900 +900 +\d\d\.\d\d% +0\.\d{3}$/m);
    expect(stdout).toContain('900 questions in 3 categories; weights for K = 4 answers a question.');
    expect(stdout).toMatch(/^weighted_voting +\d\d\.\d\d% +0\.\d{4}$/m);
    expect(stdout).toContain(`Written: ${calibration}`);
    const vote = async (...args: readonly string[]) =>
      JSON.parse((await runCli(['vote', others, '--summary', ...args])).stdout) as VoteSummary;
    const plain = await vote();
    const weighted = await vote('--strategy', 'weighted_voting', '--calibration', calibration);
    expect(plain.ece).toBeNull();
    expect(weighted.ece).toBeLessThan(0.06);
    expect(weighted.accuracy).toBeGreaterThan((plain.accuracy ?? 1) + 0.04);
  });

  it('prints the report as JSON, and writes nothing unless told where', async () => {
    const { status, stdout, stderr } = await runCli(['calibrate', '--json', '--members', 'a,b', learned]);
    const report = JSON.parse(stdout) as CalibrationReport & { readonly options: number };
    expect([status, stderr]).toEqual([0, '']);
    expect(report).toMatchObject({ options: 4, questions: 900 });
    expect(report.members.map(({ member }) => member)).toEqual(['a', 'b']);
    expect(existsSync('calibration.json')).toBe(false);
  });

  it('is named by a configuration, from its own folder, and stands in the records', async () => {
    await runCli(['calibrate', learned, '--out', join(folder, 'beside.json')]);
    const scripted = ['a', 'b', 'c'].map(
      (id) => `  - { id: ${id}, backend: scripted, script: { reply: 'Answer: A' } }`,
    );
    const consensus = 'consensus: { calibration: beside.json, earlyDecision: false, strategy: weighted_voting }';
    const config = file('pacore.yaml', `members:\n${scripted.join('\n')}\n${consensus}\n`);
    const { status, stdout } = await runCli(['ask', '--json', '--config', config, '--category', 'algebra', 'Which?']);
    const record = JSON.parse(stdout) as DecisionRecord;
    expect(status).toBe(0);
    expect(record).toMatchObject({ answer: 'A', rules: { category: 'algebra' } });
    expect(record.calibrated).toBeGreaterThan(0.5);
    expect(record.electorate[0]?.learnedWeight).toBe(record.electorate[0]?.weight);
    const [decided] = (await runCli(['vote', '--json', '--config', config, others])).stdout.split('\n');
    expect(JSON.parse(decided ?? '')).toMatchObject({ rules: { category: 'algebra' } });
  });

  it.each([
    [
      'lines without gold answers',
      linesOf([{ id: 1, responses: question('AB', 'A').responses }]),
      [],
      /needs questions with gold/,
    ],
    [
      'one option',
      linesOf([question('AB', 'A')]),
      ['--options', '1'],
      /option '--options <k>' argument '1' is invalid\. Give a whole number from 2/,
    ],
    ['one fold', linesOf([question('AB', 'A')]), ['--folds', '1'], /"folds" must be a whole number from 2 to 100/],
    ['a malformed line', '{}\n', [], /input\.jsonl:1: id must be/],
    [
      'a folder that is not there',
      linesOf([question('AB', 'A')]),
      ['--out', '/nowhere/x.json'],
      /The calibration .* cannot be written/,
    ],
  ])('refuses %s with 2', async (_name, content, args, message) => {
    const { status, stdout, stderr } = await runCli(['calibrate', file('input.jsonl', content), ...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('tells what is wrong with a calibration, and where it is named', async () => {
    const broken = file('broken.json', JSON.stringify({ schemaVersion: 1, members: 3 }));
    const { status, stderr } = await runCli(['vote', others, '--calibration', broken]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^pacore: command line: consensus\.calibration: .*broken\.json is no calibration: members must be an array; it is not 3\. \(PACORE_CONFIG\)\n$/,
    );
    const config = file('wrong.yaml', 'consensus:\n  calibration: missing.json\n');
    const checked = await runCli(['config', 'check', config]);
    expect(checked.status).toBe(2);
    expect(checked.stderr).toMatch(/wrong\.yaml:2: consensus\.calibration: .*missing\.json is no calibration: ENOENT/);
  });

  it('leaves no trace of answers or texts in the file', async () => {
    const secret = questionsOf(20, SPECIALISTS).map((one) => ({ ...one, question: 'a secret' }));
    const out = join(folder, 'secret.json');
    await runCli(['calibrate', file('secret.jsonl', linesOf(secret)), '--out', out]);
    expect(readFileSync(out, 'utf8')).not.toContain('secret');
  });
});
