import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Advice } from '../../src/consensus/advisor/advice.ts';
import { runCli } from '../support/cli.ts';

/** `pacore advise` as a process. Needs `npm run build`. */
let folder = '';
let file = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pacore-advise-'));
  file = join(folder, 'recorded.jsonl');
  // `strong` is always right; `weak` and `poor` give the same wrong answer to every other question.
  const lines = Array.from({ length: 40 }, (_, place) => {
    const other = String(place % 2 === 0 ? place : 1000);
    const responses = [
      { member: 'strong', text: `So it is ${place}. Answer: ${place}` },
      { member: 'weak', answer: other },
      { member: 'poor', text: `#### ${other}` },
    ];
    return JSON.stringify({ id: place, gold: `${place}.0`, responses });
  });
  writeFileSync(file, lines.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('pacore advise', () => {
  it('warns for people, without colours and progress outside a terminal', async () => {
    const { status, stdout, stderr } = await runCli(['advise', file, '--profile', 'number']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^strong +100\.0 % +40$/m);
    expect(stdout).toMatch(/^weak and poor +1\.00$/m);
    expect(stdout).toMatch(/searched: size 3: all 1$/m);
    expect(stdout).toMatch(
      /^Warning: strong \+ weak \+ poor: majority_voting will lose to the best member alone, strong/m,
    );
    expect(stdout).toMatch(/\nTake strong alone: 100\.0 %/);
    expect(stdout).not.toContain('\x1b');
  });

  it('prints the shape of the interface with --json, the same for the same seed', async () => {
    const args = ['advise', file, '--profile', 'number', '--json', '--seed', '7'];
    const { stdout } = await runCli(args);
    const advice = JSON.parse(stdout) as Advice;
    expect(advice).toMatchObject({
      questions: 40,
      members: [
        { member: 'strong', accuracy: 1, answered: 40 },
        { member: 'weak', accuracy: 0.5, answered: 40 },
        { member: 'poor', accuracy: 0.5, answered: 40 },
      ],
      spread: 0.5,
      oracle: 1,
      committees: [
        {
          size: 3,
          members: ['strong', 'weak', 'poor'],
          searched: 'all',
          heldOut: { bestMember: 1, weighted: 1, gainInterval: [0, 0] },
        },
      ],
    });
    expect(advice.correlation.pairs[0]).toEqual({ a: 'weak', b: 'poor', phi: 1 });
    expect(advice.warnings.length).toBeGreaterThan(0);
    expect((await runCli(args)).stdout).toBe(stdout);
  });

  it('takes standard input and only the members named', async () => {
    const input = '{"id":1,"gold":"A","responses":[{"member":"a","answer":"A"},{"member":"b","answer":"B"}]}\n'.repeat(
      4,
    );
    const { status, stdout } = await runCli(['advise', '-', '--json', '--members', 'b,a'], { input });
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Advice).committees).toMatchObject([{ size: 2, members: ['b', 'a'] }]);
  });

  it.each([
    ['a member that nobody is', ['--members', 'strong,wrong'], /^pacore: No line of .* has a response of: wrong\. /],
    ['one member', ['--members', 'weak'], /^pacore: There are responses of 1 members; a committee needs at least 2\./],
    ['a committee of one', ['--max-size', '1'], /^pacore: The option "maxSize" must be a whole number of at least 2/],
    ['a number that is none', ['--options', 'many'], /Give a whole number/],
  ])('refuses %s', async (_, args, message) => {
    const { status, stdout, stderr } = await runCli(['advise', file, ...args]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('names the malformed line, or leaves it out on request', async () => {
    const input = `{"id":1}\n${'{"id":1,"gold":"A","responses":[{"member":"a","answer":"A"},{"member":"b","answer":"B"}]}\n'.repeat(4)}`;
    const strict = await runCli(['advise', '-'], { input });
    expect(strict).toMatchObject({ status: 2, stdout: '' });
    expect(strict.stderr).toMatch(/standard input:1: responses must be an array/);
    const lenient = await runCli(['advise', '-', '--json', '--skip-invalid'], { input });
    expect(lenient.status).toBe(0);
    expect((JSON.parse(lenient.stdout) as Advice).questions).toBe(4);
    expect(lenient.stderr).toMatch(/1 malformed lines of standard input were left out/);
  });
});
