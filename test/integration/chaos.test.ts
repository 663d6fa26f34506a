/** A short chaos run, as a user starts it. Loaded from dist/: build first. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);
const chaos = (...args: readonly string[]) => run(process.execPath, ['--expose-gc', 'chaos/run.mjs', ...args]);

describe('chaos', () => {
  it.each(['thread', 'process'])('in a %s loses no question and counts none twice', async (isolation) => {
    const { stdout } = await chaos('--questions', '40', '--seed', '3', '--isolation', isolation, '--json');
    const report = JSON.parse(stdout) as Record<string, number>;
    const { asked, decided = 0, lowConfidence = 0, noQuorum = 0, rejected = 0, lost, duplicated } = report;
    expect([asked, lost, duplicated]).toEqual([40, 0, 0]);
    expect(decided + lowConfidence + noQuorum + rejected).toBe(40);
    expect(report.restarts).toBeGreaterThan(0);
  });

  it.each([
    [['--questions', 'x'], '--questions is x; give a whole number'],
    [['--isolation', 'none'], '--isolation is none; give thread or process'],
    [['--bogus'], "Unknown option '--bogus'"],
  ])('refuses %j', async (args, message) => {
    await expect(chaos(...args)).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});
