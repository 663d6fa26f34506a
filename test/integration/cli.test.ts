import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsensusEngine } from '../../src/consensus/engine.ts';
import type { DecisionRecord } from '../../src/decision-record.ts';
import { runCli, startCli } from '../support/cli.ts';

/** The command line as a process, on the embedded models. Needs `npm run build`. */
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('pacore ask', () => {
  it('answers with three real models', async () => {
    const { status, stdout, stderr } = await runCli(['ask', '--json', 'What is 23 + 48 - 17?']);
    const record = JSON.parse(stdout) as DecisionRecord;
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(record).toMatchObject({ answer: '54', status: 'decided' });
    expect(record.electorate.map(({ member }) => member)).toEqual(['small-a', 'small-b', 'small-c']);
    const cast = record.ballots.filter(({ finish }) => finish === 'stop');
    expect(cast.length).toBeGreaterThanOrEqual(2);
    for (const ballot of cast) {
      expect(ballot).toMatchObject({ answer: '54', model: `embedded:${ballot.member}` });
      expect(ballot.text).toContain('Answer: 54');
      expect(ballot.confidence).toBeGreaterThan(0.5);
      expect(ballot.promptTokens).toBeGreaterThan(10);
    }
  });

  it('prints the answer, the decision and the votes for people, without colours outside a terminal', async () => {
    const config = 'config/example.yaml';
    const { status, stdout } = await runCli(['ask', '--config', config, '-'], { input: 'What is 23 + 48 - 17?\n' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^54\n\ndecided by majority_voting · confidence 100\.00% · agreement 100\.00% · \d+ ms\n/);
    for (const member of ['small-a', 'small-b', 'small-c']) expect(stdout).toMatch(new RegExp(`^${member} +54 `, 'm'));
    expect(stdout).not.toContain('\x1b');
  });

  it('is repeatable with a seed', async () => {
    const ask = () =>
      runCli(['ask', '--json', '--samples', '2', '--members', 'small-a', '--seed', '7', 'What is 12 * 7?']);
    const [first, second] = [JSON.parse((await ask()).stdout), JSON.parse((await ask()).stdout)] as DecisionRecord[];
    expect(first?.seed).toBe(7);
    expect(first?.ballots.map(({ text }) => text)).toEqual(second?.ballots.map(({ text }) => text));
  });

  it('asks only so many of the members with --ask', async () => {
    const { status, stdout } = await runCli(['ask', '--json', '--ask', '2', 'What is 23 + 48 - 17?']);
    const record = JSON.parse(stdout) as DecisionRecord;
    expect(status).toBe(0);
    expect(record).toMatchObject({ answer: '54', agreement: 1 });
    expect(record.electorate).toHaveLength(2);
    expect(record.ballots).toHaveLength(2);
  });

  it('exits with 3 when the answer is below the thresholds', async () => {
    const { status, stdout } = await runCli(['ask', '--json', 'What is the capital of France?']);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'low_confidence', answer: null });
  });

  it('exits with 1 when no member can take the question, and says why', async () => {
    const { status, stdout } = await runCli(['ask'], { input: 'a'.repeat(100_000) });
    expect(status).toBe(1);
    expect(stdout).toMatch(/no quorum/);
    expect(stdout).toMatch(
      /small-a failed: The prompt of .* tokens .* does not fit embedded:small-a: at most 511 tokens do\./,
    );
  });

  it.each([
    ['an empty question', [''], '', 2, /^pacore: The question is empty; give at least one word\. \(PACORE_USAGE\)\n$/],
    ['an empty standard input', [], '', 2, /^pacore: The question is empty/],
    [
      'binary on standard input',
      [],
      Buffer.from([0, 159, 146, 150]),
      2,
      /^pacore: Standard input is binary, not UTF-8 text\. \(PACORE_INPUT\)\n$/,
    ],
    [
      'too much on standard input',
      [],
      'a'.repeat(2 ** 20 + 1),
      2,
      /^pacore: Standard input is longer than 1048576 bytes/,
    ],
    ['negative samples', ['--samples', '-3', '1'], '', 2, /^pacore: samples is -3; give a whole number from 1 to 1000/],
    [
      'samples that are no number',
      ['--samples', 'many', '1'],
      '',
      2,
      /^pacore: option '--samples <n>' argument 'many' is invalid/,
    ],
    ['a timeout that is no duration', ['--timeout', 'soon', '1'], '', 2, /^pacore: timeout is "soon"/],
    [
      'an unknown member',
      ['--members', 'nobody', '1'],
      '',
      2,
      /^pacore: There is no member "nobody"; members: small-a, small-b, small-c/,
    ],
    [
      'to ask nobody',
      ['--ask', '0', '1'],
      '',
      2,
      /^pacore: ask is 0; give a whole number from 1\. \(PACORE_USAGE\)\n$/,
    ],
    [
      'to ask more members than there are',
      ['--ask', '4', '1'],
      '',
      2,
      /^pacore: ask is 4, but there are only 3 members to choose from/,
    ],
    [
      'to ask more members than are named',
      ['--ask', '2', '--members', 'small-a', '1'],
      '',
      2,
      /^pacore: ask is 2, but there are only 1 members to choose from/,
    ],
    [
      'an unknown strategy',
      ['--strategy', 'guess', '1'],
      '',
      2,
      /^pacore: command line: consensus\.strategy: there is no strategy "guess"; known: auto, majority_voting/,
    ],
    ['an unknown option', ['--sample', '3', '1'], '', 2, /^pacore: unknown option '--sample'/],
    [
      'a configuration that is not there',
      ['--config', 'none.yaml', '1'],
      '',
      2,
      /^pacore: The configuration file none\.yaml cannot be read/,
    ],
  ])('refuses %s in plain words', async (_, args, input, expected, message) => {
    const { status, stdout, stderr } = await runCli(['ask', ...args], { input });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([status, stdout]).toEqual([expected, '']);
  });

  it.each([
    ['missing', () => join(folder, 'none.gguf'), /there is no such file/],
    [
      'truncated',
      () => {
        const path = join(folder, 'cut.gguf');
        copyFileSync('models/small-a.gguf', path);
        truncateSync(path, 200_000);
        return path;
      },
      /cut off/,
    ],
    ['random', () => file('random.gguf', Buffer.alloc(100_000, 'x9')), /not a GGUF file/],
  ])('says what is wrong with a %s model file', async (_, make, message) => {
    const config = file('model.yaml', `members: [{ id: x, model: ${make()} }]`);
    const { status, stdout, stderr } = await runCli(['ask', '--config', config, '1']);
    expect(stderr).toMatch(message);
    expect(stderr.split('\n')).toHaveLength(3);
    expect([status, stdout]).toEqual([1, '']);
  });

  it('answers when one of three models is damaged, and says which is missing', async () => {
    const config = file(
      'damaged.yaml',
      `members:
  - { id: a, model: "embedded:small-a" }
  - { id: b, model: "embedded:small-b" }
  - { id: damaged, model: ${file('damaged.gguf', 'GGUFxxxx')} }
consensus: { minAgreement: 0.9 }`,
    );
    const { status, stdout } = await runCli(['ask', '--config', config, 'What is 23 + 48 - 17?']);
    expect(status).toBe(3);
    expect(stdout).toMatch(/^54\n/);
    // Whether it was given up before or after the question was opened is a race; it is named either way.
    expect(stdout).toMatch(/^damaged (is missing|failed): .*Cannot load the model/m);
  });

  it('shows the stack of an error only where it is asked for', async () => {
    const { stderr } = await runCli(['ask', '--log-level', 'debug', '']);
    expect(stderr).toMatch(/PacoreError: The question is empty.*\n\s+at /s);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends in good order on %s in the middle of generation', async (signal, expected) => {
    const run = startCli(['ask', '--samples', '1000', '--log-level', 'debug', 'What is 23 + 48 - 17?']);
    await run.stderrMatches(/ballot cast/);
    run.child.kill(signal);
    const { status, stdout, stderr } = await run.ended;
    expect([status, stdout]).toEqual([expected, '']);
    expect(stderr).not.toMatch(/GGML|terminate called|core dumped|^Aborted|\n\s+at /m);
  });

  it('can be interrupted while it reads standard input', async () => {
    const run = startCli(['ask', '-'], { keepInputOpen: true });
    // More than a pipe holds: when all of it is written, the process reads, and its signal handlers stand.
    await new Promise((resolve) => run.child.stdin.write('a'.repeat(500_000), resolve));
    run.child.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ status: 143, signal: null, stdout: '' });
  });

  it('ends when nobody reads its answer', async () => {
    const run = startCli(['ask', 'What is 23 + 48 - 17?']);
    run.child.stdout.destroy();
    const { signal, stderr } = await run.ended;
    expect([signal, stderr]).toEqual([null, '']);
  });

  it('can be interrupted while the models load', async () => {
    const run = startCli(['ask', '--log-level', 'debug', 'What is 23 + 48 - 17?']);
    await run.stderrMatches(/model starting/);
    run.child.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ status: 143, signal: null, stdout: '' });
  });
});

describe('pacore demo', () => {
  it('puts one question through every strategy on the same ballots', async () => {
    const { status, stdout } = await runCli(['demo', 'What is 23 + 48 - 17?']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Question: What is 23 \+ 48 - 17\?\n3 ballots of 3 members\n/);
    for (const strategy of new ConsensusEngine().strategies) {
      const block = stdout.split(`--- Strategy: ${strategy.toUpperCase()} ---\n`)[1] ?? '';
      expect(block).toMatch(/^Consensus Text: .*Answer: 54\nAnswer: 54\nConfidence: \d+\.\d\d%\n/);
    }
  });

  it('asks only so many of the members with --ask, and refuses more than there are', async () => {
    const { status, stdout } = await runCli(['demo', '--ask', '2', 'What is 23 + 48 - 17?']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\n2 ballots of 2 members\n/);
    expect(await runCli(['demo', '--ask', '4'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^pacore: ask is 4, but there are only 3 members/),
    });
  });
});

describe('pacore vote', () => {
  const line = (id: number, texts: readonly string[], gold?: string) =>
    JSON.stringify({ id: String(id), gold, responses: texts.map((text, index) => ({ member: `m${index}`, text })) });
  const recorded = `${line(1, ['Answer: 54', 'Answer: 54', '#### 17'], '54')}\n\n${line(2, ['\\boxed{3}', 'I do not know', '#### 4'], '4.0')}\n`;

  it('writes one record a line', async () => {
    const { status, stdout } = await runCli(['vote', '--json', '-'], { input: recorded });
    const records = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as DecisionRecord);
    expect(status).toBe(0);
    expect(records).toMatchObject([
      { schemaVersion: 1, id: '1', answer: '54', confidence: 0.6667, status: 'decided', seed: null },
      { id: '2', answer: '3', tieBreak: 'order', status: 'low_confidence' },
    ]);
  });

  it('counts with --summary, under the members and the profile asked for', async () => {
    const path = file('recorded.jsonl', recorded);
    const all = await runCli(['vote', '--summary', '--profile', 'number', path]);
    expect(JSON.parse(all.stdout)).toMatchObject({ questions: 2, decided: 1, withGold: 2, correct: 1, accuracy: 0.5 });
    const some = await runCli(['vote', '--summary', '--json', '--members', 'm2', path]);
    expect(JSON.parse(some.stdout)).toMatchObject({
      correct: 1,
      members: { m2: { answered: 2, correct: 1, accuracy: 0.5 } },
    });
    expect(some.stdout.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    [
      'no JSON',
      '{"id": 1, "responses": []}\nnope\n',
      /^pacore: standard input:2: not a JSON object: .*\(PACORE_INPUT\)\n$/,
    ],
    [
      'a response without a member',
      '{"id": "1", "responses": [{"text": "x"}]}',
      /^pacore: standard input:1: responses\[0\]\.member must be/,
    ],
    ['a line that is no object', '[]', /^pacore: standard input:1: the line must be an object/],
    ['a binary line', Buffer.from([123, 0, 255, 125]), /^pacore: standard input:1: the line is binary/],
  ])('names the line with %s', async (_, input, message) => {
    const { status, stderr } = await runCli(['vote', '-'], { input });
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  it('leaves a tie undecided', async () => {
    const responses = ['54', '55'].map((answer) => ({ member: answer, text: `Answer: ${answer}` }));
    const input = JSON.stringify({ id: 'tie', responses });
    const { status, stdout } = await runCli(['vote', '-'], { input });
    expect([status, stdout]).toEqual([0, 'tie\t54\tlow_confidence\tconfidence 0.5\tagreement 0.5\n']);
  });

  describe('with gold answers that cannot be meant', () => {
    const line = (id: string, gold: string | number) => {
      return JSON.stringify({
        id,
        gold,
        responses: ['A', 'B', 'B'].map((answer, index) => ({ member: `m${index}`, answer })),
      });
    };
    const input = [line('q1', 'B'), line('q2', 1), line('q3', 'A'), line('q4', '?')].join('\n');
    const warning =
      'pacore: 2 gold answers of standard input cannot be meant, so that no answer is right there; ' +
      'the first is that of "q2", "1": a number where the answers are labels of options.\n';

    it.each([
      ['vote', '--summary'],
      ['calibrate', '--json'],
      ['advise', '--json'],
    ])('%s %s says so once, beside its output', async (...command) => {
      const { status, stdout, stderr } = await runCli([...command, '--profile', 'choice', '-'], { input });
      expect(status).toBe(0);
      expect(stderr).toBe(warning);
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    });

    it('says nothing where they are not looked at, or all can be meant', async () => {
      expect((await runCli(['vote', '--profile', 'choice', '-'], { input })).stderr).toBe('');
      const good = [line('q1', 'B'), line('q3', 'A')].join('\n');
      expect((await runCli(['vote', '--summary', '--profile', 'choice', '-'], { input: good })).stderr).toBe('');
    });
  });

  it('says which of --members never answered', async () => {
    const { status, stderr } = await runCli(['vote', '--members', 'm1,m9', '-'], { input: recorded });
    expect([status, stderr]).toEqual([0, 'pacore: no line of standard input has a response of: m9.\n']);
  });

  it('counts malformed lines with --skip-invalid', async () => {
    const { status, stdout, stderr } = await runCli(['vote', '--summary', '--skip-invalid', '-'], {
      input: `nope\n${recorded}`,
    });
    expect(JSON.parse(stdout)).toMatchObject({ questions: 2 });
    expect([status, stderr]).toEqual([0, 'pacore: 1 malformed lines of standard input were left out.\n']);
  });

  it('says that a file is not there', async () => {
    const { status, stderr } = await runCli(['vote', join(folder, 'none.jsonl')]);
    expect(stderr).toMatch(/none\.jsonl cannot be read: ENOENT/);
    expect(status).toBe(2);
  });
});

describe('pacore config', () => {
  it('shows every value and where it comes from', async () => {
    const { stdout } = await runCli(
      ['config', 'show', '--json', '--config', 'config/example.yaml', '--log-level', 'debug'],
      {
        env: { PACORE_ROUTER_STRATEGY: 'round_robin' },
      },
    );
    const settings = JSON.parse(stdout) as { key: string; value: unknown; source: string }[];
    const of = (key: string) => settings.find((setting) => setting.key === key);
    expect(of('log.level')).toEqual({ key: 'log.level', value: 'debug', source: 'command line' });
    expect(of('router.strategy')).toEqual({
      key: 'router.strategy',
      value: 'round_robin',
      source: 'environment PACORE_ROUTER_STRATEGY',
    });
    expect(of('consensus.minAgreement')).toMatchObject({
      value: 0.7,
      source: expect.stringMatching(/^config\/example\.yaml:\d+$/),
    });
    expect(of('consensus.quorum')).toEqual({ key: 'consensus.quorum', value: null, source: 'default' });
    expect(of('members[1].model')).toMatchObject({ value: 'embedded:small-b' });
  });

  it('says that a file is right, or what is wrong with it', async () => {
    expect(await runCli(['config', 'check', 'config/example.yaml'])).toMatchObject({
      status: 0,
      stdout: 'config/example.yaml is right: 3 members (small-a, small-b, small-c), auto\n',
    });
    const wrong = file('wrong.yaml', 'consensus:\n  stratgy: borda_count\n');
    const { status, stderr } = await runCli(['config', 'check', wrong]);
    expect(stderr).toMatch(/wrong\.yaml:2: consensus\.stratgy: there is no such key; known here: strategy, /);
    expect(status).toBe(2);
    const quorum = file('quorum.yaml', 'consensus: { quorum: 9 }');
    expect(await runCli(['config', 'check', quorum])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/9 members must answer, but there are 3/),
    });
  });
});

describe('pacore', () => {
  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await runCli(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('helps who gives no command or a wrong one', async () => {
    expect(await runCli([])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Usage: pacore/) });
    expect(await runCli(['aks'])).toMatchObject({ status: 2, stderr: expect.stringMatching(/unknown command 'aks'/) });
    expect(await runCli(['ask', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Usage: pacore ask/),
    });
  });
});
