import { describe, expect, it } from '@jest/globals';
import type { DecisionRecord } from '../../src/decision-record.ts';
import { runCli } from '../support/cli.ts';

/** `pacore replay` as a process, on records that `vote` and `ask` print. Needs `npm run build`. */
const line = (id: string, texts: readonly string[]) =>
  JSON.stringify({ id, responses: texts.map((text, index) => ({ member: `m${index}`, text })) });
const recorded = [
  line('all', ['Answer: 54', 'Answer: 54', '#### 54']),
  line('most', ['Answer: 54', 'So we have 54 apples', '#### 17']),
  line('none', ['3', 'I do not know', '4']),
].join('\n');

const recordsOf = async (args: readonly string[]) =>
  (await runCli(['vote', '--json', ...args, '-'], { input: recorded })).stdout;
const replay = (args: readonly string[], input: string | Buffer) => runCli(['replay', ...args, '-'], { input });

describe('pacore replay', () => {
  it.each(['auto', 'majority_voting', 'instant_runoff', 'copeland', 'ensemble', 'ranking'])(
    'decides by %s bit for bit as before',
    async (strategy) => {
      const records = await recordsOf(['--strategy', strategy]);
      const { status, stdout } = await replay(['--json'], records);
      const [before, after] = [records, stdout].map((text) => text.trim().split('\n'));
      expect(status).toBe(0);
      expect(after?.map((text) => text.replace(/,"replayed":.*$/, '}'))).toEqual(before);
      for (const text of after ?? [])
        expect(text).toMatch(/,"replayed":\{"changed":false,"was":\{"strategy":"\w+","status":/);
      expect(await replay([], records)).toMatchObject({
        stdout: expect.stringMatching(/^3 questions: 3 the same, 0 changed \(0 in the answer\)\n/),
      });
    },
  );

  it('takes a task of the service, whose record it is about', async () => {
    const record = (await recordsOf([])).split('\n', 1)[0] ?? '';
    const { stdout } = await replay([], `{"id":"t","status":"succeeded","record":${record}}`);
    expect(stdout).toMatch(/^1 questions: 1 the same/);
  });

  it('shows what would have changed under other rules, then the counts', async () => {
    const { status, stdout, stderr } = await replay(
      [
        '--strategy',
        'copeland',
        '--profile',
        'text',
        '--confidence-threshold',
        '0.9',
        '--min-agreement',
        '0',
        '--quorum',
        '2',
      ],
      await recordsOf([]),
    );
    expect(stdout).toBe(
      [
        'most\t54 → 17\tdecided → low_confidence',
        '3 questions: 2 the same, 1 changed (1 in the answer)',
        'decided 2 → 1 · low_confidence 1 → 2 · no_quorum 0 → 0',
        '',
      ].join('\n'),
    );
    expect([status, stderr]).toEqual([0, '']);
  });

  it('prints the new record, and the old outcome beside it, with --json', async () => {
    const { stdout } = await replay(['--json', '--members', 'm2', '--strategy', 'ranking'], await recordsOf([]));
    const records = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as DecisionRecord);
    expect(records).toMatchObject([
      { id: 'all', answer: '54', replayed: { changed: false, was: { strategy: 'majority_voting', answer: '54' } } },
      { id: 'most', answer: '17', strategy: 'ranking', replayed: { changed: true, was: { answer: '54' } } },
      { id: 'none', answer: '4', electorate: [{ member: 'm2' }], factors: [{ answer: '4' }] },
    ]);
    const back = await replay(['--json', '--strategy', 'copeland'], stdout);
    expect(back.stdout).not.toContain('"factors"');
  });

  it('compares recorded responses with the decision under the rules of the configuration', async () => {
    const args = ['--members', 'm1,m2', '--json'];
    const { stdout } = await replay(args, recorded);
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toMatchObject({
      id: 'most',
      answer: '17',
      tieBreak: 'order',
      replayed: { changed: true, was: { answer: '54', status: 'decided' } },
    });
    expect((await replay([], recorded)).stdout).toMatch(/^3 questions: 3 the same/);
  });

  it('takes what ask prints over several lines, one record after another', async () => {
    const asked = await runCli(['ask', '--json', 'What is 23 + 48 - 17?']);
    const record = JSON.parse(asked.stdout) as DecisionRecord;
    const { status, stdout } = await replay(['--json'], `${asked.stdout}\n${asked.stdout}${await recordsOf([])}`);
    const again = stdout.trim().split('\n');
    expect([status, again.length]).toEqual([0, 5]);
    expect(JSON.parse(again[1] ?? '')).toEqual({ ...record, replayed: expect.objectContaining({ changed: false }) });
  });

  it.each<readonly [string, readonly string[], string, RegExp]>([
    ['no JSON', [], '\nnope\n', /^pacore: standard input:2: not a JSON object: /],
    [
      'neither records nor responses',
      [],
      '{"id": 1}',
      /^pacore: standard input:1: the line is neither a decision record/,
    ],
    ['a wrong field', [], '{"schemaVersion": 1, "id": "x", "ballots": []}', /input:1: seed must be .*; it is missing/],
    ['an object that has no end', [], '{\n  "id": 1,\n', /^pacore: standard input:1: not a JSON object/],
    [
      'an unknown strategy',
      ['--strategy', 'guess'],
      '',
      /^pacore: There is no strategy "guess"\. Known: auto, majority_voting/,
    ],
    [
      'a threshold above 1',
      ['--min-agreement', '7'],
      '',
      /^pacore: The option "minAgreement" must be a number from 0 to 1/,
    ],
    ['a threshold that is no number', ['--min-agreement', 'half'], '', /^pacore: option .* is invalid\. Give a number/],
    ['a quorum of nobody', ['--quorum', '0'], '', /^pacore: The option "quorum" must be a whole number of at least 1/],
  ])('refuses %s in plain words', async (_, args, input, message) => {
    const { status, stdout, stderr } = await replay(args, input);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, '']);
  });

  it('leaves malformed lines out with --skip-invalid, a broken object only itself', async () => {
    const input = `nope\n{\n  "id": 1,\n${await recordsOf([])}{"id": 2}\n`;
    const { status, stdout, stderr } = await replay(['--skip-invalid'], input);
    expect(stdout).toMatch(/^3 questions: 3 the same/);
    expect([status, stderr]).toEqual([0, 'pacore: 3 malformed lines of standard input were left out.\n']);
  });
});
